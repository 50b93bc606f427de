package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** The page as its people use it, in a real browser. */
class PageIT extends BrowserTest {

    /** What the map shows, as an image. */
    private static String map(Page page) {
        return (String) page.evaluate("document.querySelector('.station-canvas').toDataURL()");
    }

    static void accessible(Page page) {
        assertThat(page.locator("h1").count()).as("headings of the whole page").isEqualTo(1);
        var violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        assertThat(violations)
                .as(() -> violations.stream()
                        .map(v -> v.getId() + ": "
                                + v.getNodes().stream()
                                        .limit(3)
                                        .map(n -> n.getHtml())
                                        .toList())
                        .toList()
                        .toString())
                .isEmpty();
    }

    @Test
    void aChairReportsOnAPhoneAndMapFeedAndNumbersChangeOnAnotherScreen() throws Exception {
        var code = TestHub.municipality(6);
        var desk = loggedIn("municipality-" + code, 1280, 800);
        assertThat(desk.locator(".counter.open b")).hasText("0");
        assertThat(desk.locator(".connection")).hasText("Live");
        desk.locator(".tab[data-tab=feed]").click();
        var mapBefore = map(desk);

        var phone = loggedIn("chair-" + code + "-2", 390, 844);
        phone.locator(".step.open").click();
        phone.locator(".sure .yes").click(); // the day is a month ahead
        assertThat(phone.locator(".now b")).hasText("open");
        assertThat(desk.locator(".counter.open b")).hasText("1");

        phone.locator(".choices button", new Page.LocatorOptions().setHasText("45"))
                .first()
                .click();
        phone.locator("button.send").click();
        assertThat(phone.locator(".receipt")).containsText("Verstuurd");
        assertThat(desk.locator(".entry").first()).containsText("Wachttijd 45 min");

        phone.locator(".step.suspended").click();
        phone.locator("textarea[name=note]").fill("Brandalarm");
        phone.locator("form.suspend button.primary").click();
        assertThat(desk.locator(".counter.suspended b")).hasText("1");
        var suspension = desk.locator(".entry", new Page.LocatorOptions().setHasText("Brandalarm"))
                .first();
        assertThat(suspension).isVisible();
        assertThat(map(desk)).as("the map shows it").isNotEqualTo(mapBefore);

        suspension.locator("button").click();
        assertThat(desk.locator(".panel")).containsText("geschorst");
        assertThat(desk.locator(".timeline li", new Page.LocatorOptions().setHasText("Brandalarm")))
                .hasCount(1);
        assertThat(desk.url()).contains("station=" + code + "-2");
        accessible(desk);
        accessible(phone);
    }

    @Test
    void aChairWithoutConnectionSendsLaterAndOnce() throws Exception {
        var code = TestHub.municipality(1);
        var phone = loggedIn("chair-" + code + "-1", 390, 844);
        phone.locator(".step.open").waitFor();
        phone.context().setOffline(true);
        phone.locator(".step.open").click();
        phone.locator(".sure .yes").click();
        assertThat(phone.locator(".receipt")).containsText("Geen verbinding");
        phone.context().setOffline(false);
        assertThat(phone.locator(".now b")).hasText("open"); // exactly: "nog niet open" contains it too
        assertThat(phone.locator(".receipt")).containsText("Verstuurd");
        var items = TestHub.api()
                .as("municipality-" + code)
                .get("/stations/" + code + "-1/timeline")
                .body()
                .get("items");
        assertThat(items).hasSize(2);
        browser.complaints().clear(); // the browser notes that it was offline
    }

