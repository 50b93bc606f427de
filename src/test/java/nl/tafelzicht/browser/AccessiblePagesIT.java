package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page of every person, as axe, a keyboard and a screen reader find it. */
class AccessiblePagesIT extends BrowserTest {

    private static final List<String> PHONES =
            List.of("mayor-GM0363", "police-GM0363", "prosecutor-GM0363", "chair-GM0363-1", "observer-odihr");
    private static final List<String> DESKS =
            List.of("operator", "bzk", "auditor", "admin", "municipality-GM0363", "partner-nieuwscheckers");
    private static final List<String> OF_THE_PUBLIC = List.of("/", "/melden", "/report", "/feiten", "/facts");
    /** A page's landmarks as a screen reader lists them: all that are there more than once have a name. */
    private static final String NAMELESS_REGIONS =
            "() => [...document.querySelectorAll('nav, aside, section[aria-label], [role=region], main')]"
                    + ".filter(e => e.checkVisibility()).filter((e, i, all) => "
                    + "all.filter(o => o.tagName === e.tagName).length > 1)"
                    + ".filter(e => !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby'))"
                    + ".map(e => e.outerHTML.slice(0, 120))";
    /** Counts how often what is read aloud changes by itself. */
    private static final String LISTEN =
            "() => { globalThis.said = []; new MutationObserver(list => list.forEach(m => {"
                    + "const at = (m.target.nodeType === 1 ? m.target : m.target.parentElement);"
                    + "const live = at?.closest('[role=status], [role=alert], [role=log], [aria-live]');"
                    + "if (live && live.textContent.trim()) globalThis.said.push(live.textContent.trim()); }))"
                    + ".observe(document.body, {subtree: true, childList: true, characterData: true}); }";

    private static List<String> faultsOfAll(String moment, String address, List<String> phones, List<String> desks) {
        var faults = new ArrayList<String>();
        for (var account : phones) {
            faultsOf(moment, address, account, 390, faults);
        }
        for (var account : desks) {
            faultsOf(moment, address, account, 1280, faults);
        }
        for (var path : OF_THE_PUBLIC) {
            var page = browser.page(390, 844);
            page.navigate(address + path);
            page.locator("h1").waitFor();
            faults.addAll(Accessible.faults(moment + " " + path, page));
            page.context().close();
        }
        return faults;
    }

    private static void faultsOf(String moment, String address, String account, int width, List<String> faults) {
        var page = browser.loggedIn(address, account, width, 844);
        page.locator("h1").first().waitFor();
        faults.addAll(Accessible.faultsOfTabs(moment + " " + account, page));
        page.context().close();
    }

    @Test
    void axeFindsNothingOnThePagesOfThePublicAndOfSomeOfEachKind() throws Exception {
        var chair = "chair-" + TestHub.municipality(1) + "-1";
        assertThat(faultsOfAll("now", TestHub.api().address(), List.of(chair), List.of("admin")))
                .isEmpty();
    }

    /** All moments of the gallery, or some: {@code -Dmoments=0720,after}. */
    static List<String> moments() {
        return List.of(System.getProperty("moments", "0720,0820,1230,1800,2115,2330,after")
                .split(","));
    }

    /** Hours of a processor: every page, tab and person, at the moments of the gallery. */
    @EnabledIfSystemProperty(
            named = "wide",
            matches = "true",
            disabledReason = "the whole matrix: run it with mvn -Pwide verify")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    @ParameterizedTest
    @MethodSource("moments")
    void axeFindsNothingOnAnyPageOfAnybodyAtAnyMoment(String moment) throws Exception {
        try (var demo = DemoMoment.named(moment)) {
            assertThat(faultsOfAll(moment, demo.address(), PHONES, DESKS)).isEmpty();
        }
    }

    @Test
    void whatIsNotInTheReadersWordsIsFoundWherePeopleRead() {
        var page = browser.page(390, 844);
        page.setContent("<main><h1>Station</h1><p>kind.<b>expected</b></p><p>nu bij de tafel: <b>count-late</b></p>"
                + "<code>ballots-low</code><p class=who>station-chair</p><p>reason.unknown</p></main>");
        assertThat(RawWords.on(page)).containsExactly("count-late", "reason.unknown");
    }

    @Test
    void regionsHaveNamesAndWhatIsReadAloudDoesNotTalkAllTheTime() throws Exception {
        var code = TestHub.municipality(4);
        var api = TestHub.api().as("municipality-" + code);
        var desk = loggedIn("municipality-" + code, 1280, 800);
        assertThat((List<?>) desk.evaluate(NAMELESS_REGIONS)).isEmpty();
        desk.evaluate(LISTEN);
        for (int n = 1; n <= 4; n++) {
            api.report(code + "-" + n, "{\"status\":\"open\",\"waitingMinutes\":45}");
        }
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(desk.locator(".counter.waiting b"))
                .hasText("4");
        assertThat((List<?>) desk.evaluate("globalThis.said"))
                .as("ordinary news is not read aloud")
                .isEmpty();
    }

    @Test
    void nothingIsLostAtTwiceTheSizeWithoutMotionAndInColoursThatAreForced() throws Exception {
        var code = TestHub.municipality(4);
        var page = loggedIn("municipality-" + code, 1280 / 2, 800 / 2);
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setForcedColors(ForcedColors.ACTIVE));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nobody scrolls sideways")
                .isEqualTo(true);
        var tabs = page.locator(".tab:visible");
        assertThat(tabs.count()).isGreaterThan(3);
        for (int i = 0; i < tabs.count(); i++) {
            tabs.nth(i).click();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(tabs.nth(i).innerText())
                    .isEqualTo(true);
        }
        assertThat((List<?>)
                        page.evaluate("document.getAnimations().map(a => a.animationName ?? a.transitionProperty)"))
                .as("nothing moves by itself")
                .isEmpty();
    }

    /** From the top of the page with Tab alone: every tab, and back out of what was opened. */
    @Test
    void theDeskIsUsedByKeyboardAlone() throws Exception {
        var code = TestHub.municipality(3);
        TestHub.api().as("municipality-" + code).report(code + "-2", "{\"status\":\"open\"}");
        var page = loggedIn("municipality-" + code, 1280, 800);
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
        var reached = new ArrayList<String>();
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            reached.add((String)
                    page.evaluate("document.activeElement.dataset.tab ?? document.activeElement.className ?? ''"));
            assertThat((Boolean) page.evaluate("document.activeElement === document.body"
                            + " || document.activeElement.matches(':focus-visible')"))
                    .as("where the focus is, is seen")
                    .isTrue();
        }
        var offered = page.locator(".side .tab:visible").evaluateAll("tabs => tabs.map(tab => tab.dataset.tab)");
        assertThat(reached)
                .containsAll(
                        ((List<?>) offered).stream().map(String.class::cast).toList());
        page.keyboard().press("j");
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(page.locator(".panel"))
                .isVisible();
        page.keyboard().press("Escape");
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(page.locator(".panel"))
                .hasCount(0);
    }
}
