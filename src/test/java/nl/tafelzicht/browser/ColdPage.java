package nl.tafelzicht.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What it takes until somebody whose browser has nothing of the page sees the first picture: figures, the list of what
 * waits, and the map with its areas, drawn.
 *
 * @param requests of HTTP that were begun until then, the page itself and the log-in included; the WebSocket is none
 * @param bytes that came over the line until then, headers included
 * @param millis from the moment at which the page was asked for, or the log-in was sent, until it was drawn
 * @param wholeMillis until all stations were there
 * @param heap of the page's script then, after collection, in bytes
 */
public record ColdPage(List<String> requests, long bytes, double millis, double wholeMillis, long heap) {

    private static final int STEP_MILLIS = 10;
    private static final int ROUNDS = 5;
    /** Set by a script of ours before any of the page's own. */
    private static final String WATCH =
            "addEventListener('click', () => { globalThis.sentAt = performance.now(); }, true);"
                    + "addEventListener('DOMContentLoaded', () => {"
                    + "const areas = () => performance.getEntriesByType('resource')"
                    + ".some(e => e.name.includes('/areas.') && e.responseEnd > 0);"
                    + "const isDrawn = () => document.querySelector('tz-counters .counter b')"
                    + " && document.querySelector('tz-triage')?.hasUpdated && areas();"
                    + "let waiting = false;"
                    + "const look = () => {"
                    + "if (!waiting && isDrawn()) { waiting = true; requestAnimationFrame("
                    + "() => setTimeout(() => { globalThis.drawnAt = performance.now(); })); }"
                    + "const store = document.querySelector('tz-app')?.app?.live;"
                    + "if (store?.stations.size > 0 && !store.part) globalThis.wholeAt ??= performance.now();"
                    + "if (!globalThis.drawnAt || !globalThis.wholeAt) requestAnimationFrame(look); };"
                    + "look(); });";

    /** Of somebody who logged in before, and whose browser forgot all but that. */
    static ColdPage withSession(Browser browser, String address, String account) {
        var page = browser.page(1280, 800);
        page.context()
                .request()
                .post(
                        address + "/api/v1/sessions",
                        com.microsoft.playwright.options.RequestOptions.create()
                                .setData(Map.of("username", account, "password", "demo")));
        return measured(page, () -> page.navigate(address));
    }

    /** Of somebody who logs in on it: what the log-in needs is counted, how long they type is not. */
    static ColdPage withLogIn(Browser browser, String address, String account) {
        var page = browser.page(1280, 800);
        return measured(page, () -> {
            page.navigate(address);
            page.getByLabel("Naam").fill(account);
            page.getByLabel("Wachtwoord").fill("demo");
            page.locator("button.primary").click();
        });
    }

    private static ColdPage measured(Page page, Runnable begin) {
        var line = new Line();
        page.addInitScript(WATCH);
        var tools = page.context().newCDPSession(page);
        tools.on("Network.requestWillBeSent", line::asked);
        tools.on("Network.responseReceived", what -> line.came(what, what.getAsJsonObject("response")));
        tools.on("Network.dataReceived", what -> line.came(what, what));
        tools.send("Network.enable");
        tools.send("HeapProfiler.enable");
        var cold = new JsonObject();
        cold.addProperty("cacheDisabled", true);
        tools.send("Network.setCacheDisabled", cold);
        begin.run();
        await(page, "globalThis.drawnAt");
        await(page, "globalThis.wholeAt");
        tools.send("HeapProfiler.collectGarbage");
        double drawn = number(page, "(performance.timeOrigin + globalThis.drawnAt) / 1000");
        var measured = new ColdPage(
                line.requestsUntil(drawn),
                line.bytesUntil(drawn),
                number(page, "globalThis.drawnAt - (globalThis.sentAt ?? 0)"),
                number(page, "globalThis.wholeAt - (globalThis.sentAt ?? 0)"),
                (long) number(page, "performance.memory.usedJSHeapSize"));
        page.context().close();
        return measured;
    }

    /** What went over the line, and when: in seconds since 1970, by the browser's clock. */
    private static final class Line {
        private record Asked(double at, String what) {}

        private record Came(double at, long bytes) {}

        private final List<Asked> asked = new ArrayList<>();
        private final List<Came> came = new ArrayList<>();
        /** From the clock of the browser's events to that of the day. */
        private double offset;

        void asked(JsonObject event) {
            var request = event.getAsJsonObject("request");
            var url = request.get("url").getAsString();
            double at = event.get("wallTime").getAsDouble();
            offset = at - event.get("timestamp").getAsDouble();
            if (url.startsWith("http")) {
                asked.add(new Asked(
                        at, request.get("method").getAsString() + " " + url.replaceFirst("https?://[^/]+", "")));
            }
        }

        void came(JsonObject event, JsonObject what) {
            came.add(new Came(
                    event.get("timestamp").getAsDouble(),
                    what.get("encodedDataLength").getAsLong()));
        }

        List<String> requestsUntil(double moment) {
            return asked.stream().filter(a -> a.at <= moment).map(Asked::what).toList();
        }

        long bytesUntil(double moment) {
            return came.stream()
                    .filter(c -> c.at + offset <= moment)
                    .mapToLong(Came::bytes)
                    .sum();
        }
    }

    /** The page's policy lets nobody else evaluate anything in it. */
    private static void await(Page page, String expression) {
        for (int i = 0; page.evaluate(expression) == null; i++) {
            if (i * STEP_MILLIS > Browser.PATIENCE_MILLIS) {
                throw new AssertionError(
                        "nothing was drawn: " + page.locator("body").innerText());
            }
            page.waitForTimeout(STEP_MILLIS);
        }
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    /**
     * Prints what it takes, for each address of a hub with its demo accounts, five times each in turn.
     *
     * @param addresses such as {@code http://127.0.0.1:8080}
     */
    public static void main(String... addresses) throws IOException {
        try (var browser = new Browser()) {
            for (int i = 0; i < ROUNDS; i++) {
                for (var address : addresses) {
                    System.out.println(address + ", with a session: " + withSession(browser, address, "operator"));
                    System.out.println(address + ", with the log-in: " + withLogIn(browser, address, "operator"));
                }
            }
        }
        System.exit(0); // Playwright's own threads would keep the program
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d requests, %d kB, %.0f ms, whole %.0f ms, heap %.1f MB",
                requests.size(),
                bytes / 1000,
                millis,
                wholeMillis,
                heap / 1e6);
    }
}
