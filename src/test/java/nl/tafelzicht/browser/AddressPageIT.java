package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** What somebody looks at has an address: a link opens it, a reload keeps it, and back goes back. */
class AddressPageIT extends BrowserTest {

    private static void isShown(Page page, String tab) {
        assertThat(page.locator(".side .tab[data-tab=" + tab + "]")).hasAttribute("aria-pressed", "true");
    }

    private static Pattern with(String query) {
        return Pattern.compile(".*[?&]" + query + "(&.*)?$");
    }

    @Test
    void aLinkToAStationOpensItsPanelAndBackGoesBack() throws Exception {
        var code = TestHub.municipality(3);
        var address = TestHub.api().address() + "/?station=" + code + "-2";
        var page = browser.loggedIn(address, "municipality-" + code, 1280, 800);
        assertThat(page.locator(".panel")).containsText("Stembureau 2");
        page.keyboard().press("Escape");
        assertThat(page.locator(".panel")).hasCount(0);
        page.locator("tz-list tbody tr", new Page.LocatorOptions().setHasText("Stembureau 3"))
                .locator("button.link")
                .click();
        assertThat(page).hasURL(with("station=" + code + "-3"));
        page.goBack();
        assertThat(page.locator(".panel")).hasCount(0);
        page.goBack();
        assertThat(page.locator(".panel")).containsText("Stembureau 2");
        page.reload();
        assertThat(page.locator(".panel")).containsText("Stembureau 2");
    }

    @Test
    void everyTabOfTheDeskHasAnAddressAndBackGoesThroughThemAgain() throws Exception {
        var code = TestHub.municipality(2);
        var page = loggedIn("municipality-" + code, 1280, 800);
        var names = names(page.locator(".side .tab:visible"));
        org.assertj.core.api.Assertions.assertThat(names)
                .contains("list", "feed", "narratives", "ballots", "counts", "observers", "limits", "course", "duty");
        for (var name : names) {
            page.locator(".side .tab[data-tab=" + name + "]").click();
            assertThat(page).hasURL(with("tab=" + name));
            isShown(page, name);
        }
        for (int i = names.size() - 2; i >= 0; i--) {
            page.goBack();
            isShown(page, names.get(i));
        }
        page.navigate(TestHub.api().address() + "/?tab=observers&observers=accreditations");
        assertThat(page.locator("[data-list=accreditations]")).hasAttribute("aria-pressed", "true");
        page.locator("[data-list=visits]").click();
        assertThat(page.locator("[data-list=visits]")).hasAttribute("aria-pressed", "true");
        page.goBack();
        assertThat(page.locator("[data-list=accreditations]")).hasAttribute("aria-pressed", "true");
        page.navigate(TestHub.api().address() + "/?import=1");
        assertThat(page.locator("tz-import dialog")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("tz-import dialog")).isHidden();
        assertThat(page).not().hasURL(with("import=1"));
    }

    @Test
    void theElectionsHaveAnAddress() throws Exception {
        var page = at("operator", "/?elections=1", 1280, 800);
        assertThat(page.locator("tz-elections dialog")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("tz-elections dialog")).isHidden();
        assertThat(page).not().hasURL(with("elections=1"));
        page.locator("tz-elections > button").click();
        assertThat(page).hasURL(with("elections=1"));
        page.goBack();
        assertThat(page.locator("tz-elections dialog")).isHidden();
    }

    private static List<String> names(Locator tabs) {
        return tabs.all().stream().map(tab -> tab.getAttribute("data-tab")).toList();
    }
}
