package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/**
 * A rumour goes round about Enschede: from the fact-checker's alert to the public page, in as many browsers as there
 * are people.
 */
class NarrativeStoryIT extends BrowserTest {

    private static final String CODE = "GM0153"; // Enschede
    private static final int STATIONS = 6;

    private static Page.LocatorOptions saying(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static void town() throws Exception {
        var office = TestHub.api().as("municipality-" + CODE);
        office.post(
                "/stations/imports",
                "text/csv",
                Stations.csv(CODE, STATIONS, TestHub.DAY).replace("Amsterdam;GM", "Enschede;GM"));
        for (int n = 1; n <= STATIONS; n++) {
            office.report(CODE + "-" + n, "{\"status\":\"open\",\"waitingMinutes\":4,\"membersPresent\":4}");
        }
        office.report(CODE + "-6", "{\"status\":\"suspended\",\"note\":\"Waterlekkage\"}");
    }

    private static void answer(Page page, String words) {
        page.locator("dialog.ask textarea").fill(words);
        page.locator("dialog.ask .primary").click();
    }

    @Test
    void aRumourIsLaidBesideTheFactsAnsweredByTwoPeopleAndWithdrawnWhenItNoLongerHolds() throws Exception {
        town();
        // a fact-checker alerts, with a picture of it
        var checker = loggedIn("partner-factcheck", 1280, 800);
        checker.locator("button.compose").click();
        checker.locator("dialog[open] textarea[name=claim]")
                .fill("Gewapende mannen bij de stembureaus in Enschede, alles dicht");
        checker.locator("dialog[open] input[name=municipality]").fill(CODE);
        checker.locator("dialog[open] input[value=all-closed]").check();
        checker.locator("dialog[open] input[value=violence]").check();
        checker.locator("dialog[open] input[name=platform]").fill("YouTube");
        checker.locator("dialog[open] input[name=url]").fill("https://youtube.example/watch?v=1");
        checker.locator("dialog[open] textarea[name=archivedText]").fill("GEWAPENDE MANNEN in Enschede");
        checker.locator("dialog[open] .actions .primary").click();
        assertThat(checker.locator(".panel.narrative blockquote")).containsText("Gewapende mannen");
        var id = (String) checker.evaluate("new URL(location).searchParams.get('item').split('/')[1]");

        // beside it stands what is so, for the desk and for the mayor
        var desk = loggedIn("operator", CODE, 1920, 1080);
        desk.locator(".tab[data-tab=narratives]").click();
        assertThat(desk.locator(".triage .row.narrative", saying("Enschede, alles dicht")))
                .isVisible();
        desk.locator(".narratives .row.narrative", saying("Enschede, alles dicht"))
                .click();
        var truth = desk.locator(".truth");
        assertThat(truth).containsText("5 van de 6 stembureaus zijn open");
        assertThat(truth).containsText("Waterlekkage");
        assertThat(truth).containsText("0 onbevestigde meldingen van geweld");
        assertThat(truth).containsText("laatst bevestigd");
        assertThat(truth).containsText("municipality-" + CODE);
        assertThat(truth.locator(".findings li.contradicted")).hasCount(2);
        accessible(desk);
        var mayor = loggedIn("mayor-" + CODE, 390, 844);
        mayor.locator(".row.narrative", saying("Gewapende mannen")).click();
        assertThat(mayor.locator(".truth")).containsText("5 van de 6");
        assertThat(mayor.locator(".panel .primary")).hasCount(0);
        accessible(mayor);

        // the desk assesses it, and drafts a rebuttal from the facts
        desk.locator(".panel .acts button", saying("Beoordelen")).click();
        answer(desk, "Oude beelden uit een ander land");
        assertThat(desk.locator(".claim .notice")).containsText("Oude beelden");
        desk.locator(".responses li")
                .first()
                .locator("button", new com.microsoft.playwright.Locator.LocatorOptions().setHasText("Voorstellen"))
                .click();
        assertThat(desk.locator("dialog[open] textarea[name=text]"))
                .hasValue(java.util.regex.Pattern.compile("5 van de 6 stembureaus zijn open"));
        accessible(desk);
        desk.locator("dialog[open] .primary").click();
        assertThat(desk.locator(".response.proposed")).containsText("Iemand anders moet dit goedkeuren");
        assertThat(desk.locator(".response.proposed button", saying("Goedkeuren")))
                .hasCount(0);

        // a second person approves, and the desk publishes
        var bzk = loggedIn("bzk", CODE, 1280, 800);
        assertThat(bzk.locator(".triage .row-frame", saying("wacht op akkoord")))
                .containsText("Enschede");
        bzk.navigate(TestHub.api().address() + "/?item=narrative/" + id);
        bzk.locator(".response.proposed button", saying("Goedkeuren")).click();
        desk.locator(".response.approved button", saying("Publiceren")).click();
        assertThat(desk.locator(".response.published")).isVisible();
        var street = passerBy();
        street.navigate(TestHub.api().address() + "/feiten");
        var fact = street.locator("article.fact", saying("Enschede"));
        assertThat(fact).containsText("5 van de 6 stembureaus zijn open");
        assertThat(street.locator("main")).not().containsText("Gewapende mannen");

        // a flag to YouTube; X refuses that path, says why, and an ordinary notice is prepared instead
        var kinds = desk.locator(".responses > li");
        kinds.nth(3)
                .locator("button", new com.microsoft.playwright.Locator.LocatorOptions().setHasText("Voorstellen"))
                .click();
        desk.locator("dialog[open] select[name=platform]").selectOption("X");
        assertThat(desk.locator("dialog[open] .warning")).containsText("X heeft die status ingetrokken");
        desk.locator("dialog[open] select[name=platform]").selectOption("YouTube");
        assertThat(desk.locator("dialog[open] input[name=url]")).hasValue("https://youtube.example/watch?v=1");
        desk.locator("dialog[open] textarea[name=grounds]").fill("Houdt kiezers weg");
        desk.locator("dialog[open] textarea[name=proportionality]").fill("Een weerlegging bereikt deze kijkers niet");
        desk.locator("dialog[open] .primary").click();
        kinds.nth(3)
                .locator("button", new com.microsoft.playwright.Locator.LocatorOptions().setHasText("Voorstellen"))
                .click();
        desk.locator("dialog[open] select[name=platform]").selectOption("X");
        desk.locator("dialog[open] .primary", saying("gewone melding")).click();
        assertThat(desk.locator("dialog[open] h2")).containsText("Gewone melding");
        desk.locator("dialog[open] textarea[name=grounds]").fill("Onjuist");
        desk.locator("dialog[open] textarea[name=text]").fill("Vijf van de zes stembureaus zijn open.");
        desk.locator("dialog[open] .primary").click();
        assertThat(kinds.nth(2).locator(".response.proposed")).containsText("X");
        bzk.locator(".responses > li")
                .nth(3)
                .locator("button", new com.microsoft.playwright.Locator.LocatorOptions().setHasText("Goedkeuren"))
                .click();
        kinds.nth(3)
                .locator("button", new com.microsoft.playwright.Locator.LocatorOptions().setHasText("Verstuurd"))
                .click();
        kinds.nth(3).locator("select").selectOption("labelled");
        assertThat(kinds.nth(3)
                        .locator(
                                ".response.sent > p",
                                new com.microsoft.playwright.Locator.LocatorOptions()
                                        .setHasText("voorzien van een label")))
                .isVisible();
        street.reload();
        assertThat(street.locator("table")).containsText("YouTube");
        assertThat(street.locator("table")).containsText("Voorzien van een label");
        assertThat(street.locator("main")).not().containsText("Houdt kiezers weg");

        // the facts change: everyone who must know does, and the rebuttal is withdrawn
        TestHub.api()
                .as("municipality-" + CODE)
                .report(CODE + "-1", "{\"status\":\"closed\",\"note\":\"Stroomstoring\"}");
        assertThat(desk.locator(".response.challenged .warning")).containsText("open: 5 → 4");
        assertThat(truth).containsText("4 van de 6 stembureaus zijn open");
        assertThat(desk.locator(".triage .row-frame", saying("klopt niet meer")))
                .containsText("open 5 → 4");
        street.reload();
        assertThat(fact).containsText("De feiten zijn veranderd");
        desk.locator(".response.challenged button", saying("Intrekken")).click();
        answer(desk, "Er is nog een stembureau dicht");
        assertThat(desk.locator(".response.withdrawn")).isVisible();
        street.reload();
        assertThat(fact).containsText("Ingetrokken");
        checker.bringToFront();
        assertThat(checker.locator(".truth")).containsText("Wat er zo is");
        accessible(checker);
    }

    @Test
    void whoLooksBackSeesTheDayAsItWasAndCanPlayIt() throws Exception {
        var code = TestHub.municipality(3);
        var office = TestHub.api().as("municipality-" + code);
        for (int n = 1; n <= 3; n++) {
            office.report(code + "-" + n, "{\"status\":\"open\"}");
        }
        var page = loggedIn("municipality-" + code, 1280, 800);
        assertThat(page.locator(".counter").first()).containsText("3");
        page.locator("details.menu summary").click();
        page.locator(".menu-items button", saying("Terugkijken")).click();
        assertThat(page.locator(".past-banner")).containsText("U kijkt terug");
        assertThat(page.locator(".counter").first()).containsText("0");
        assertThat(page.locator("tz-import button")).hasCount(0);
        accessible(page);
        page.locator(".play").click();
        assertThat(page.locator(".counter").first()).containsText("3");
        page.locator(".time-bar input[type=range]")
                .evaluate("(e) => { e.value = e.min; e.dispatchEvent(new Event('input', {bubbles: true})); }");
        assertThat(page.locator(".counter").first()).containsText("0");
        var link = page.url();
        org.assertj.core.api.Assertions.assertThat(link).contains("at=");
        page.locator(".to-live").click();
        assertThat(page.locator(".past-banner")).hasCount(0);
        assertThat(page.locator(".counter").first()).containsText("3");
        page.navigate(link);
        assertThat(page.locator(".past-banner")).containsText("U kijkt terug");
        assertThat(page.locator(".counter").first()).containsText("0");
    }

    @Test
    void thePublicPageSaysSoWhenNothingWasSaid() throws Exception {
        for (var path : List.of("/feiten", "/facts")) {
            var page = passerBy();
            page.navigate(TestHub.api().address() + path);
            assertThat(page.locator("h1")).isVisible();
            org.assertj.core.api.Assertions.assertThat(page.content()).doesNotContain("{count}");
        }
    }
}
