package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * A test with people in browsers: one browser for the class, and after each test nothing may have gone wrong in any
 * page.
 */
abstract class BrowserTest {

    static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser();
        PlaywrightAssertions.setDefaultAssertionTimeout(Browser.PATIENCE_MILLIS);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        var complaints = List.copyOf(browser.complaints());
        browser.closePages();
        assertThat(complaints).isEmpty();
    }

    /** The live page of somebody who has logged in on the shared hub. */
    static Page loggedIn(String account, int width, int height) throws Exception {
        var page = browser.loggedIn(TestHub.api().address(), account, width, height);
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
}