    @Test
    void aThumbIsAskedTwiceOutOfTimeAndCanTakeItBack() throws Exception {
        var code = TestHub.municipality(1);
        var phone = loggedIn("chair-" + code + "-1", 390, 844);
        phone.locator(".step.open").dblclick();
        assertThat(phone.locator(".sure")).containsText("Stemmen kan vanaf");
        assertThat(phone.locator(".now b")).hasText("nog niet open");
        assertThat(phone.locator(".sure .yes")).isEnabled();
        accessible(phone);
        phone.locator(".sure .no").click();
        assertThat(phone.locator(".sure")).hasCount(0);
        phone.locator(".step.open").click();
        phone.locator(".sure .yes").click();
        assertThat(phone.locator(".now b")).hasText("open");
        assertThat(phone.locator(".step.closed")).isDisabled();
        var desk = loggedIn("municipality-" + code, 1280, 800);
        desk.locator(".tab[data-tab=feed]").click();
        assertThat(phone.locator(".step.closed")).isEnabled();
        phone.locator(".step.closed").click();
        assertThat(phone.locator(".sure")).containsText("Toch sluiten?");
        phone.locator(".sure .yes").click();
        assertThat(phone.locator(".now b")).hasText("gesloten");
        assertThat(desk.locator(".entry").first()).containsText("Gesloten voor sluitingstijd");
        phone.locator(".mistake button").click();
        assertThat(phone.locator(".now b")).hasText("open");
        var items = TestHub.api()
                .as("municipality-" + code)
                .get("/stations/" + code + "-1/timeline")
                .body()
                .get("items");
        assertThat(items.get(0).get("type").asText()).isEqualTo("corrected");
        assertThat(items.get(0).get("by").asText()).isEqualTo("chair-" + code + "-1");

        desk.navigate(desk.url().replaceAll("#.*|\\?.*", "") + "?station=" + code + "-1");
        desk.locator(".panel .correct summary").click();
        desk.locator(".panel .correct select").selectOption("expected");
        desk.locator(".panel .correct textarea").fill("Te vroeg gemeld");
        desk.locator(".panel .correct button.primary").click();
        assertThat(phone.locator(".now b")).hasText("nog niet open");
    }

    @Test
    void typedWordsStayUntilTheyAreTaken() throws Exception {
        var code = TestHub.municipality(1);
        var user = "chair-" + code + "-1";
        TestHub.api().as(user).report(code + "-1", "{\"status\":\"open\",\"votersAdmitted\":700}");
        var phone = loggedIn(user, 390, 844);
        phone.locator("input[name=votersAdmitted]").fill("650");
        phone.locator("textarea[name=words]").fill("Nieuw lid is er");
        phone.locator("button.send").click();
        assertThat(phone.locator(".report .error")).containsText("lager dan de 700");
        assertThat(phone.locator("input[name=votersAdmitted]")).hasValue("650");
        assertThat(phone.locator("textarea[name=words]")).hasValue("Nieuw lid is er");

        TestHub.api().as("admin").send("DELETE", "/accounts/" + user + "/sessions");
        phone.locator("input[type=password]").waitFor();
        phone.reload();
        phone.locator("input[name=name]").fill(user);
        phone.locator("input[type=password]").fill("demo");
        phone.locator("form button").last().click();
        assertThat(phone.locator("textarea[name=words]")).hasValue("Nieuw lid is er");

        phone.locator("input[name=votersAdmitted]").fill("75000");
        phone.locator("button.send").click();
        assertThat(phone.locator(".sure")).containsText("75.000 toegelaten kiezers");
        phone.locator(".sure .no").click();
        phone.locator("input[name=votersAdmitted]").fill("750");
        phone.locator("button.send").click();
        assertThat(phone.locator(".receipt")).containsText("Verstuurd");
        assertThat(phone.locator("textarea[name=words]")).hasValue("");
        browser.complaints().clear(); // the browser notes the refusal and the ended session
    }

