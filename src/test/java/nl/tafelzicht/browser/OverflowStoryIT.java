package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.Wide;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * More reports come in than can be taken: a reporter waits for nothing that the page can do for them, and the desk
 * finds what it looks for among what waits.
 */
class OverflowStoryIT extends BrowserTest {

    private static Path folder;
    private static HubProcess hub;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-overflow-");
        hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--data",
                folder.resolve("data").toString(),
                "--accounts",
                "demo",
                "--trust-proxy",
                "--public-per-source",
                "1",
                "--public-per-second",
                "3"); // so few that also a busy machine sends more
    }

    @AfterAll
    static void stop() {
        hub.close();
        TestHub.delete(folder);
    }

    private static Api.Answer send(int source, String text) throws Exception {
        return Api.at(hub.address())
                .post(
                        "/public/reports",
                        "application/json",
                        "{\"kind\":\"unrest\",\"text\":\"" + text + "\",\"municipality\":\"GM0228\"}",
                        "X-Forwarded-For",
                        "10.1." + source / 250 + "." + source % 250);
    }

    private static void fill(Page page, String text) {
        page.navigate(hub.address() + "/melden");
        page.locator("#kind").selectOption("violence");
        page.locator("#text").fill(text);
        page.locator("#municipality").selectOption("GM0228");
    }

    /** Until who comes next has to wait for some seconds. */
    private static void makeBusy(int from) throws Exception {
        Api.Answer last = null;
        for (int i = from; i < from + 1_000; i++) {
            last = send(i, "many");
            if (last.status() == 429 && Integer.parseInt(last.header("Retry-After")) >= 10) {
                return;
            }
        }
        throw new AssertionError("it is never busy; the last answer: " + last.status() + " " + last.body());
    }

    /** Others go on coming, each for the first time, while somebody does this. */
    private static void whileOthersCome(int from, Runnable what) throws Exception {
        var done = new AtomicBoolean();
        var others = CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int i = from; !done.get(); i++) {
                            send(i, "many");
                        }
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task, "others").start());
        try {
            what.run();
        } finally {
            done.set(true);
            others.join();
        }
    }

    @Test
    void whenItIsBusyThePageDoesTheWorkAndSendsByItself() throws Exception {
        var page = browser.page(390, 844);
        fill(page, "A fight\nat the door");
        makeBusy(1);
        page.locator("main button").first().click();
        assertThat(page.locator(".code")).isVisible();
        page.locator(".code").waitFor();
        Assertions.assertThat(page.locator(".code").textContent()).hasSize(19);
        browser.complaints().removeIf(c -> c.contains("429")); // the browser notes that it had to wait
    }

    @Wide
    @Test
    void withoutAScriptNothingThatWasTypedIsLostAndTheButtonSendsItWhenItsTurnComes() throws Exception {
        var page = browser.pageWithoutScript(390, 844);
        Locator button = page.locator("main button").first();
        for (int tries = 1;
                page.locator("#busy").count() == 0;
                tries++) { // in the first moments of a second there is room for a few, and the click may be one of them
            Assertions.assertThat(tries).as("busy, and then asked at once").isLessThan(10);
            page.setExtraHTTPHeaders(
                    Map.of("X-Forwarded-For", "10.9.0." + tries)); // who was taken once waits with others from then on
            fill(page, "A fight without a script");
            makeBusy(tries * 2_000);
            whileOthersCome(tries * 2_000 + 1_001, () -> {
                button.click();
                page.locator("#busy, .code").first().waitFor();
            });
        }
        assertThat(page.locator("#busy")).containsText("gaat niet verloren");
        assertThat(page.locator("#text")).hasValue("A fight without a script");
        Eventually.until("it is taken in the end", () -> {
            if (page.locator(".code").count() == 0) {
                button.click();
            }
            return page.locator(".code").count() > 0;
        });
        assertThat(page.locator(".code")).isVisible();
        browser.complaints().removeIf(c -> c.contains("429"));
    }

    @Test
    void theDeskFindsWhatWaitsAndTakesItUp() throws Exception {
        for (var text : List.of("hay", "more hay", "a needle in the hay", "hay again")) {
            Eventually.until("it is taken", () -> send(5_000, text).status() == 201);
        }
        var desk = browser.loggedIn(hub.address(), "operator", 1280, 800);
        var fold = desk.locator(".overflow-fold");
        assertThat(fold).containsText("boven de limiet");
        fold.click();
        assertThat(desk.locator(".overflow li").first()).isVisible();
        desk.locator(".overflow input[name=words]").fill("needle");
        desk.locator(".overflow-search button").click();
        assertThat(desk.locator(".overflow li")).hasCount(1);
        desk.reload();
        assertThat(desk.locator(".overflow input[name=words]")).hasValue("needle");
        assertThat(desk.locator(".overflow li")).hasCount(1);
        fold.click();
        assertThat(desk.locator(".overflow")).hasCount(0);
        desk.goBack();
        assertThat(desk.locator(".overflow li")).hasCount(1);
        desk.locator(".overflow li .row").click();
        assertThat(desk.locator(".panel .said").first()).containsText("a needle in the hay");
        accessible(desk);
        desk.locator(".overflow li .acknowledge").click();
        assertThat(desk.locator(".overflow li")).hasCount(0);
        assertThat(desk.locator(".panel .said").first()).containsText("a needle in the hay");
        assertThat(desk.locator(".panel .chip", new Page.LocatorOptions().setHasText("boven de limiet")))
                .hasCount(0);
    }
}
