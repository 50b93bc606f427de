package nl.tafelzicht.subject.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.http.publicsite.PublicShell;
import nl.tafelzicht.subject.count.PublicCounts.Page;
import nl.tafelzicht.subject.count.PublicCounts.PublicCount;
import nl.tafelzicht.subject.count.PublicCounts.PublicDrawn;
import nl.tafelzicht.subject.count.PublicCounts.PublicFigures;
import nl.tafelzicht.subject.count.PublicCounts.PublicFile;
import nl.tafelzicht.subject.count.PublicCounts.PublicReAdd;
import nl.tafelzicht.subject.count.PublicCounts.PublicSession;
import nl.tafelzicht.subject.count.domain.Count;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;
import nl.tafelzicht.subject.count.domain.CountingMethod;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import org.junit.jupiter.api.Test;

/** Each part of the public page of the count. */
class CountPageTest {

    private static final Instant NINE = Instant.parse("2026-03-19T08:00:00Z");
    private static final String NINE_AS_AN_ELEMENT =
            "<time datetime=\"2026-03-19T08:00:00Z\">Thursday 19 March 09:00</time>";
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final String MARKUP = "<i>\"'&";
    private static final String TEXT = "&lt;i&gt;&quot;&#39;&amp;";
    private static final PublicShell SHELL = PublicShell.english("/counting", "/telling", false);

    private static PublicSession session(SessionStatus status, String place, boolean isPublic) {
        return new PublicSession(1, status, NINE, place, isPublic);
    }

    private static PublicCount count(String code, List<PublicSession> sessions, PublicReAdd reAdd) {
        return new PublicCount(
                new Municipality(code, "Plaats " + MARKUP),
                "TK2025",
                null,
                null,
                new CountProgress(9, 6, 0, 0, 0, 3, 0, 0),
                sessions,
                List.of(),
                List.of(),
                0,
                0,
                reAdd);
    }

    private static PublicCount published() {
        var phase = Count.Phase.values()[0];
        return new PublicCount(
                new Municipality("GM0344", "Utrecht"),
                "TK2025",
                "Tweede Kamer " + MARKUP,
                CountingMethod.CENTRAL,
                new CountProgress(9, 6, 0, 0, 0, 3, 0, 0),
                List.of(session(SessionStatus.OPEN, MARKUP, true), session(SessionStatus.PLANNED, null, false)),
                List.of(
                        new PublicFigures(MARKUP, 3, 9, true, null, NINE),
                        new PublicFigures("site", 4, 9, false, MARKUP, NINE)),
                List.of(
                        new PublicFile(1, "510b", phase, SHA, 9, null, NINE),
                        new PublicFile(2, "510b", phase, SHA, 9, 1, NINE)),
                0,
                5,
                null);
    }

    private static String page(String chosen, PublicCount... counts) {
        var content = new CountWords(SHELL, "/report").content(new Page(NINE, List.of(counts)), chosen);
        return PublicShell.page("counting", CountPage.class).render(content, SHELL);
    }

    @Test
    void beforeACountIsAnnouncedThereIsNothingToChoose() {
        assertThat(page(""))
                .contains("<title>The count</title>")
                .contains("<p>No count has been announced yet.</p><section id=\"error\">")
                .contains("<a href=\"/report?kind=count-error\">Report an error</a>")
                .contains("<p class=\"quiet\">As of " + NINE_AS_AN_ELEMENT + ".</p>")
                .doesNotContain("<form");
    }

    @Test
    void allOfThemHaveALineWithTheSessionThatOneCanGoTo() {
        var html = page(
                "",
                count("GM0001", List.of(), null),
                count("GM0002", List.of(session(SessionStatus.CLOSED, "x", true)), null),
                count("GM9001", List.of(session(SessionStatus.PLANNED, "x", true)), null));
        assertThat(html)
                .contains("<option value=\"\">All municipalities</option><option value=\"GM0001\">Plaats " + TEXT)
                .contains("<tr><td><a href=\"/counting?municipality=GM0001\">Plaats " + TEXT
                        + "</a> TK2025</td><td>3 of 9</td><td>not known yet</td><td>0</td></tr>")
                .contains("<td>closed</td>")
                .contains("<td><time datetime=\"2026-03-19T08:00:00Z\">Thursday 19 March 04:00 Caribbean time</time> "
                        + "planned</td>")
                .doesNotContain("<article", "selected");
    }

    @Test
    void oneOfThemHasAllThatWasPublished() {
        var print = " <code>" + new Fingerprint(SHA) + "</code>";
        assertThat(page("GM0344", published(), count("GM0001", List.of(), null)))
                .contains("<option value=\"GM0344\" selected>Utrecht</option>")
                .contains(
                        "<article class=\"fact\" id=\"TK2025-GM0344\"><h2>Utrecht</h2><p class=\"quiet\">Tweede Kamer "
                                + TEXT + " · The municipality counts candidates in one place</p>")
                .contains("<dd>" + NINE_AS_AN_ELEMENT + ", " + TEXT + " <strong>open</strong><br>" + NINE_AS_AN_ELEMENT
                        + ",  <strong>planned</strong> not public</dd>")
                .contains("<dd>Provisional figures on 3 of 9 stations, " + NINE_AS_AN_ELEMENT + ", extrapolated: "
                        + TEXT
                        + "<br>Provisional figures on 4 of 9 stations, " + NINE_AS_AN_ELEMENT + ": site — " + TEXT
                        + "<br><strong>Count file 1, " + NINE_AS_AN_ELEMENT + "</strong><br>Fingerprint (SHA-256)"
                        + print + "<br><strong>Count file 2, " + NINE_AS_AN_ELEMENT
                        + "</strong> (replaces the one before)<br>Fingerprint (SHA-256)" + print
                        + "<br><a href=\"/api/v1/public/counts/TK2025-GM0344/manifest\">5 official reports kept: their "
                        + "fingerprints</a></dd></dl></article>")
                .doesNotContain("<table", "GM0001</h2>");
        assertThat(page("GM0001", count("GM0001", List.of(), null)))
                .contains("<p class=\"quiet\">TK2025</p>")
                .contains("<dd>not known yet</dd><dt>Published</dt><dd>nothing yet</dd></dl>");
    }

    @Test
    void aReAddIsAwaitedAndThenDrawn() {
        var awaited = new PublicReAdd("c", NINE, null, null, List.of());
        assertThat(page("GM0001", count("GM0001", List.of(), awaited)))
                .contains(
                        "<dt>Added up again</dt><dd>Three lists are drawn with the first statement about the journal after "
                                + NINE_AS_AN_ELEMENT + ".</dd>");
        var drawn = new PublicReAdd("c", NINE, NINE, "5eed", List.of(new PublicDrawn(4, null), new PublicDrawn(7, -2)));
        assertThat(page("GM0001", count("GM0001", List.of(), drawn)))
                .contains("<dd>List 4: drawn<br>List 7: added up, difference -2<br>Drawn with <code>5eed</code></dd>");
    }
}
