package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/**
 * A demonstration grows at a station: from a passer-by without an account to the mayor's decision, in as many browsers
 * as there are people.
 */
class TriangleStoryIT extends BrowserTest {

    private static void clickOnMap(Page page, Locator map, double x, double y) {
        var box = map.boundingBox();
        page.mouse().click(box.x + box.width * x, box.y + box.height * y);
    }

    /** What a clock shows in so many minutes; the page takes a time as the next such one. */
    private static String inMinutes(int minutes) {
        return LocalTime.now(ZoneId.of("Europe/Amsterdam"))
                .plusMinutes(minutes)
                .format(DateTimeFormatter.ofPattern("HH:mm"));
    }

    private static Instant lastHandOver(Api member) throws Exception {
        var last = Instant.MIN;
        for (var post : member.get("/duties").body().get("items")) {
            if (post.at("/handOver/at").isTextual()) {
                last = Instant.parse(post.at("/handOver/at").asText());
            }
        }
        return last;
    }

    @Test
    void aDemonstrationGrowsAndEveryoneWhoMustKnowsAndActs() throws Exception {
        var code = TestHub.municipality("GM0345", 5); // Veenendaal: a real code, so that the public can choose it
        for (int n = 1; n <= 5; n++) {
            TestHub.api()
                    .as("municipality-" + code)
                    .report(code + "-" + n, "{\"status\":\"open\",\"waitingMinutes\":" + n * 3 + "}");
        }

        // that morning mayor, police and prosecutor agree a limit, drawn around a station
        var mayor = loggedIn("mayor-" + code, 1280, 800);
        mayor.locator(".tab[data-tab=limits]").click();
        mayor.locator(".limits button.primary").click();
        mayor.locator("dialog[open] input[name=title]").fill("Rond station 1");
        mayor.locator("dialog[open] .chosen select").selectOption(code + "-1");
        mayor.locator("dialog[open] input[name=participants]").fill("100");
        mayor.locator("dialog[open] input[name=who0]").fill("politie");
        mayor.locator("dialog[open] input[name=what0]").fill("houdt de ingang vrij");
        mayor.locator("dialog[open] input[name=until]").fill(inMinutes(120));
        mayor.locator("dialog[open] input[name=from]").fill(inMinutes(0));
        mayor.locator("dialog[open] .actions button.primary").click();
        assertThat(mayor.locator(".limit-card")).containsText("voorgesteld");
        var police = loggedIn("police-" + code, 390, 844);
        var prosecutor = loggedIn("prosecutor-" + code, 390, 844);
        for (var party : List.of(police, prosecutor)) {
            party.locator(".tab[data-tab=limits]").click();
            party.locator(".limit-card button", new Page.LocatorOptions().setHasText("Akkoord"))
                    .click();
        }
        assertThat(mayor.locator(".limit-card")).containsText("van kracht");
        police.locator(".tab[data-tab=now]").click();
        assertThat(police.locator(".calm")).containsText("Niets vraagt nu om u");

        // a passer-by, without an account and without a script
        var street = passerBy();
        street.navigate(TestHub.api().address() + "/melden");
        street.locator("#kind").selectOption("demonstration");
        street.locator("#text").fill("Er staan mensen met spandoeken voor station 1");
        street.locator("#municipality").selectOption(code);
        street.locator("#place").fill("Dorpsstraat 1");
        street.locator("form button").first().click();
        assertThat(street.locator("h1")).containsText("Uw melding is binnen");

        // the municipality's official adds a head-count, and the limit is breached
        var office = loggedIn("municipality-" + code, 1280, 800);
        office.locator("tz-compose button.compose").click();
        office.locator("dialog[open] textarea[name=text]").fill("Nu zo'n 150 mensen");
        office.locator("dialog[open] input[name=place]").fill(code + "-1");
        office.locator("dialog[open] input[name=headCount]").fill("150");
        office.locator("dialog[open] .actions button.primary").click();
        assertThat(police.locator(".first .escalation")).containsText("150 mensen, afgesproken hoogstens 100");
        assertThat(police.locator(".first .escalation")).containsText("houdt de ingang vrij");
        assertThat(police.locator(".first .escalation")).containsText("onbevestigd");
        assertThat((String) police.evaluate("document.title")).startsWith("(1)");

        // the desk merges both into one incident and verifies it, by keyboard
        var desk = loggedIn("operator", code, 1920, 1080);
        var passerBy = desk.locator(".triage .row", new Page.LocatorOptions().setHasText("spandoeken"));
        passerBy.click();
        assertThat(desk.locator(".panel.item")).containsText("spandoeken");
        desk.keyboard().press("Escape");
        desk.locator(".triage .row", new Page.LocatorOptions().setHasText("150 mensen"))
                .last()
                .click();
        assertThat(desk.locator(".panel.item .near")).containsText("spandoeken");
        desk.keyboard().press("m");
        assertThat(desk.locator(".panel.item .chip.reported")).hasText("gemeld");
        desk.keyboard().press("v");
        assertThat(desk.locator(".panel.item .chip.verified")).hasText("bevestigd");
        var incident = (String) desk.evaluate("new URL(location).searchParams.get('item').split('/')[1]");
        assertThat(desk.locator(".panel.item .near li")).hasCount(2);
        street.locator("button.second").click();
        assertThat(street.locator("main")).containsText("Gelezen om");

        // the police chief acknowledges, and everyone sees it
        police.locator(".first button.acknowledge").click();
        assertThat(police.locator(".now-page .escalation.acknowledged")).containsText("opgepakt door police-" + code);
        assertThat(desk.locator(".triage .row-frame", new Page.LocatorOptions().setHasText("police-" + code)))
                .containsText("opgepakt");

        // the chair suspends; the mayor has it at once, and decides when and where it goes on
        var chair = loggedIn("chair-" + code + "-1", 390, 844);
        chair.locator(".step.suspended").click();
        chair.locator("textarea[name=note]").fill("Niemand kan er nog in");
        chair.locator("form.suspend button.primary").click();
        mayor.locator(".tab[data-tab=now]").click();
        assertThat(mayor.locator(".first .escalation")).containsText("Zitting geschorst");
        assertThat(mayor.locator(".first .resumption button.primary"))
                .containsText("hier"); // the decision is on the card
        assertThat(chair.locator(".nearest li").first()).containsText("Stembureau 2");
        assertThat(chair.locator(".nearest li").first()).containsText("6 min wachten");
        mayor.navigate(TestHub.api().address() + "/?station=" + code + "-1");
        assertThat(mayor.locator(".nearest-sign").first()).isVisible();
        var at = inMinutes(30);
        mayor.locator(".resumption .other").click();
        mayor.locator(".resumption input[name=time]").fill(at);
        mayor.locator(".resumption .segments button").last().click();
        mayor.locator(".resumption input[name=address]").fill("School aan de overkant");
        var map = mayor.locator(".resumption .pick-map");
        map.scrollIntoViewIfNeeded();
        clickOnMap(mayor, map, .55, .5);
        assertThat(mayor.locator(".resumption .corner")).hasCount(1);
        mayor.locator(".resumption button.primary").click();
        assertThat(mayor.locator(".panel .notice").first()).containsText("Gaat verder om " + at);
        assertThat(mayor.locator("path.move.decided")).hasCount(1);
        mayor.locator(".tab[data-tab=now]").click();
        assertThat(mayor.locator(".now-page .escalation .decided").first()).containsText("Gaat verder om " + at);
        assertThat(mayor.locator(".now-page .resumption")).hasCount(0);
        assertThat(chair.locator(".notice").first()).containsText("School aan de overkant");

        // all of it is in the timeline, by name and time
        var types = TestHub.api()
                .as("operator")
                .get("/incidents/" + incident + "/timeline")
                .body()
                .get("items")
                .findValuesAsText("type");
        assertThat(types)
                .contains(
                        "report-submitted",
                        "report-judged",
                        "incident-opened",
                        "incident-amended",
                        "escalation-raised",
                        "escalation-acknowledged");
        var station = TestHub.api()
                .as("mayor-" + code)
                .get("/stations/" + code + "-1/timeline?related=true")
                .body()
                .get("items");
        assertThat(station.findValuesAsText("type"))
                .contains("reported", "resumption-decided", "escalation-raised", "escalation-acknowledged");
        assertThat(station.findValuesAsText("by")).contains("chair-" + code + "-1", "mayor-" + code, "police-" + code);
        var receipt = browser.page(390, 844); // axe needs timers, which a page without scripts has not
        receipt.navigate(street.url());
        for (var page : List.of(police, mayor, desk, chair, office, receipt)) {
            accessible(page);
        }
    }

