package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import nl.tafelzicht.subject.courier.CourierIT;
import org.junit.jupiter.api.Test;

/**
 * Ballots run out at a station: the municipality is warned, sees who has some to spare, and sends a courier, whom both
 * chairs follow on their phones.
 */
class BallotStoryIT extends BrowserTest {

    private static Locator button(Page page, String words) {
        return page.locator("button:visible", new Page.LocatorOptions().setHasText(words))
                .first();
    }

    @Test
    void aStationWithoutBallotsGetsSomeFromAnother() throws Exception {
        var code = CourierIT.openTown(2);
        CourierIT.says(code + "-1", 500, "\"status\":\"open\",\"ballotsDelivered\":30");
        CourierIT.says(code + "-2", 500, "\"status\":\"open\",\"ballotsDelivered\":2000");
        CourierIT.says(code + "-2", 60, "\"votersAdmitted\":30");
        CourierIT.says(code + "-1", 60, "\"votersAdmitted\":28");
        var town = loggedIn("municipality-" + code, 1280, 800);
        var receiver = loggedIn("chair-" + code + "-1", 390, 844);
        var giver = loggedIn("chair-" + code + "-2", 390, 844);

        // the chair says that there are none left
        if (receiver.locator(".chair-ballots input").count() == 0) {
            button(receiver, "Doorgeven hoeveel stembiljetten").click();
        }
        receiver.locator(".chair-ballots input").fill("0");
        receiver.locator(".chair-ballots .primary").click();

        // the municipality sees it, and who can give some; one button asks for a courier
        town.locator(".tab[data-tab=ballots]").click();
        var row = town.locator(".ballots-row", new Page.LocatorOptions().setHasText("Stembureau 1"));
        assertThat(row.first()).containsText("Op");
        assertThat(row.first()).containsText("2 Stembureau 2 kan er");
        row.first().locator("button.primary").click();
        assertThat(town.locator(".courier-request select option:checked")).containsText("Stembureau 2");
        town.locator(".courier-request button.primary").click();
        assertThat(town.locator(".row.trip").first()).containsText("aangevraagd");

        // both chairs follow the trip, and its end
        assertThat(receiver.locator(".chair-trip")).containsText("Een koerier brengt");
        button(giver, "Ze zijn meegegeven").click();
        assertThat(town.locator(".row.trip").first()).containsText("onderweg");
        button(receiver, "Ze zijn aangekomen").click();
        assertThat(receiver.locator(".chair-trip")).hasCount(0);
        button(town, "Afgelopen ritten").click();
        assertThat(town.locator(".row.trip").first()).containsText("aangekomen");
        town.locator(".row.trip").first().click();
        assertThat(town.locator(".panel.item .timeline")).containsText("Aangekomen");
    }
}
