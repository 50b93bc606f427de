package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.support.MachineNetworks;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * A test with people in browsers: one browser for all classes of a process, and after each test nothing may have gone
 * wrong in any page. While a class has pages the networks of the machine stay as they are.
 */
abstract class BrowserTest {

    /** Ends with the JVM. */
    static Browser browser;

    private static final List<String> LEVEL_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static MachineNetworks networks;

    @BeforeAll
    static void open() throws IOException {
        networks = MachineNetworks.unchanged();
        if (browser == null) {
            browser = new Browser();
            Runtime.getRuntime().addShutdownHook(new Thread(browser::close));
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(Browser.PATIENCE_MILLIS);
    }

    @AfterAll
    static void close() throws IOException {
        if (browser != null) {
            browser.closePages();
        }
        networks.close();
    }

    @AfterEach
    void nothingWentWrongInThePage() throws IOException {
        var complaints = List.copyOf(browser.complaints());
        browser.closePages();
        assertThat(complaints)
                .as("the shared hub warned last of %s", TestHub.lastWarnings())
                .isEmpty();
    }

    /** Somebody of the public, without a script, whose reports are not counted with those of anybody else. */
    static Page passerBy() {
        var page = browser.pageWithoutScript(390, 844);
        page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", TestHub.source()));
        return page;
    }

    /** The live page of somebody who has logged in on the shared hub. */
    static Page loggedIn(String account, int width, int height) throws Exception {
        return live(account, TestHub.api().address(), width, height);
    }

    /** Who has logged in on the shared hub, and comes by an address, from {@code /?} on. */
    static Page at(String account, String path, int width, int height) throws Exception {
        return browser.loggedIn(TestHub.api().address() + path, account, width, height);
    }

    private static Page live(String account, String address, int width, int height) {
        var page = browser.loggedIn(address, account, width, height);
        try {
            page.locator(".connection.live").waitFor();
        } catch (PlaywrightException never) {
            throw new AssertionError(
                    account + " does not get a live page; it shows: "
                            + page.locator("body").innerText() + "; complaints: " + browser.complaints(),
                    never);
        }
        return page;
    }

    /** The same, who looks at one municipality: what other tests bring about is not between what is looked for. */
    static Page loggedIn(String account, String municipality, int width, int height) throws Exception {
        return live(account, TestHub.api().address() + "/?municipality=" + municipality, width, height);
    }

    /** Whoever can't see it, or has no mouse, can use it as it is now. */
    static void accessible(Page page) {
        assertThat(page.locator("h1").count()).as("headings of the whole page").isEqualTo(1);
        assertThat(RawWords.on(page)).as("what is not in the reader's words").isEmpty();
        assertThat(Accessible.violations(page, LEVEL_AA)).isEmpty();
    }
}
