package nl.tafelzicht.subject.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.http.publicsite.PublicShell;
import nl.tafelzicht.subject.report.ReportForm.Busy;
import nl.tafelzicht.subject.report.ReportForm.Typed;
import nl.tafelzicht.subject.report.domain.ReportKind;
import org.junit.jupiter.api.Test;

/** Each part of the pages on which the public reports, also those that come to a page on few days. */
class ReportPagesTest {

    private static final PublicShell SHELL = PublicShell.english("/here", "/hier", true);
    private static final String MARKUP = "<i>\"'&";
    private static final String TEXT = "&lt;i&gt;&quot;&#39;&amp;";

    @Test
    void aPageSaysInWhichLanguageItIs() {
        var seriously = PublicShell.dutch("/hier", "/here", false);
        assertThat(PublicShell.page("code", PublicPage.class)
                        .render(new PublicPage.CodeContent(null, null, "/volgen"), seriously))
                .contains("<html lang=\"nl\">")
                .contains("</span><a href=\"/here\" lang=\"en\">English</a>")
                .doesNotContain("exercise")
                .doesNotContain("role=\"alert\"")
                .contains("autocomplete=\"off\"></div>");
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