    @Test
    void anAreaIsDrawnOnTheMap() throws Exception {
        var code = TestHub.municipality(3);
        var page = loggedIn("prosecutor-" + code, 1280, 800);
        page.locator(".tab[data-tab=limits]").click();
        page.locator(".limits button.primary").click();
        page.locator("dialog[open] input[name=title]").fill("Plein");
        page.locator("dialog[open] .segments button").last().click();
        var map = page.locator("dialog[open] .pick-map");
        map.locator("canvas.station-canvas").waitFor();
        for (var corner : List.of(new double[] {.3, .3}, new double[] {.6, .3}, new double[] {.6, .7})) {
            clickOnMap(page, map, corner[0], corner[1]);
        }
        assertThat(page.locator("dialog[open] .corner")).hasCount(3);
        accessible(page);
        page.locator("dialog[open] input[name=until]").fill("23:59");
        page.locator("dialog[open] .actions button.primary").click();
        assertThat(page.locator(".limit-card")).containsText("in een getekend gebied");
        assertThat(page.locator("path.limit.proposed")).hasCount(1);
    }

    @Test
    void aFloodLeavesTheDeskUsableAndTheKeysWork() throws Exception {
        var code = TestHub.municipality("GM0059", 1); // Achtkarspelen: a real code, so that the public can choose it
        var anyone = TestHub.api();
        var source = TestHub.source();
        for (int i = 0; i < 60; i++) {
            anyone.post(
                    "/public/reports",
                    "application/json",
                    "{\"kind\":\"unrest\",\"text\":\"flood " + i + "\",\"municipality\":\"" + code + "\"}",
                    "X-Forwarded-For",
                    source);
        }
        anyone.as("operator")
                .post(
                        "/reports",
                        "application/json",
                        "{\"kind\":\"threat\",\"text\":\"A real one\",\"station\":\"" + code
                                + "-1\",\"severity\":\"urgent\"}");
        var desk = loggedIn("operator", code, 1280, 800);
        assertThat(desk.locator(".triage .fold").first()).containsText("boven de limiet");
        assertThat(desk.locator(".triage .situation", new Page.LocatorOptions().setHasText("flood")))
                .hasCount(1); // the one matter that it was escalated as
        desk.keyboard().press("j");
        assertThat(desk.locator(".triage .row[data-current=true]")).hasCount(1);
        desk.keyboard().press("?");
        assertThat(desk.locator("dialog.keys")).containsText("bevestigen");
        desk.keyboard().press("Escape");
        desk.locator(".triage .row", new Page.LocatorOptions().setHasText("A real one"))
                .last()
                .click();
        desk.keyboard().press("e");
        assertThat(desk.locator(".told")).containsText("Opgeschaald");
        desk.locator("button.sound").click();
        assertThat(desk.locator("button.sound[aria-pressed=true]")).hasCount(1);
        accessible(desk);
    }