    @Test
    void aFileThatLeavesStationsOutTakesThemOutOnAWordAndGivesThemBack() throws Exception {
        var page = loggedIn("municipality-GM1951", 1280, 800);
        TestHub.api()
                .as("municipality-GM1951")
                .post("/stations/imports", "text/csv", Stations.csv("GM1951", 4, TestHub.DAY));
        page.locator("tz-import > button").click();
        var dialog = page.locator("tz-import dialog");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "stations.csv",
                        "text/csv",
                        Stations.csv("GM1951", 3, TestHub.DAY)
                                .replace("Stembureau 2;", "De Brug;")
                                .getBytes(StandardCharsets.UTF_8)));
        dialog.getByText("Bekijk wat er verandert").click();
        assertThat(dialog.locator(".sums .withdraw")).hasText("1 niet meer in het bestand");
        assertThat(dialog.locator("td", new com.microsoft.playwright.Locator.LocatorOptions().setHasText("De Brug")))
                .hasCount(1);
        assertThat(dialog.locator("input[name=withdraw]")).not().isChecked();
        dialog.locator("input[name=withdraw]").check();
        dialog.locator("button.primary").click();
        assertThat(dialog.locator("[role=status]").first()).containsText("1 uit het register gehaald");
        assertThat(page.locator("table.stations tbody tr")).hasCount(3);
        dialog.locator("details.history summary").click();
        assertThat(dialog.locator(".imports > li")).hasCount(2);
        dialog.locator(".imports > li")
                .first()
                .getByText("Deze import ongedaan maken")
                .click();
        dialog.locator(".imports input[name=reason]").fill("het bestand van vorig jaar");
        dialog.locator(".imports form button.danger").click();
        assertThat(dialog.locator(".imports > li").first()).containsText("het bestand van vorig jaar");
        assertThat(page.locator("table.stations tbody tr")).hasCount(4);
        assertThat(page.locator("table.stations")).containsText("Stembureau 2");
    }

    @Test
    void aMunicipalityImportsItsStationsAndSetsManyAtOnce() throws Exception {
        var page = loggedIn("municipality-GM1950", 1280, 800);
        page.locator("tz-import > button").click();
        var csv = Stations.csv("GM1950", 5, TestHub.DAY)
                + Stations.row("GM1950", 6, TestHub.DAY).replace("regulier", "gewoon");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("stations.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        var dialog = page.locator("tz-import dialog");
        dialog.getByText("Bekijk wat er verandert").click();
        assertThat(dialog.locator(".of-day")).containsText(String.valueOf(TestHub.DAY.getYear()));
        assertThat(dialog.locator(".sums .add")).hasText("5 nieuw");
        assertThat(dialog.locator("table.rejected tbody tr")).hasCount(1);
        assertThat(page.locator("table.stations tbody tr")).hasCount(0); // nothing is imported before somebody says so
        dialog.locator("button.primary").click();
        assertThat(dialog.locator("[role=status]").first())
                .containsText("5 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 geweigerd");
        dialog.getByText("Sluiten").click();
        assertThat(page.locator("table.stations tbody tr")).hasCount(5);
        page.locator("th input[type=checkbox]").check();
        page.locator("form.bulk select").selectOption("open");
        page.locator("form.bulk button.primary").click();
        page.locator(".bulk.confirm button.primary").click();
        assertThat(page.locator(".result")).containsText("5 bijgewerkt");
        assertThat(page.locator(".counter.open b")).hasText("5");
        accessible(page);
    }

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
                        "report station-chair chair-1 rustig"));
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
                                .replaceFirst("52[.]\\d+;4[.]\\d+", "12.1445;-68.2655"));
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
        var desk = loggedIn("operator", 1280, 800);
        desk.navigate(TestHub.api().address() + "/?station=GM9001-1");
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

    @Test
    void aPageOfWhichAModuleDoesNotComeIsLoadedAgain() throws Exception {
        var code = TestHub.municipality(1);
        var page = browser.page(390, 844);
        page.route("**/joined/main.*", Route::abort);
        page.navigate(TestHub.api().address());
        assertThat(page.locator(".incomplete")).containsText("niet helemaal aangekomen");
        page.unroute("**/joined/main.*");
        page.getByLabel("Naam").fill("chair-" + code + "-1");
        page.getByLabel("Wachtwoord").fill("demo");
        page.route("**/joined/chair.*", Route::abort);
        page.locator("button.primary").click();
        assertThat(page.locator(".incomplete")).isVisible();
        page.unroute("**/joined/chair.*");
        assertThat(page.locator(".now b")).hasText("nog niet open");
        browser.complaints().clear(); // the browser notes what did not come
    }

    @Test
    void aScreenThatIsNotConnectedSaysSoAndHealsItself() throws Exception {
        var folder = Files.createTempDirectory("tafelzicht-page-");
        var options = new String[] {"--data", folder.resolve("data").toString(), "--accounts", "demo"};
        var first = HubProcess.start(folder.resolve("hub.log"), List.of("-Xmx384m"), options);
        try {
            Api.at(first.address())
                    .as("municipality-GM0344")
                    .post("/stations/imports", "text/csv", Stations.csv("GM0344", 3, TestHub.DAY));
            var page = browser.loggedIn(first.address(), "operator", 1280, 800);
            assertThat(page.locator(".connection")).hasText("Live");
            page.clock().install();
            first.kill();
            page.clock().fastForward(13_000);
            Locator banner = page.locator(".offline-banner");
            assertThat(banner).containsText("GEEN VERBINDING");
            assertThat(page.locator(".stale")).hasCount(1);
            try (var second = HubProcess.start(first.port(), folder.resolve("hub.log"), List.of("-Xmx384m"), options)) {
                assertThat(banner).hasCount(0);
                Api.at(second.address()).as("municipality-GM0344").report("GM0344-1", "{\"status\":\"open\"}");
                assertThat(page.locator(".counter.open b")).hasText("1");
            }
            page.context().close();
        } finally {
            first.close();
            TestHub.delete(folder);
        }
    }

    /** Somebody reloads the page while the hub has too much to do: they are not sent to the log-in for good. */
    @Test
    void aPageThatIsLoadedWhileTheHubCannotAnswerGoesOnByItself() throws Exception {
        var page = loggedIn("operator", 1280, 800);
        var refused = new AtomicInteger();
        page.route("**/api/v1/sessions/current", route -> {
            if (refused.incrementAndGet() <= 2) {
                route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
            } else {
                route.resume();
            }
        });
        page.clock().install();
        page.reload();
        assertThat(page.locator("body")).containsText("Geen verbinding met Tafelzicht");
        for (int tries = 0; tries < 2; tries++) {
            int before = refused.get();
            page.clock().fastForward(10_000);
            Eventually.until("it is asked again", () -> {
                page.waitForTimeout(10);
                return refused.get() > before;
            });
        }
        assertThat(page.locator(".connection")).hasText("Live");
        assertThat(page.locator("body")).not().containsText("Geen verbinding met Tafelzicht");
        browser.complaints().removeIf(c -> c.contains("503")); // the browser notes what it was answered
        page.context().close();
    }

    private static String text(Api api, String path) throws Exception {
        return new String(api.get(path).raw().body(), StandardCharsets.UTF_8);
    }

    @Test
    void aScreenForWhichThereIsNoPlaceSaysWhyAndDoesNotHammer() throws Exception {
        var folder = Files.createTempDirectory("tafelzicht-page-");
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of("-Xmx384m"),
                "--data",
                folder.resolve("data").toString(),
                "--accounts",
                "demo",
                "--sockets-per-account",
                "1")) {
            var api = Api.at(hub.address()).as("operator");
            var other = LiveSocket.open(api, "");
            other.next();
            var page = browser.loggedIn(hub.address(), "operator", 1280, 800);
            page.clock().install();
            page.reload();
            var banner = page.locator(".offline-banner");
            assertThat(banner).containsText("zoveel schermen open als mag");
            page.evaluate("() => { window.opened = 0; const Real = WebSocket; window.WebSocket = class extends "
                    + "Real { constructor(...a) { super(...a); window.opened++; } }; }");
            page.clock().fastForward(10_000);
            assertThat(page.evaluate("() => window.opened")).isEqualTo(0);
            other.close();
            Eventually.until("nobody looks", () -> text(api, "/metrics").contains("\ntafelzicht_live_viewers 0.0"));
            page.clock().fastForward(60_000);
            assertThat(page.locator(".connection")).hasText("Live");
            assertThat(banner).hasCount(0);
            page.context().close();
        } finally {
            TestHub.delete(folder);
        }
    }
}
