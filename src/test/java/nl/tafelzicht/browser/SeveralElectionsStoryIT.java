package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.tafelzicht.support.EmlFiles;
import nl.tafelzicht.support.EmlFiles.Named;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** A day with two elections, from their files to the evening. */
class SeveralElectionsStoryIT extends BrowserTest {

    private static final String CODE = "GM1959";
    private static final Named PS =
            new Named("PS2027_" + CODE, "Provinciale Staten 2027", "PS", "PS2", "Drenthe", TestHub.DAY);
    private static final Named AB =
            new Named("AB2027_" + CODE, "Waterschap Hunze en Aa's 2027", "AB", "AB2", "Hunze en Aa's", TestHub.DAY);

    private static Locator look(Page page, String name, String content) {
        page.locator("tz-import > button").click();
        page.locator("tz-import input[type=file]")
                .setInputFiles(
                        new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8)));
        var dialog = page.locator("tz-import dialog");
        dialog.getByText("Bekijk wat er verandert").click();
        return dialog;
    }

    private static void confirm(Locator dialog, String result) {
        dialog.locator("button.primary").click();
        assertThat(dialog.locator("[role=status]").first()).containsText(result);
        close(dialog);
    }

    private static void close(Locator dialog) {
        dialog.getByText("Sluiten").last().click();
        assertThat(dialog).not().isVisible();
    }

    private static Locator row(Locator dialog, Named election) {
        return dialog.locator(".per-election tbody tr", new Locator.LocatorOptions().setHasText(election.id()));
    }

    @Test
    void theFilesAreImportedAChairEntersBothAndTheDeskSeesEach() throws Exception {
        var page = loggedIn("municipality-" + CODE, 1280, 800);

        var defined = look(page, "definitie.eml.xml", EmlFiles.definition(AB, 2, List.of("Lijst A", "Lijst B")));
        assertThat(defined.locator("[role=status]").first()).containsText("2 kieskringen, 2 lijsten");
        close(defined);

        confirm(look(page, "stembureaus.csv", Stations.csv(CODE, 3, TestHub.DAY)), "3 ");
        var first = look(page, "ps.eml.xml", EmlFiles.stations(PS, CODE, EmlFiles.places(3, 1000)));
        assertThat(row(first, PS).locator("td").nth(2)).hasText("3");
        confirm(first, "3 ");
        var second = look(page, "ab.eml.xml", EmlFiles.stations(AB, CODE, EmlFiles.places(2, 900)));
        assertThat(row(second, AB).locator("th")).containsText("Waterschap Hunze en Aa's 2027");
        assertThat(row(second, AB).locator("td").first()).hasText("2");
        assertThat(second.locator("input[name=withdraw]")).hasCount(0);
        accessible(page);
        confirm(second, "2 ");

        assertThat(page.locator(".counter.turnout")).hasCount(2);
        assertThat(page.locator(".counter.turnout").first()).containsText("Provinciale Staten");

        var phone = loggedIn("chair-" + CODE + "-1", 390, 844);
        phone.locator(".step.open").click();
        phone.locator(".sure .yes").click(); // the day is a month ahead
        assertThat(phone.locator(".now b")).hasText("open");
        var fields = phone.locator(".of-elections input");
        assertThat(fields).hasCount(2);
        fields.first().fill("440");
        fields.last().fill("300");
        phone.locator("fieldset", new Page.LocatorOptions().setHasText("Stembiljetten Waterschap"))
                .locator("button")
                .nth(1)
                .click();
        accessible(phone);
        phone.locator("button.send").click();
        assertThat(phone.locator(".receipt")).containsText("Verstuurd");
        assertThat(fields.first()).hasValue("");
        assertThat(fields.first()).hasAttribute("placeholder", "440");
        assertThat(fields.last()).hasAttribute("placeholder", "300");
        var width = (Number) phone.evaluate("document.documentElement.scrollWidth");
        assertThat(width.intValue()).as("nothing stands beside the screen").isLessThanOrEqualTo(390);

        fields.last().fill("290");
        phone.locator("input[name=correction]").check();
        phone.locator("textarea[name=words]").fill("verkeerd geteld");
        phone.locator("button.send").click();
        assertThat(fields.last()).hasAttribute("placeholder", "290");

        assertThat(page.locator(".counter.turnout").first()).containsText("14,6%");
        assertThat(page.locator(".counter.turnout").last()).containsText("16,1%");
        page.locator(".tab[data-tab=list]").click();
        page.locator("table.stations tbody tr button.link").first().click();
        var panel = page.locator(".panel dl");
        assertThat(panel.locator(".of-election")).hasCount(2);
        assertThat(panel).containsText("440");
        assertThat(panel).containsText("290");
        accessible(page);

        var other = loggedIn("chair-" + CODE + "-3", 390, 844);
        other.locator(".step.open").click();
        other.locator(".sure .yes").click();
        assertThat(other.locator("input[name=votersAdmitted]")).hasCount(1);
    }
}
