package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    /** The daily difference: the hub fetches what is published, and somebody approves some of it. */
    @Test
    void whatIsPublishedIsFetchedAndApprovedByKindOnAPhone() throws Exception {
        var page = loggedIn("municipality-GM1953", 390, 844);
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        var csv = Stations.csv("GM1953", 130, TestHub.DAY);
        TestHub.api().as("municipality-GM1953").post("/stations/imports", "text/csv", csv);
        var newer = csv.replaceAll("(?m)^(.*;Stembureau 1\\d\\d;.*)T07:30:00", "$1T08:00:00")
                .replace(";Stembureau 7;", ";Dorpshuis De Gemeenschap van Overloon-Zuid en omstreken;");
        site.createContext("/", exchange -> {
            var body = newer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        site.start();
        try {
            page.locator("[data-tab=list]").click();
            page.locator("tz-import > button").click();
            var dialog = page.locator("tz-import dialog");
            dialog.locator("input[name=url]").fill("https://example.org/stations.csv");
            dialog.locator("form button.primary").click();
            assertThat(dialog.locator("form .error")).containsText("example.org");
            assertThat(dialog.locator("input[name=url]")).hasValue("https://example.org/stations.csv");
            browser.complaints().removeIf(text -> text.contains("status of 400"));
            var url = "http://127.0.0.1:" + site.getAddress().getPort() + "/stations.csv";
            dialog.locator("input[name=url]").fill(url);
            dialog.locator("form button.primary").click();
            assertThat(dialog.locator(".sums .change")).hasText("32 gewijzigd");
            assertThat(dialog.locator("table.approve tbody tr")).hasCount(32);
            assertNothingLiesBesideTheScreen(page);
            accessible(page);
            dialog.locator("table.approve thead input").uncheck();
            dialog.locator("table.approve tbody tr", new Locator.LocatorOptions().setHasText("Overloon-Zuid"))
                    .locator("input")
                    .check();
            dialog.locator(".actions button.primary").click();
            assertThat(dialog.locator("[role=status]").first()).containsText("0 nieuw, 1 gewijzigd");
            dialog.locator("details.history summary").click();
            assertThat(dialog.locator(".imports > li .fetched").first()).containsText(url);
        } finally {
            site.stop(0);
        }
    }

    private static void assertNothingLiesBesideTheScreen(Page page) {
        var wide = page.evaluate("() => [...document.querySelectorAll('dialog[open], dialog[open] *')]"
                + ".filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')"
                + ".map(e => e.tagName + ' ' + e.className).join()");
        assertThat(wide).isEqualTo("");
    }

    @Test
    void thousandsOfRowsStandAPageAtATimeAndAreChosenByKind() throws Exception {
        var page = loggedIn("municipality-GM1954", 1280, 800);
        var csv = Stations.csv("GM1954", 250, TestHub.DAY);
        TestHub.api().as("municipality-GM1954").post("/stations/imports", "text/csv", csv);
        var newer = (csv + Stations.row("GM1954", 251, TestHub.DAY)).replace("T07:30:00", "T08:00:00");
        page.locator("tz-import > button").click();
        page.locator("tz-import input[type=file]")
                .setInputFiles(new FilePayload("stations.csv", "text/csv", newer.getBytes(StandardCharsets.UTF_8)));
        var dialog = page.locator("tz-import dialog");
        dialog.getByText("Bekijk wat er verandert").click();
        assertThat(dialog.locator("table.approve tbody tr")).hasCount(100);
        assertThat(dialog.locator(".pages [role=status]")).hasText("Pagina 1 van 3");
        dialog.locator("table.approve thead input").uncheck();
        assertThat(dialog.locator(".actions button.primary")).isDisabled();
        dialog.locator(".row-tools button", new Locator.LocatorOptions().setHasText("1 nieuw"))
                .click();
        assertThat(dialog.locator("table.approve tbody tr")).hasCount(1);
        dialog.locator("table.approve thead input").check();
        dialog.locator(".row-tools button", new Locator.LocatorOptions().setHasText("1 nieuw"))
                .click();
        dialog.locator(".pages button").last().click();
        dialog.locator(".pages button").last().click();
        assertThat(dialog.locator("table.approve tbody tr")).hasCount(51);
        dialog.locator(".row-tools input").fill("GM1954-20");
        assertThat(dialog.locator("table.approve tbody tr")).hasCount(11);
        dialog.locator("table.approve thead input").check();
        assertThat(dialog.locator(".actions button.primary")).hasText("Keur 12 regels goed");
        dialog.locator(".actions button.primary").click();
        assertThat(dialog.locator("[role=status]").first()).containsText("1 nieuw, 11 gewijzigd");
    }

    @Test
    void anElectionIsEnteredByHandAndNothingTypedIsLost() throws Exception {
        var page = loggedIn("municipality-GM1955", 1280, 800);
        page.locator("tz-elections > button").click();
        var dialog = page.locator("tz-elections dialog");
        dialog.locator(".actions button.primary").click();
        dialog.locator("select[name=category]").selectOption("LR");
        dialog.locator("input[name=date]").fill(TestHub.DAY.toString());
        dialog.locator("input[name=domain]").fill("Dijk en Waard");
        dialog.locator("input[name=name]").fill("Referendum over de dijk");
        assertThat(dialog.locator("input[name=id]")).hasValue("LR" + TestHub.DAY.getYear() + "_Dijk_en_Waard");
        dialog.locator("textarea").fill("123456789012345678901 De Noord\n2");
        dialog.locator("form button.primary").click();
        assertThat(dialog.locator("#election-wrong-districts")).containsText("20");
        assertThat(dialog.locator("textarea")).isFocused();
        browser.complaints().removeIf(text -> text.contains("status of 400"));
        assertThat(dialog.locator("input[name=name]")).hasValue("Referendum over de dijk");
        accessible(page);
        dialog.locator("textarea").fill("1 De Noord\n2");
        dialog.locator("form button.primary").click();
        assertThat(dialog.locator("[role=status]")).containsText("Referendum over de dijk");
        var entered = TestHub.api()
                .as("operator")
                .get("/elections/LR" + TestHub.DAY.getYear() + "_Dijk_en_Waard")
                .body();
        assertThat(entered.at("/districts/0/name").asText()).isEqualTo("De Noord");
        assertThat(entered.get("source").asText()).isEqualTo("hand");
        var chair = loggedIn("mayor-GM1955", 1280, 800);
        assertThat(chair.locator("tz-elections > button")).hasCount(0);
    }
}
