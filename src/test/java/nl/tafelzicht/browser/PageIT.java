package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** The page as its people use it, in a real browser. */
class PageIT extends BrowserTest {

    @Test
    void aFilterHasAnAddressThatCanBeSent() throws Exception {
        var code = TestHub.municipality(4);
        var api = TestHub.api().as("municipality-" + code);
        for (int n = 1; n <= 4; n++) {
            api.report(code + "-" + n, "{\"status\":\"open\",\"waitingMinutes\":" + n * 12 + "}");
        }
        var page = loggedIn("municipality-" + code, 1280, 800);
        page.locator(".counter.waiting").click();
        assertThat(page.locator("table.stations tbody tr")).hasCount(2);
        assertThat(page.url()).contains("filter=waiting");
        page.reload();
        assertThat(page.locator("table.stations tbody tr")).hasCount(2);
        page.keyboard().press("j");
        assertThat(page.locator(".panel h2")).hasText("Stembureau 4");
        page.keyboard().press("Escape");
        assertThat(page.locator(".panel")).hasCount(0);
        page.keyboard().press("?");
        assertThat(page.locator("dialog.keys")).isVisible();
    }

    @Test
    void theLogInSaysWhatIsWrongAndSpeaksEnglishOnAsking() throws Exception {
        var page = browser.page(390, 844);
        page.navigate(TestHub.api().address() + "/?lang=en");
        page.getByLabel("Name").fill("operator");
        page.getByLabel("Password").fill("guess");
        page.locator("button.primary").click();
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .containsText("wrong");
        accessible(page);
        page.getByLabel("Password").fill("demo");
        page.locator("button.primary").click();
        assertThat(page.locator(".counter.open")).containsText("Open");
        accessible(page);
    }

    @Test
    void whoSuspendedIsToldAndWhatTheHubFoundIsCreditedToNobody() throws Exception {
        var code = TestHub.municipality(2);
        var api = TestHub.api().as("municipality-" + code);
        assertThat(api.report(code + "-1", "{\"status\":\"open\"}").status()).isEqualTo(201);
        assertThat(api.report(code + "-1", "{\"status\":\"suspended\",\"note\":\"Lekkage\"}")
                        .status())
                .isEqualTo(201);
        var mayor = loggedIn("mayor-" + code, 390, 844);
        assertThat(mayor.locator(".escalation .reason").first()).hasText("Geschorst door de gemeente: Lekkage");
        var raised = TestHub.api()
                .as("mayor-" + code)
                .get("/escalations?limit=100")
                .body()
                .at("/items/0/reason")
                .asText();
        assertThat(raised)
                .contains("was suspended by the municipality: Lekkage")
                .doesNotContain("chair");
        var entries =
                "async () => { const {entriesFrom} = await import('/subject/station/feed-entries.mjs'); const report = "
                        + "{id: 'r', at: '2026-03-18T10:00:00Z', by: 'chair-1', role: 'station-chair', note: "
                        + "'rustig'};"
                        + "const open = {id: 's', seq: 1, status: 'open', attention: [], lastReport: report, "
                        + "silent: false}; const at = '2026-03-18T12:00:00Z';"
                        + "const silent = entriesFrom(open, {...open, seq: 2, silent: true, attention: ['silent']},"
                        + " {}, at); const suspended = {...open, status: 'suspended', attention: ['suspended']};"
                        + "const decided = entriesFrom(suspended, {...suspended, seq: 3, resumption: {decidedAt: "
                        + "at, by: 'mayor-1', role: 'mayor', note: 'om twee uur'}}, {}, at);"
                        + "const same = entriesFrom(open, {...open, seq: 4}, {}, at); const told = "
                        + "entriesFrom(open, {...open, seq: 5, lastReport: {...report, id: 'r2'}}, {}, at);"
                        + "return [silent, decided, same, told].map(list => list.map(e => [e.kind, e.role, e.by, "
                        + "e.note].join(' ')).join(',')); }";
        assertThat((List<?>) mayor.evaluate(entries))
                .isEqualTo(List.of(
                        "silent   ",
                        "resumption-decided mayor mayor-1 om twee uur",
                        "",
                        "note station-chair chair-1 rustig"));
    }

    /**
     * Whoever works on Bonaire reads Bonaire's time; whoever looks at Bonaire from elsewhere reads which time is which.
     */
    @Test
    void timesAreThoseOfTheReaderAndOthersAreNamed() throws Exception {
        TestHub.api()
                .as("municipality-GM9001")
                .post(
                        "/stations/imports",
                        "text/csv",
                        Stations.csv("GM9001", 1, TestHub.DAY)
                                .replace("Amsterdam;GM", "Bonaire;GM")
                                .replace(
                                        Stations.latitude("GM9001", 1) + ";" + Stations.longitude("GM9001", 1),
                                        "12.1445;-68.2655"));
        var there = java.time.ZoneId.of("America/Kralendijk");
        var here = java.time.ZoneId.of("Europe/Amsterdam");
        TestHub.api().as("municipality-GM9001").report("GM9001-1", "{\"status\":\"open\"}");
        var since = java.time.Instant.parse(TestHub.api()
                .as("operator")
                .get("/stations/GM9001-1")
                .body()
                .get("since")
                .asText());
        var clock = java.time.format.DateTimeFormatter.ofPattern("HH:mm");
        var chair = loggedIn("chair-GM9001-1", 390, 844);
        assertThat(chair.locator(".now"))
                .containsText("sinds " + clock.withZone(there).format(since));
        assertThat(chair.locator(".day-part")).containsText("Caribische tijd");
        var desk = at("operator", "/?station=GM9001-1", 1280, 800);
        assertThat(desk.locator(".panel .state"))
                .containsText("sinds " + clock.withZone(here).format(since));
        assertThat(desk.locator(".panel header")).containsText("daar is het nu");
        assertThat(desk.locator(".panel dl")).containsText("07:30–21:00 plaatselijke tijd");
    }

    /** A module that is missing on the list costs a phone a journey to the hub and back; one too many, its bytes. */
    @Test
    void everyModuleIsAskedForAtOnce() throws Exception {
        var modules = "performance.getEntriesByType('resource').map(e => new URL(e.name).pathname).filter(p => "
                + "/\\.m?js$/.test(p) && p !== '/begin.js').sort()";
        var atFirst =
                "[...document.querySelectorAll('link[rel=modulepreload]')].map(l => new URL(l.href).pathname).sort()";
        var page = browser.page(390, 844);
        page.navigate(TestHub.api().address());
        page.getByLabel("Naam").waitFor();
        assertThat((List<?>) page.evaluate(modules)).isEqualTo(page.evaluate(atFirst));
        for (var kind : Map.of(
                        "desk",
                        "operator",
                        "triangle",
                        "police-GM0363",
                        "chair",
                        "chair-GM0363-1",
                        "admin",
                        "admin",
                        "partner",
                        "partner-x")
                .entrySet()) {
            var person = browser.loggedIn(TestHub.api().address(), kind.getValue(), 390, 844);
            assertThat(person.locator("link[href^='/joined/" + kind.getKey() + ".']"))
                    .hasCount(1);
            person.waitForFunction("kind => document.querySelector('tz-' + kind)?.hasUpdated", kind.getKey());
            assertThat((List<?>) person.evaluate(modules)).as(kind.getKey()).isEqualTo(person.evaluate(atFirst));
            person.context().close();
        }
    }
}
