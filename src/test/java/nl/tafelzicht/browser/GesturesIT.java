package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** The main task of each person in front of the page, by as many gestures as it may take once the page is open. */
class GesturesIT extends BrowserTest {

    /** Presses and clicks, counted. */
    private static final class Hand {
        private final Page page;
        private int gestures;

        Hand(Page page) {
            this.page = page;
        }

        void press(String key) {
            page.keyboard().press(key);
            gestures++;
        }

        void click(String selector) {
            page.locator(selector).first().click();
            gestures++;
        }

        void choose(String selector, String option) {
            page.locator(selector).first().selectOption(option);
            gestures++;
        }
    }

    private static JsonNode open(String path) throws Exception {
        return TestHub.api().as("operator").get(path).body().get("items");
    }

    private static void report(String station, String kind, String severity, String text) throws Exception {
        var sent = TestHub.api()
                .as("operator")
                .post(
                        "/reports",
                        "application/json",
                        "{\"kind\":\"" + kind + "\",\"severity\":\"" + severity + "\",\"station\":\"" + station
                                + "\",\"text\":\"" + text + "\"}");
        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(201);
    }

    /** Two keys, however much else waits. */
    @Test
    void anOperatorVerifiesAndEscalatesTheWorstNewReport() throws Exception {
        var code = TestHub.municipality(60);
        for (int n = 1; n <= 60; n++) {
            report(code + "-" + n, "technical", "info", "Lamp " + n);
        }
        report(code + "-7", "unrest", "urgent", "Duwen aan de deur");
        var page = at("operator", "/?municipality=" + code, 1920, 1080);
        var worst = page.locator(".assess .row").first();
        assertThat(worst).containsText("Duwen aan de deur");
        assertThat((Boolean) worst.evaluate("row => row.getBoundingClientRect().bottom <= innerHeight"))
                .as("it is on the screen")
                .isTrue();
        var hand = new Hand(page);
        hand.press("v");
        assertThat(page.locator(".panel.item .chip.verified")).isVisible();
        hand.press("e");
        assertThat(page.locator(".told")).containsText("Opgeschaald");
        assertThat(hand.gestures).isEqualTo(2);
        var situation = page.locator(".situations .row", new Page.LocatorOptions().setHasText("Onrust"));
        assertThat(situation.first()).isVisible();
        accessible(page);
    }

