package nl.tafelzicht.engine.http.publicsite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.http.publicsite.PublicRegister.CitedFact;
import nl.tafelzicht.engine.http.publicsite.PublicRegister.Flag;
import nl.tafelzicht.engine.http.publicsite.PublicRegister.Rebuttal;
import nl.tafelzicht.engine.http.publicsite.PublicRegister.Register;
import nl.tafelzicht.engine.http.publicsite.ReportForm.Busy;
import nl.tafelzicht.engine.http.publicsite.ReportForm.Typed;
import nl.tafelzicht.subject.narrative.domain.Assertion;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.response.domain.LegalGround;
import nl.tafelzicht.subject.response.domain.Outcome;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import org.junit.jupiter.api.Test;

/** Each part of the pages of the public, also those that come to a page on few days. */
class PublicPagesTest {

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
        var seriously = PublicShell.dutch("/hier", "/here", false);
        assertThat(PublicShell.page("code", PublicPage.class)
                        .render(new PublicPage.CodeContent(null, null, "/volgen"), seriously))
                .contains("<html lang=\"nl\">")
                .contains("</span><a href=\"/here\" lang=\"en\">English</a>")
                .doesNotContain("exercise")
                .doesNotContain("role=\"alert\"")
                .contains("autocomplete=\"off\"></div>");
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

    private static String form(Map<String, String> values, Map<String, String> errors, String alert, Busy busy) {
        var shell = SHELL.with("days", 30);
        var form = ReportForm.of(
                shell.texts(),
                List.of(ReportKind.UNREST, ReportKind.OTHER),
                List.of(new Municipality("GM0518", "'s-Gravenhage"), new Municipality("GM0344", "Utrecht")),
                new Typed(values, errors, MARKUP),
                alert,
                busy,
                "/follow");
        return PublicShell.page("report", PublicPage.class).render(form, shell);
    }

    @Test
    void theFormKeepsWhatWasTypedAndTellsErrorsBesideTheirFields() {
        var empty = form(Map.of(), Map.of(), null, null);
        assertThat(empty)
                .contains("<form method=\"post\" action=\"/here\"><input type=\"hidden\" name=\"key\" value=\"" + TEXT)
                .contains(
                        "<select id=\"kind\" name=\"kind\" required aria-describedby=\"hint-kind\"><option value=\"\">")
                .contains("<option value=\"GM0518\">&#39;s-Gravenhage (Den Haag)</option><option value=\"GM0344\">")
                .contains("we erase it after 30 days.")
                .contains("name=\"contact\" maxlength=\"200\" autocomplete=\"email\" value=\"\" "
                        + "aria-describedby=\"hint-contact\"></div>")
                .doesNotContain("role=\"alert\"", "selected", "<script");
        var values = Map.of("kind", "unrest", "municipality", "GM0344", "text", "a\n" + MARKUP, "place", MARKUP);
        assertThat(form(values, Map.of("text", "too long"), null, null))
                .contains("<p class=\"error\" role=\"alert\">Not everything")
                .contains("<option value=\"unrest\" selected>")
                .contains("<option value=\"GM0344\" selected>Utrecht")
                .contains("</span><span class=\"error\" id=\"error-text\">too long</span><textarea id=\"text\" "
                        + "name=\"text\" rows=\"5\" maxlength=\"4000\" required aria-describedby=\"hint-text error-text\""
                        + " aria-invalid=\"true\">a\n" + TEXT + "</textarea></div>")
                .contains("value=\"" + TEXT + "\" aria-describedby=\"hint-place\"></div>");
        assertThat(form(values, Map.of("", "all of it"), null, null))
                .contains("<p class=\"error\" role=\"alert\">all of it</p><form");
    }

    @Test
    void theFormWaitsForItsTurnOrSaysWhatWentWrong() {
        assertThat(form(Map.of(), Map.of(), null, new Busy(61, "in 2 minutes")))
                .contains("<main><p class=\"busy\" role=\"alert\" id=\"busy\" data-seconds=\"61\">in 2 minutes</p>"
                        + "<p class=\"busy\" id=\"by-itself\" hidden>You need not")
                .contains("<script type=\"module\" src=\"/public/queue.mjs\"></script></main>");
        assertThat(form(Map.of(), Map.of(), "later", null))
                .contains("<main><p class=\"error\" role=\"alert\">later</p><h1>");
    }

    @Test
    void aReceiptHasItsCodeAndWhatElseToDo() {
        var receipt = PublicShell.page("receipt", PublicPage.class);
        assertThat(receipt.render(new PublicPage.ReceiptContent("AB-CD", "call", "/follow"), SHELL))
                .contains("<p class=\"code\" aria-label=\"Your code\">AB-CD</p>")
                .contains("<p class=\"advice\">call</p><form method=\"post\" action=\"/follow\">")
                .contains("name=\"code\" value=\"AB-CD\"><button class=\"second\">")
                .contains("<a href=\"/here\">Report something else</a>");
        assertThat(receipt.render(new PublicPage.ReceiptContent("AB-CD", null, "/follow"), SHELL))
                .doesNotContain("advice");
        var status = PublicShell.page("status", PublicPage.class);
        assertThat(status.render(new PublicPage.StatusContent("AB-CD", true, "at noon", "not yet", "/follow"), SHELL))
                .contains("<p class=\"done\" role=\"status\">Added. Thank you.</p><p class=\"code\">AB-CD</p>")
                .contains("<p class=\"lead\">at noon</p><p class=\"lead\">not yet</p>")
                .contains("maxlength=\"4000\" required></textarea>");
        assertThat(status.render(new PublicPage.StatusContent("AB-CD", false, "at noon", "not yet", "/follow"), SHELL))
                .doesNotContain("role=\"status\"");
        var code = PublicShell.page("code", PublicPage.class);
        assertThat(code.render(new PublicPage.CodeContent("too many", null, "/follow"), SHELL))
                .contains("<main><p class=\"error\" role=\"alert\">too many</p><h1>")
                .doesNotContain("aria-invalid");
        assertThat(code.render(new PublicPage.CodeContent(null, "unknown", "/follow"), SHELL))
                .contains(
                        "<span class=\"error\" id=\"error-code\">unknown</span><input id=\"code\" name=\"code\" required "
                                + "maxlength=\"40\" autocomplete=\"off\" aria-invalid=\"true\" "
                                + "aria-describedby=\"error-code\"></div>");
    }
}