    @Test
    void aShiftIsPlannedAndHandedOverAndAnAddressKept() throws Exception {
        var code = TestHub.municipality(1);
        var bzk = TestHub.api().as("bzk");
        try (var screen = LiveSocket.open(bzk, "")) {
            var report = bzk.post(
                            "/reports",
                            "application/json",
                            "{\"kind\":\"threat\",\"severity\":\"critical\",\"station\":\"" + code
                                    + "-1\",\"text\":\"A letter\"}")
                    .body()
                    .get("id")
                    .asText();
            var id = screen.entity(
                            "escalations",
                            e -> e.at("/subject/id").asText().equals(report)
                                    && e.at("/addressee/level").asText().equals("table"))
                    .get("id")
                    .asText();
            assertThat(bzk.post("/escalations/" + id + "/acknowledgements", "application/json", "{}")
                            .status())
                    .isEqualTo(201);
        }
        // The page plans by the minute, and a shift does not undo a hand-over of another class within its first one.
        Eventually.until("the minute of the last hand-over is over", () -> lastHandOver(bzk)
                .isBefore(Instant.now().truncatedTo(ChronoUnit.MINUTES)));
        var page = loggedIn("bzk", 390, 844);
        page.locator(".tab[data-tab=duty]").click();
        var own = page.locator(".roster li", new Page.LocatorOptions().setHasText("lid verkiezingstafel"));
        assertThat(own.locator("select[name=to] option"))
                .hasText(new String[] {"account van de opvolger", "bzk", "kiesraad", "nctv", "vng"});
        own.locator("select[name=account]").selectOption("bzk");
        own.locator("input[name=name]").fill("A. Jansen");
        own.locator("input[name=from]").fill(inMinutes(0));
        own.locator("input[name=until]").fill(inMinutes(30));
        own.locator("button", new Locator.LocatorOptions().setHasText("Inroosteren"))
                .click();
        assertThat(own).containsText("A. Jansen");
        assertThat(own.locator(".goes-along")).containsText("Bedreiging"); // what whoever takes over gets with it
        own.locator("select[name=to]").selectOption("kiesraad");
        own.locator("button", new Locator.LocatorOptions().setHasText("Overdragen"))
                .click();
        assertThat(own).containsText("kiesraad");
        page.locator("input[name=email]").fill("jansen@example.org");
        page.locator("button", new Page.LocatorOptions().setHasText("Bewaren")).click();
        assertThat(page.locator(".told")).containsText("Adres bewaard");
        accessible(page);
    }

