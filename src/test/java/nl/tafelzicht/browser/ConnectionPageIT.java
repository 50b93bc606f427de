package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.Wide;
import org.junit.jupiter.api.Test;

/** A page to which something does not come: a module, the hub, an answer, a place to look from. */
class ConnectionPageIT extends BrowserTest {

    @Test
    void aPageOfWhichAModuleDoesNotComeIsLoadedAgain() throws Exception {
        var code = TestHub.municipality(1);
        var page = browser.page(390, 844);
        page.route("**/joined/main.*", Route::abort);
        page.navigate(TestHub.api().address());
        assertThat(page.locator(".incomplete")).containsText("niet helemaal aangekomen");
        page.unroute("**/joined/main.*");
        page.getByLabel("Naam").fill("chair-" + code + "-1");
        page.getByLabel("Wachtwoord").fill("demo");
        page.route("**/joined/chair.*", Route::abort);
        page.locator("button.primary").click();
        assertThat(page.locator(".incomplete")).isVisible();
        page.unroute("**/joined/chair.*");
        assertThat(page.locator(".now b")).hasText("nog niet open");
        browser.complaints().clear(); // the browser notes what did not come
    }

    @Test
    void aScreenThatIsNotConnectedSaysSoAndHealsItself() throws Exception {
        var folder = TestFolder.make("tafelzicht-page-");
        var options = new String[] {"--data", folder.resolve("data").toString(), "--accounts", "demo"};
        var first = HubProcess.start(folder.resolve("hub.log"), List.of(), options);
        try {
            Api.at(first.address())
                    .as("municipality-GM0344")
                    .post("/stations/imports", "text/csv", Stations.csv("GM0344", 3, TestHub.DAY));
            var page = browser.loggedIn(first.address(), "operator", 1280, 800);
            assertThat(page.locator(".connection")).hasText("Live");
            page.clock().install();
            first.kill();
            page.clock().fastForward(13_000);
            Locator banner = page.locator(".offline-banner");
            assertThat(banner).containsText("GEEN VERBINDING");
            assertThat(page.locator(".stale")).hasCount(1);
            try (var second = HubProcess.start(first.port(), folder.resolve("hub.log"), List.of(), options)) {
                assertThat(banner).hasCount(0);
                Api.at(second.address()).as("municipality-GM0344").report("GM0344-1", "{\"status\":\"open\"}");
                assertThat(page.locator(".counter.open b")).hasText("1");
            }
            page.context().close();
        } finally {
            first.close();
            TestHub.delete(folder);
        }
    }

    /** Somebody reloads the page while the hub has too much to do: they are not sent to the log-in for good. */
    @Test
    void aPageThatIsLoadedWhileTheHubCannotAnswerGoesOnByItself() throws Exception {
        var page = loggedIn("operator", 1280, 800);
        var refused = new AtomicInteger();
        page.route("**/api/v1/sessions/current", route -> {
            if (refused.incrementAndGet() <= 2) {
                route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
            } else {
                route.resume();
            }
        });
        page.clock().install();
        page.reload();
        assertThat(page.locator("body")).containsText("Geen verbinding met Tafelzicht");
        for (int tries = 0; tries < 2; tries++) {
            int before = refused.get();
            page.clock().fastForward(10_000);
            Eventually.until("it is asked again", () -> {
                page.waitForTimeout(10);
                return refused.get() > before;
            });
        }
        assertThat(page.locator(".connection")).hasText("Live");
        assertThat(page.locator("body")).not().containsText("Geen verbinding met Tafelzicht");
        browser.complaints().removeIf(c -> c.contains("status of 503")); // the browser notes what it was answered
        page.context().close();
    }

    private static String text(Api api, String path) throws Exception {
        return new String(api.get(path).raw().body(), StandardCharsets.UTF_8);
    }

    @Wide
    @Test
    void aScreenForWhichThereIsNoPlaceSaysWhyAndDoesNotHammer() throws Exception {
        var folder = TestFolder.make("tafelzicht-page-");
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--data",
                folder.resolve("data").toString(),
                "--accounts",
                "demo",
                "--sockets-per-account",
                "1")) {
            var api = Api.at(hub.address()).as("operator");
            var other = LiveSocket.open(api, "");
            other.next();
            var page = browser.loggedIn(hub.address(), "operator", 1280, 800);
            page.clock().install();
            page.reload();
            var banner = page.locator(".offline-banner");
            assertThat(banner).containsText("zoveel schermen open als mag");
            page.evaluate("() => { window.opened = 0; const Real = WebSocket; window.WebSocket = class extends "
                    + "Real { constructor(...a) { super(...a); window.opened++; } }; }");
            page.clock().fastForward(10_000);
            assertThat(page.evaluate("() => window.opened")).isEqualTo(0);
            other.close();
            Eventually.until("nobody looks", () -> text(api, "/metrics").contains("\ntafelzicht_live_viewers 0.0"));
            page.clock().fastForward(60_000);
            assertThat(page.locator(".connection")).hasText("Live");
            assertThat(banner).hasCount(0);
            page.context().close();
        } finally {
            TestHub.delete(folder);
        }
    }
}
