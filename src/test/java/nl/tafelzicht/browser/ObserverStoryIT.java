package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.TestHub;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * An observer at a station that does not let her in: the municipality answers, she fills in her checklist in a hall
 * without a connection, and what she saw stands beside what the chair says.
 */
class ObserverStoryIT extends BrowserTest {

    private static Locator tab(Page page, String name) {
        return page.locator(".tab[data-tab=" + name + "]");
    }

    private static Locator button(Page page, String words) {
        return page.locator("button", new Page.LocatorOptions().setHasText(words))
                .first();
    }

    private static void answer(Page page, String words) {
        page.locator("dialog.ask textarea").fill(words);
        page.locator("dialog.ask .primary").click();
    }

    private static void say(Page page, String question, String answer) {
        page.locator(".observer fieldset", new Page.LocatorOptions().setHasText(question))
                .locator("button", new Locator.LocatorOptions().setHasText(answer))
                .first()
                .click();
    }

    /** With letters twice as large nothing has to be moved sideways. */
    private static void narrowWithLargeLetters(Page phone) {
        var beyond = "() => { const html = document.documentElement; const before = getComputedStyle(html).fontSize;"
                + " html.style.fontSize = 2 * parseFloat(before) + 'px';"
                + " const wide = [...document.querySelectorAll('main *')]"
                + ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
                + ".map(e => e.outerHTML.slice(0, 80)); if (html.scrollWidth > innerWidth) wide.push('the page');"
                + " html.style.fontSize = ''; return wide.join(' '); }";
        Assertions.assertThat((String) phone.evaluate(beyond)).isEmpty();
    }

    /** The municipality lets her in for today. */
    private static void accredit(Page town, String account, String organisation) {
        tab(town, "observers").click();
        town.locator("[data-list=accreditations]").click();
        button(town, "Accreditatie geven").click();
        var form = town.locator(".accreditations form");
        form.locator("input[name=account]").fill(account);
        form.locator("input[name=organisation]").fill(organisation);
        form.locator("input[name=number]").fill("A-17");
        form.locator("input[name=from-date]").fill("2020-03-17");
        form.locator("input[name=from-time]").fill("00:00");
        form.locator("input[name=until-date]").fill("2020-03-18");
        form.locator("input[name=until-time]").fill("23:59");
        form.locator("button.primary").click();
        assertThat(form.locator("[role=alert]")).containsText("voorbij");
        assertThat(form.locator("input[name=account]")).hasValue(account);
        var today = java.time.LocalDate.now(java.time.ZoneId.of("Europe/Amsterdam"));
        form.locator("input[name=from-date]").fill(today.minusDays(1).toString());
        form.locator("input[name=until-date]").fill(today.plusDays(2).toString());
        form.locator("button.primary").click();
        assertThat(town.locator(".accreditations li")).containsText("geldig");
    }

