package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** What the chair of a station does on a phone, and what others see of it. */
class ChairPageIT extends BrowserTest {

    /** What the map shows, as an image. */
    private static String map(Page page) {
        return (String) page.evaluate("document.querySelector('.station-canvas').toDataURL()");
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
        Browser.cutOff(phone.context());
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
        assertThat(phone.locator("form.report ~ .steps .closed")).hasCount(1); // below what a chair says all day
        assertThat(phone.locator("form.report ~ .steps .suspended")).hasCount(0);
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
}