    @Test
    void dismissingCanBeTakenBack() throws Exception {
        var code = TestHub.municipality(2);
        report(code + "-1", "technical", "info", "Lamp kapot");
        report(code + "-2", "supplies", "info", "Potlood op");
        var page = loggedIn("municipality-" + code, 1280, 800);
        assertThat(page.locator(".assess .row")).hasCount(2);
        page.keyboard().press("n");
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator(".chosen")).containsText("2 gekozen");
        page.keyboard().press("d");
        page.locator("dialog.ask textarea").fill("Is al gemaakt");
        page.locator("dialog.ask button.primary").click();
        assertThat(page.locator(".assess .row")).hasCount(0);
        page.locator(".told button").click();
        assertThat(page.locator(".assess .row")).hasCount(2);
        assertThat(open("/reports?municipality=" + code + "&state=new")).hasSize(2);
        page.keyboard().press("n");
        page.keyboard().press("d");
        page.locator("dialog.ask textarea").fill("Is al gemaakt");
        page.locator("dialog.ask button.primary").click();
        Eventually.until(
                "one is dismissed",
                () -> open("/reports?municipality=" + code + "&state=new").size() == 1);
    }

    @Test
    void aMayorDecidesOnASuspendedSessionOnTheCardAndAgreesToALimit() throws Exception {
        var code = TestHub.municipality(3);
        var office = TestHub.api().as("municipality-" + code);
        office.report(code + "-1", "{\"status\":\"open\"}");
        office.report(code + "-1", "{\"status\":\"suspended\",\"note\":\"Lekkage\"}");
        var limit = TestHub.api()
                .as("police-" + code)
                .post(
                        "/municipalities/" + code + "/tolerance-limits",
                        "application/json",
                        "{\"title\":\"Rond de school\",\"stations\":[\"" + code
                                + "-2\"],\"radiusMetres\":100,\"maximumParticipants\":100,\"from\":\"" + TestHub.DAY
                                + "T05:00:00Z\",\"until\":\"" + TestHub.DAY + "T20:00:00Z\",\"measures\":[]}");
        assertThat(limit.status()).as(limit.body().toString()).isEqualTo(201);
        var page = loggedIn("mayor-" + code, 390, 844);
        assertThat(page.locator(".now-page h2 .count").first()).hasText("2");
        assertThat(page.locator(".first")).containsText("Zitting geschorst");

        var decision = new Hand(page);
        decision.click(".first .resumption.quick button.primary");
        Eventually.until("the decision is kept", () -> office.get("/stations/" + code + "-1")
                .body()
                .path("resumption")
                .has("at"));
        assertThat(decision.gestures).isLessThanOrEqualTo(2);

        var agreement = new Hand(page);
        assertThat(page.locator(".now-page h2 .count").first()).hasText("1"); // who decided has answered
        agreement.click(".card-frame:has-text('Grens wacht') > .acknowledge");
        assertThat(page.locator(".card-frame .limit-card")).containsText("100");
        agreement.click(".card-frame .limit-card ~ button.primary");
        var agreed = "/municipalities/" + code + "/tolerance-limits";
        Eventually.until(
                "the mayor has agreed",
                () -> office.get(agreed).body().toString().contains("mayor-" + code));
        assertThat(page.locator(".calm")).isVisible();
        assertThat(agreement.gestures).isEqualTo(2);
        accessible(page);
    }

    @Test
    void aMunicipalityCorrectsOneStationAndSetsAllOfThem() throws Exception {
        var code = TestHub.municipality(130);
        var page = loggedIn("municipality-" + code, 1280, 800);
        assertThat(page.locator("table.stations caption")).containsText("130");
        var all = new Hand(page);
        all.click("th input[type=checkbox]");
        all.click("form.bulk button.primary");
        assertThat(page.locator(".bulk.confirm")).containsText("130 stembureaus worden op ‘open’ gezet");
        all.click(".bulk.confirm button.primary");
        assertThat(page.locator(".result")).containsText("130 bijgewerkt");
        assertThat(all.gestures).as("a selection, an act, a confirmation").isEqualTo(3);
        assertThat(page.locator(".counter.open b")).hasText("130");

        page.locator(".list-tools input[type=search]").fill("Stembureau 77");
        assertThat(page.locator("table.stations tbody tr")).hasCount(1);
        assertThat(page.url()).contains("q=Stembureau");
        var one = new Hand(page);
        one.click("table.stations tbody .link");
        one.click(".station-form summary");
        page.locator(".station-form input[name=waitingMinutes]").fill("25");
        one.click(".station-form button.primary");
        assertThat(page.locator(".panel dl")).containsText("25 min");
        assertThat(one.gestures).isEqualTo(3);
        accessible(page);
    }

    /** Refused for one reason, told once, with what has to come first. */
    @Test
    void refusalsAreToldOnceForEachReason() throws Exception {
        var code = TestHub.municipality(12);
        var page = loggedIn("municipality-" + code, 1280, 800);
        page.locator("th input[type=checkbox]").check();
        page.locator("form.bulk select").selectOption("counted");
        page.locator("form.bulk button.primary").click();
        page.locator(".bulk.confirm button.primary").click();
        assertThat(page.locator(".result .error")).containsText("12 niet bijgewerkt");
        assertThat(page.locator(".result li")).hasCount(1);
        browser.complaints().clear(); // the browser notes each refusal
    }

    /** On the row, without a gesture: who has it, and since when. */
    @Test
    void anOperatorSeesWhoIsOnAnUrgentSituation() throws Exception {
        var code = TestHub.municipality(2);
        TestHub.api().as("municipality-" + code).report(code + "-1", "{\"status\":\"open\"}");
        TestHub.api().as("municipality-" + code).report(code + "-1", "{\"status\":\"suspended\",\"note\":\"Lekkage\"}");
        Eventually.until(
                "it is escalated",
                () -> open("/escalations?municipality=" + code).size() > 0);
        for (var escalation : open("/escalations?municipality=" + code)) {
            TestHub.api()
                    .as("mayor-" + code)
                    .post(
                            "/escalations/" + escalation.get("id").asText() + "/acknowledgements",
                            "application/json",
                            "{}");
        }
        var page = loggedIn("operator", code, 1920, 1080);
        var row = page.locator(".situations .row-frame", new Page.LocatorOptions().setHasText("Stembureau 1"));
        assertThat(row.locator(".owner")).hasText("mayor-" + code);
        assertThat(row.locator(".when")).containsText(Pattern.compile("\\d\\d:\\d\\d"));
    }

    /** The tab, the person, the button; what goes along stands there. */
    @Test
    void aShiftIsHandedOver() throws Exception {
        var code = TestHub.municipality(1);
        var page = loggedIn("municipality-" + code, 1280, 800);
        var hand = new Hand(page);
        hand.click(".tab[data-tab=duty]");
        var form = "form.hand-over:has([name=to])";
        assertThat(page.locator(form).first()).isVisible();
        hand.choose(form + " [name=to]", "municipality-" + code);
        hand.click(form + " button");
        assertThat(page.locator(".told")).containsText("overgedragen");
        assertThat(hand.gestures).isEqualTo(3);
    }

    /** Read whole, on one card, then once. */
    @Test
    void aTableMemberApprovesARebuttal() throws Exception {
        var code = TestHub.municipality(3);
        var desk = TestHub.api().as("operator");
        TestHub.api().as("municipality-" + code).report(code + "-1", "{\"status\":\"open\"}");
        var claim = desk.post(
                "/narratives",
                "application/json",
                "{\"kind\":\"suppression\",\"claim\":\"Alles is dicht\",\"about\":{\"municipalities\":[\"" + code
                        + "\"]}}");
        assertThat(claim.status()).as(claim.body().toString()).isEqualTo(201);
        var text = "Dat klopt niet. " + "Er is een stembureau open, en u kunt er tot negen uur terecht. ".repeat(12);
        var id = claim.body().get("id").asText();
        var proposed = desk.post(
                "/narratives/" + id + "/responses",
                "application/json",
                "{\"kind\":\"rebuttal\",\"title\":\"Alles dicht?\",\"text\":\"" + text
                        + "\",\"channels\":[\"gemeente.nl\"],\"cites\":[\"open\"]}");
        assertThat(proposed.status()).as(proposed.body().toString()).isEqualTo(201);
        var page = at("bzk", "/?item=narrative/" + id, 1280, 800);
        var card = page.locator(".response.proposed");
        assertThat(card).containsText("tot negen uur terecht");
        assertThat((Boolean) card.evaluate("card => [...card.querySelectorAll('*')].every(e =>"
                        + " getComputedStyle(e).textOverflow !== 'ellipsis' || e.scrollWidth <= e.clientWidth)"))
                .as("nothing of it is cut off")
                .isTrue();
        var hand = new Hand(page);
        hand.click(".response.proposed button:has-text('Goedkeuren')");
        assertThat(page.locator(".response.approved")).isVisible();
        assertThat(hand.gestures).isEqualTo(1);
    }

    /** Two taps, also without a network, also after a reload; and one to take it back. */
    @Test
    void aChairReportsAWaitingTimeAndUndoesAMistake() throws Exception {
        var code = TestHub.municipality(1);
        TestHub.api().as("chair-" + code + "-1").report(code + "-1", "{\"status\":\"open\",\"waitingMinutes\":10}");
        var phone = loggedIn("chair-" + code + "-1", 390, 844);
        var hand = new Hand(phone);
        hand.click(".choices button:text-is('45')");
        hand.click("button.send");
        assertThat(phone.locator(".receipt")).containsText("Verstuurd");
        assertThat(hand.gestures).isEqualTo(2);
        var back = new Hand(phone);
        back.click(".mistake button");
        Eventually.until(
                "it is ten minutes again",
                () -> TestHub.api()
                                .as("municipality-" + code)
                                .get("/stations/" + code + "-1")
                                .body()
                                .path("waitingMinutes")
                                .asInt()
                        == 10);
        assertThat(back.gestures).isEqualTo(1);
    }

    /** One click on a link: that moment, by its own clock, and the sign that it is an exercise. */
    @Test
    void anAuditorSeesAMomentOfThePastByALink() throws Exception {
        var code = TestHub.municipality(1);
        TestHub.api().as("municipality-" + code).report(code + "-1", "{\"status\":\"open\"}");
        var now = Instant.now();
        var page = at("auditor", "/?at=" + now, 1280, 800);
        assertThat(page.locator(".connection.past")).isVisible();
        assertThat(page.locator(".exercise").first()).isVisible();
        var shown = DateTimeFormatter.ofPattern("HH:mm").format(now.atZone(ZoneId.of("Europe/Amsterdam")));
        assertThat(page.locator(".day-clock")).containsText(shown);
    }

    @Test
    void everydayNamesAreFoundAndTheEmergencyNumberComesFirst() throws Exception {
        var page = browser.page(390, 844);
        page.navigate(TestHub.api().address() + "/melden");
        assertThat(page.locator("#municipality option[value=GM0518]")).hasText("'s-Gravenhage (Den Haag)");
        assertThat(page.locator("main > :nth-child(2)")).containsText("112");
        accessible(page);
    }
}