    @Test
    void anObserverWhoIsNotLetInIsHeardAndWhatSheSeesStandsBesideWhatTheChairSays() throws Exception {
        var code = TestHub.municipality(3);
        var organisation = "o" + UUID.randomUUID().toString().substring(0, 8);
        var account = "observer-" + organisation;
        var town = loggedIn("municipality-" + code, 1280, 800);
        var phone = loggedIn(account, 390, 844);
        assertThat(phone.locator("main")).containsText("geen geldige accreditatie");
        accredit(town, account, organisation);
        accessible(town);

        // she finds the station, which is open as its chair has said, and is not let in; her phone looks at that when
        // she arrives, and then once in a minute
        TestHub.api().as("chair-" + code + "-2").report(code + "-2", "{\"status\":\"open\",\"waitingMinutes\":5}");
        phone.locator("input[name=text]").fill(code + " bureau 2");
        button(phone, "Zoeken").click();
        // a code that holds a 2 makes the search find its other stations, too
        var found = phone.locator(".found li", new Page.LocatorOptions().setHasText("Stembureau 2"));
        assertThat(found).hasCount(1);
        accessible(phone);
        found.locator("button", new Locator.LocatorOptions().setHasText("niet naar binnen"))
                .click();
        answer(phone, "De voorzitter zegt dat er geen plaats is");
        assertThat(phone.locator(".now")).containsText("wordt gehinderd");
        var desk = loggedIn("operator", code, 1920, 1080);
        var card = desk.locator(".triage", new Page.LocatorOptions().setHasText("werd gehinderd"))
                .first();
        assertThat(card).containsText("geen plaats");

        // the municipality answers, and she can observe
        town.locator("[data-list=visits]").click();
        town.locator(".visits-list .row.visit").first().click();
        assertThat(town.locator(".panel #item-title")).containsText("Stembureau 2");
        button(town, "Reageren").click();
        town.locator(".panel form textarea").fill("De voorzitter is gebeld: u kunt naar binnen");
        town.locator(".panel form .primary").click();
        assertThat(phone.locator(".objection")).containsText("De voorzitter is gebeld");
        button(phone, "Ik kan nu wel waarnemen").click();
        assertThat(phone.locator(".now")).containsText("ter plaatse");

        // in the hall there is no connection
        assertThat(phone.locator("main")).containsText("Het stembureau: open");
        narrowWithLargeLetters(phone);
        var tab = phone.context().newPage();
        tab.navigate(TestHub.api().address());
        tab.locator(".connection.live").waitFor();
        Browser.cutOff(phone.context());
        button(phone, "Stemmen").click(); // whatever part of the day it is for the machine that tests
        say(phone, "identiteitsbewijs", "ja");
        phone.locator(".observer label", new Page.LocatorOptions().setHasText("Wachttijd"))
                .locator("input")
                .fill("veel");
        phone.locator(".observer label", new Page.LocatorOptions().setHasText("Wachttijd"))
                .locator("input")
                .blur();
        assertThat(phone.locator("#flaw-waiting-minutes")).containsText("heel getal");
        phone.locator(".observer label", new Page.LocatorOptions().setHasText("Wachttijd"))
                .locator("input")
                .fill("40");
        phone.locator(".observer label", new Page.LocatorOptions().setHasText("Wachttijd"))
                .locator("input")
                .blur();
        say(phone, "campagne", "nee");
        phone.locator(".observer textarea[name=text]").fill("Iemand deelt binnen folders uit");
        button(phone, "let op").click();
        button(phone, "Versturen").click();
        assertThat(phone.locator(".receipt")).containsText("Bewaard op deze telefoon");
        assertThat(phone.locator(".objection", new Page.LocatorOptions().setHasText("folders")))
                .hasCount(1);

        // a second tab knows of it, adds to it, and takes nothing away
        assertThat(tab.locator(".objection", new Page.LocatorOptions().setHasText("folders")))
                .hasCount(1);
        tab.locator(".observer textarea[name=text]").fill("De folders zijn weg");
        button(tab, "Versturen").click();
        assertThat(phone.locator(".objection", new Page.LocatorOptions().setHasText("De folders zijn weg")))
                .hasCount(1);
        phone.locator(".menu summary").click();
        phone.locator(".menu-items").getByText("Uitloggen").click();
        assertThat(phone.locator("dialog.choose")).containsText("nog niet verstuurd: 5");
        phone.keyboard().press("Escape");
        phone.context().setOffline(false);
        assertThat(phone.locator(".receipt")).not().containsText("Bewaard op deze telefoon");
        assertThat(phone.locator(".objection", new Page.LocatorOptions().setHasText("folders")))
                .hasCount(2);
        tab.close();
        accessible(phone);

        // the desk reads it, with both sides of what is not said alike
        tab(desk, "observers").click();
        desk.locator(".visits-list .row.visit").first().click();
        assertThat(desk.locator(".panel .disagreements")).containsText("40");
        assertThat(desk.locator(".panel .disagreements")).containsText("Het stembureau");
        assertThat(desk.locator(".panel .checklist").first()).containsText("nee");
        assertThat(desk.locator(".panel")).containsText("Iemand deelt binnen folders uit");
        accessible(desk);

        // she leaves; the station's own panel has her visit
        button(phone, "Ik vertrek").click();
        assertThat(phone.locator("dialog.choose")).containsText("daarna nog bevindingen");
        phone.locator("dialog.choose .primary").click();
        assertThat(phone.locator("h1")).containsText("Waar bent u?");
        assertThat(phone.locator("main details")).hasCount(1);
        button(desk, "Naar het stembureau").click();
        assertThat(desk.locator(".panel tz-visits-at")).containsText(organisation);
        Eventually.until("what hindered her is settled", () -> TestHub.api()
                .as("operator")
                .get("/escalations?limit=1000&municipality=" + code)
                .body()
                .get("items")
                .findValuesAsText("state")
                .stream()
                .allMatch("resolved"::equals));
        phone.reload();
        phone.locator(".connection.live").waitFor();
        assertThat(phone.locator("main details")).containsText("Stembureau 2");
        browser.complaints().clear(); // the browser notes the refusal, and that it was offline
    }
}
