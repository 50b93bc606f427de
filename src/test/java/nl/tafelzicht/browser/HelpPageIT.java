package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.util.ArrayList;
import nl.tafelzicht.engine.sheet.Sheet;
import nl.tafelzicht.engine.sheet.Spreadsheets;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** What helps somebody along: the manual, a tour, lists that are kept, paper. */
class HelpPageIT extends BrowserTest {

    @Test
    void theManualHasAnAddressAndTheWayBackLeavesIt() throws Exception {
        var page = loggedIn("municipality-" + TestHub.municipality(1), 1280, 800);
        page.keyboard().press("?");
        page.locator("dialog.keys button", new Page.LocatorOptions().setHasText("Hulp"))
                .click();
        var manual = page.locator("dialog.help");
        assertThat(manual.locator("h3")).hasText("Gemeente");
        assertThat(manual).containsText("Voorzitters laten inloggen");
        accessible(page);
        manual.locator("nav button", new com.microsoft.playwright.Locator.LocatorOptions().setHasText("Driehoek"))
                .click();
        assertThat(page.url()).contains("help=triangle");
        page.goBack();
        assertThat(manual).hasCount(0);
        page.goForward();
        assertThat(manual.locator("h3")).hasText("Driehoek");
        page.keyboard().press("Escape");
        assertThat(manual).hasCount(0);
    }

    @Test
    void theTourShowsAFewPlacesAndCanBeLeftAtAny() throws Exception {
        var page = at("operator", "/?help=me", 390, 844);
        page.locator("dialog.help button", new Page.LocatorOptions().setHasText("Rondleiding"))
                .click();
        var tour = page.locator(".tour");
        assertThat(tour.locator("h2")).hasText("De klok van de dag");
        assertThat((Boolean) tour.evaluate("e => { const b = e.getBoundingClientRect();"
                        + " return b.left >= 0 && b.right <= innerWidth && b.top >= 0 && b.bottom <= innerHeight }"))
                .isTrue();
        accessible(page);
        page.keyboard().press("ArrowRight");
        assertThat(tour.locator("h2")).hasText("Tellers");
        page.keyboard().press("Escape");
        assertThat(tour).hasCount(0);
        assertThat(page.locator(".tour-about")).hasCount(0);
    }

    @Test
    void aListIsKeptAsASpreadsheet() throws Exception {
        var code = TestHub.municipality(3);
        var page = loggedIn("municipality-" + code, 1280, 800);
        var file = page.waitForDownload(
                () -> page.locator(".list-tools .list-files button").last().click());
        assertThat(file.suggestedFilename()).isEqualTo("tafelzicht-lijst.xlsx");
        var kept = Files.createTempFile("tafelzicht-list-", ".xlsx");
        try {
            file.saveAs(kept);
            var sheets = new ArrayList<Sheet>();
            Spreadsheets.read(kept, sheets::add);
            var lines = sheets.get(0).lines();
            assertThat(lines).hasSize(4);
            assertThat(lines.get(0).cells().values().iterator().next().text()).isEqualTo("Nummer");
            assertThat(lines.get(1).cells().values().iterator().next().text()).startsWith(code + "-");
        } finally {
            Files.delete(kept);
        }
    }

    @Test
    void aMunicipalityGivesItsChairALogInAndANoteIsInTheFeed() throws Exception {
        var code = TestHub.municipality(2);
        var page = at("municipality-" + code, "/?station=" + code + "-1&tab=feed", 1280, 800);
        page.locator(".chair-log-in summary").click();
        page.locator(".chair-log-in button").click();
        var password = page.locator(".chair-log-in .made-password").textContent();
        accessible(page);
        var chair = browser.page(390, 844);
        chair.navigate(TestHub.api().address());
        chair.getByLabel("Naam").fill("voorzitter-" + code + "-1");
        chair.getByLabel("Wachtwoord").fill(password);
        chair.locator("button.primary").click();
        assertThat(chair.locator("h1")).hasText("Stembureau 1");

        page.locator(".station-note input").fill("Koerier is onderweg");
        page.locator(".station-note button").click();
        assertThat(page.locator(".entry").first()).containsText("Koerier is onderweg");

        page.locator(".chair-log-in button").click();
        page.locator(".chair-log-in button.primary").click();
        assertThat(page.locator(".chair-log-in .made-password")).not().hasText(password);
        assertThat(chair.getByLabel("Wachtwoord")).isVisible();
    }

    @Test
    void aViewOnPaperHasWhatItIsWhenForWhomAndItsMap() throws Exception {
        var code = TestHub.municipality(2);
        var page = loggedIn("municipality-" + code, 1280, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        var head = page.locator(".print-head");
        assertThat(head).containsText("Situatiebeeld");
        assertThat(head).containsText("municipality-" + code);
        assertThat(head).containsText("van 2 stembureaus open");
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        assertThat(page.locator(".map-side .map")).isVisible();
        assertThat(page.locator(".tabs")).isHidden();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(head).isHidden();
    }

    @Test
    void anAuditorReadsWhoWasGivenWhatAndChangesNothing() throws Exception {
        var page = loggedIn("auditor", 1280, 800);
        page.locator(".tab[data-tab=accounts]").click();
        var list = page.locator("tz-admin-accounts");
        assertThat(list).containsText("U kijkt mee");
        assertThat(list.locator(".account-acts, .admin-sessions")).hasCount(0);
        accessible(page);
    }
}
