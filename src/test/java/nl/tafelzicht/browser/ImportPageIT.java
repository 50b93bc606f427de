package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import nl.tafelzicht.support.Spreadsheet;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** A municipality brings its stations in by the page. */
class ImportPageIT extends BrowserTest {

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
        assertThat(dialog.locator("tbody tr", new Locator.LocatorOptions().setHasText("De Brug")))
                .hasCount(1);
        var leftOut = dialog.locator("table.approve").nth(1).locator("input[name=row]");
        assertThat(leftOut).not().isChecked();
        leftOut.check();
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
    void aSpreadsheetIsTakenAndItsCellsAreNamed() throws Exception {
        var page = loggedIn("municipality-GM1952", 1280, 800);
        page.locator("tz-import > button").click();
        var rows = Spreadsheet.cells(Stations.csv("GM1952", 3, TestHub.DAY)
                + Stations.row("GM1952", 4, TestHub.DAY).replace("regulier", "gewoon"));
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "Invulformulier.XLSX",
                        "application/octet-stream",
                        Spreadsheet.zip(Spreadsheet.xlsx(Spreadsheet.rows(Spreadsheet.turned(rows))))));
        var dialog = page.locator("tz-import dialog");
        dialog.getByText("Bekijk wat er verandert").click();
        assertThat(dialog.locator(".sums .add")).hasText("3 nieuw");
        assertThat(dialog.locator("[role=status] .quiet").first())
                .containsText("een kolom voor elk stembureau, de namen van de attributen staan in kolom A");
        assertThat(dialog.locator("table.rejected tbody td").first()).hasText("E5");
        dialog.locator("button.primary").click();
        assertThat(dialog.locator("[role=status]").first()).containsText("3 nieuw");
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
}
