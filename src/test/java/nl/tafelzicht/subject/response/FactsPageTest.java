package nl.tafelzicht.subject.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.http.publicsite.PublicShell;
import nl.tafelzicht.subject.narrative.domain.Assertion;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.response.PublicRegister.CitedFact;
import nl.tafelzicht.subject.response.PublicRegister.Flag;
import nl.tafelzicht.subject.response.PublicRegister.Rebuttal;
import nl.tafelzicht.subject.response.PublicRegister.Register;
import nl.tafelzicht.subject.response.domain.LegalGround;
import nl.tafelzicht.subject.response.domain.Outcome;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import org.junit.jupiter.api.Test;

/** Each part of the page of facts, also those that come to it on few days. */
class FactsPageTest {

    private static final Instant NOON = Instant.parse("2026-03-18T11:00:00Z");
    private static final String NOON_AS_AN_ELEMENT = "<time datetime=\"2026-03-18T11:00:00Z\">18 March 12:00</time>";
    private static final ZoneId BONAIRE = Zones.of("GM9001");
    private static final PublicShell SHELL = PublicShell.english("/here", "/hier", true);
    private static final String MARKUP = "<i>\"'&";
    private static final String TEXT = "&lt;i&gt;&quot;&#39;&amp;";

    private static String facts(boolean published, Instant from, List<Flag> flags, Rebuttal... rebuttals) {
        var register = new Register(from, published, flags, Map.of(), List.of(rebuttals));
        return PublicShell.page("facts", FactsPage.class).render(new FactsWords(SHELL).content(register), SHELL);
    }

    private static Rebuttal rebuttal(ZoneId zone, boolean holds, Instant withdrawnAt, Assertion... answers) {
        return new Rebuttal(
                "id-1",
                "title " + MARKUP,
                "one " + MARKUP + "\n\ntwo",
                zone.equals(BONAIRE) ? List.of("Bonaire", MARKUP) : List.of(),
                zone,
                NOON,
                NOON,
                1,
                List.of(
                        new CitedFact(Fact.Key.OPEN, 1, 3, NOON),
                        new CitedFact(Fact.Key.VIOLENCE_VERIFIED, 0, null, null)),
                holds,
                withdrawnAt,
                List.of(answers),
                NOON);
    }

    @Test
    void thePageSaysInWhichLanguageItIsAndThatItIsAnExercise() {
        assertThat(facts(false, null, List.of()))
                .startsWith("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .contains("<title>What is so</title>")
                .contains("<strong class=\"exercise\">EXERCISE</strong><a href=\"/hier\" lang=\"nl\">Nederlands</a>")
                .endsWith("</main></body></html>");
    }

    @Test
    void aRebuttalStandsWithWhatItRestsOn() {
        assertThat(facts(false, null, List.of(), rebuttal(Zones.NETHERLANDS, true, null)))
                .contains("<article class=\"fact\" id=\"id-1\"><h2>title " + TEXT + "</h2><p>one " + TEXT
                        + "<br><br>two</p>")
                .contains("<p class=\"answers\">This answers a claim that was first seen on " + NOON_AS_AN_ELEMENT
                        + ".</p>")
                .contains("<p class=\"as-of\">As of " + NOON_AS_AN_ELEMENT + "</p>")
                .contains("<ul><li>1 of 3 polling stations is open <span class=\"quiet\">(" + NOON_AS_AN_ELEMENT
                        + ")</span></li><li>0 established cases of violence or threat</li></ul>")
                .contains(
                        "<p class=\"quiet\">The whole country · Published on " + NOON_AS_AN_ELEMENT + "</p></article>")
                .doesNotContain("Nothing has been contradicted");
        assertThat(facts(false, null, List.of())).contains("<p>Nothing has been contradicted yet.");
    }

    @Test
    void itSaysWhenItWasWithdrawnOrIsBeingLookedAtByTheClockOfThePlace() {
        var bonaire = "<time datetime=\"2026-03-18T11:00:00Z\">18 March 07:00 Caribbean time</time>";
        var answered = "this answers the claim that all polling stations are closed and that there is violence";
        assertThat(facts(
                        false,
                        null,
                        List.of(),
                        rebuttal(BONAIRE, false, NOON, Assertion.ALL_CLOSED, Assertion.VIOLENCE)))
                .contains("<article class=\"fact withdrawn\"")
                .contains("<p class=\"error\">Withdrawn on " + bonaire + "</p>")
                .containsIgnoringCase(answered)
                .contains("Bonaire, " + TEXT + " · Published on " + bonaire)
                .doesNotContain("The facts have changed");
        assertThat(facts(false, null, List.of(), rebuttal(BONAIRE, false, null)))
                .contains("<article class=\"fact\"")
                .contains("<p class=\"error\">The facts have changed.");
    }

    @Test
    void theRegisterAppearsFromItsDay() {
        assertThat(facts(false, null, List.of())).contains("<p>The register appears after the election.</p></main>");
        assertThat(facts(false, NOON, List.of()))
                .contains("<p>The register appears on " + NOON_AS_AN_ELEMENT + "</p></main>");
        assertThat(facts(true, NOON, List.of()))
                .contains("<p>Nothing was flagged to a platform.</p></main>")
                .doesNotContain("<table");
        var kind = NarrativeKind.values()[0];
        var silent = new Flag(ResponseKind.DSA_NOTICE, MARKUP, LegalGround.THREAT, kind, NOON, List.of());
        var decided = List.of(Outcome.Decision.LABELLED, Outcome.Decision.REMOVED);
        var heard = new Flag(ResponseKind.TRUSTED_FLAG, "X", LegalGround.DOXING, kind, NOON, decided);
        assertThat(facts(true, NOON, List.of(silent, heard)))
                .contains("<tr><td>" + NOON_AS_AN_ELEMENT + "</td><td>Ordinary notice (Digital Services Act)</td><td>"
                        + TEXT + "</td><td>Threat</td><td>No answer yet</td></tr><tr>")
                .contains("<td>Labelled, Removed by the platform</td></tr></tbody></table></div></main>")
                .doesNotContain("Nothing was flagged");
    }
}
