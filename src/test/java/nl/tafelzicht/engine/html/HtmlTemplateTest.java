package nl.tafelzicht.engine.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates that are only here lie beside this class, in the resources of the tests. */
class HtmlTemplateTest {

    private static final Instant NOON = Instant.parse("2026-03-18T11:00:00Z");
    private static final Texts DUTCH = Texts.of("i18n.public", Locale.forLanguageTag("nl"));

    record Content(String title, List<String> lines, Moment at, Texts texts) implements Surroundings {}

    private static HtmlTemplate template(String name) {
        return new HtmlTemplate(name, HtmlTemplateTest.class);
    }

    @Test
    void everyValueIsEscapedInTextAndInAttributes() {
        var html = template("good").render(new Content("<b>\"it's\" & so", List.of("<i>", "b"), null, DUTCH));
        assertThat(html)
                .isEqualTo(
                        "<p title=\"&lt;b&gt;&quot;it&#39;s&quot; &amp; so\">&lt;b&gt;&quot;it&#39;s&quot; &amp; so</p>"
                                + "<p>&lt;i&gt;<br>b</p><p>no moment</p><button>Versturen</button>");
    }

    @Test
    void aMomentIsAnElementOfItsOwn() {
        var html = template("good").render(new Content("", List.of(), new Moment(NOON, "12:00"), DUTCH));
        assertThat(html).contains("<p><time datetime=\"2026-03-18T11:00:00Z\">12:00</time></p>");
    }

    @ParameterizedTest
    @CsvSource({
        "raw, not be escaped",
        "ampersand, not be escaped",
        "unquoted, not be in quotes",
        "unclosed, title",
        "part-missing, there is no nowhere.mustache",
        "nothing, there is no nothing.mustache"
    })
    void whatIsNotSafeOrCanNotBeReadIsRefusedBeforeAnybodyAsks(String name, String why) {
        assertThatThrownBy(() -> template(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("template " + name)
                .hasMessageContaining(why);
    }

    @Test
    void aNameThatNobodyKnowsAndATextThatIsNotThereAreToldWithTheTemplate() {
        assertThatThrownBy(() -> template("good").render(Map.of("title", "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("template good")
                .hasMessageContaining("lines");
        assertThatThrownBy(() -> template("no-text").render(new Content("x", List.of(), null, DUTCH)))
                .hasMessageContaining("template no-text");
    }

    @Test
    void linesAreForPeople() {
        assertThat(HtmlTemplate.joined(
                        "<p>\n  one\n  two {{three}}\n</p>\n\n<input\n  name=\"a\"\n  {{#b}} c{{/b}}>\n"))
                .isEqualTo("<p>one two {{three}}</p><input name=\"a\"{{#b}} c{{/b}}>");
    }

    @Test
    void valuesStandInTheirPlacesInATextAndMomentsApart() {
        assertThat(DUTCH.say("counting.of", Map.of("counted", 3, "total", 7))).isEqualTo("3 van 7");
        assertThat(DUTCH.with("days", 30).say("hint.contact")).contains("na 30 dagen");
        var moment = new Moment(NOON, "12:00");
        assertThat(DUTCH.parts("counting.asOf", Map.of("time", moment)))
                .extracting(Texts.Part::moment)
                .containsExactly(moment, null);
        assertThat(DUTCH.say("counting.reports", Map.of("n", "$1\\"))).startsWith("$1\\ ");
    }
}