    @Test
    void theDeskWorksOnAnIncidentFromReportToClosing() throws Exception {
        var code = TestHub.municipality(2);
        for (int i = 0; i < 2; i++) {
            TestHub.api()
                    .as("municipality-" + code)
                    .post(
                            "/reports",
                            "application/json",
                            "{\"kind\":\"technical\",\"text\":\"Lamp out " + i + "\",\"station\":\"" + code + "-1\"}");
        }
        var desk = loggedIn("municipality-" + code, 1280, 800);
        desk.locator(".triage .row", new Page.LocatorOptions().setHasText("2×")).click();
        desk.locator(".triage .inner .row").first().click();
        assertThat(desk.locator(".panel.item")).containsText("Lijkt hierop (1)");
        desk.keyboard().press("m");
        assertThat(desk.locator(".panel.item")).containsText("Meldingen (2)");
        desk.keyboard().press("v");
        assertThat(desk.locator(".panel.item .chip.verified")).isVisible();
        desk.locator(".panel button", new Page.LocatorOptions().setHasText("Ik doe dit"))
                .click();
        assertThat(desk.locator(".panel dl")).containsText("municipality-" + code);
        desk.locator(".panel label", new Page.LocatorOptions().setHasText("Stembureau koppelen"))
                .locator("select")
                .selectOption(code + "-2");
        assertThat(desk.locator(".panel .chip-button")).hasCount(2);
        desk.locator(".panel .near input").first().check();
        desk.locator(".panel button", new Page.LocatorOptions().setHasText("Terug in de rij"))
                .click();
        assertThat(desk.locator(".panel.item")).containsText("Meldingen (1)");
        desk.locator(".panel button", new Page.LocatorOptions().setHasText("Sluiten"))
                .last()
                .click();
        desk.locator("dialog.ask textarea").fill("Lamp vervangen");
        desk.locator("dialog.ask button.primary").click();
        assertThat(desk.locator(".panel .chip.closed")).isVisible();
        desk.locator(".assess .row", new Page.LocatorOptions().setHasText("Lamp out"))
                .click();
        desk.keyboard().press("d");
        desk.locator("dialog.ask textarea").fill("Dubbel gemeld");
        desk.locator("dialog.ask button.primary").click();
        assertThat(desk.locator(".panel.item")).containsText("Dubbel gemeld");
        accessible(desk);
    }
}
