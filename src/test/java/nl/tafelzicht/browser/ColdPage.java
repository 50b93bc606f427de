package nl.tafelzicht.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

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
record ColdPage(List<String> requests, long bytes, double millis, double wholeMillis, long heap) {

    private static final int STEP_MILLIS = 10;
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
                    + "if (!waiting && isDrawn()) { waiting = true; requestAnimationFrame(() => requestAnimationFrame("
                    + "() => setTimeout(() => { globalThis.drawnAt = performance.now(); }))); }"
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
        var requests = new ArrayList<String>();
        var bytes = new AtomicLong();
        var open = new AtomicBoolean(true);
        page.addInitScript(WATCH);
        page.onRequest(request -> {
            if (open.get() && request.url().startsWith("http")) {
                requests.add(request.method() + " " + request.url().replaceFirst("https?://[^/]+", ""));
            }
        });
        var line = page.context().newCDPSession(page);
        line.on("Network.dataReceived", what -> add(bytes, open, what));
        line.on("Network.responseReceived", what -> add(bytes, open, what.getAsJsonObject("response")));
        if (Boolean.getBoolean("cold.list")) {
            var urls = new java.util.HashMap<String, String>();
            line.on(
                    "Network.responseReceived",
                    what -> urls.put(
                            what.get("requestId").getAsString(),
                            what.getAsJsonObject("response").get("url").getAsString()));
            line.on(
                    "Network.loadingFinished",
                    what -> System.out.println(what.get("encodedDataLength") + " "
                            + urls.get(what.get("requestId").getAsString())));
        }
        line.send("Network.enable");
        line.send("HeapProfiler.enable");
        var cold = new JsonObject();
        cold.addProperty("cacheDisabled", true);
        line.send("Network.setCacheDisabled", cold);
        begin.run();
        await(page, "globalThis.drawnAt");
        open.set(false);
        await(page, "globalThis.wholeAt");
        line.send("HeapProfiler.collectGarbage");
        var measured = new ColdPage(
                List.copyOf(requests),
                bytes.get(),
                number(page, "globalThis.drawnAt - (globalThis.sentAt ?? 0)"),
                number(page, "globalThis.wholeAt - (globalThis.sentAt ?? 0)"),
                (long) number(page, "performance.memory.usedJSHeapSize"));
        page.context().close();
        return measured;
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

    private static void add(AtomicLong bytes, AtomicBoolean open, JsonObject what) {
        if (open.get() && what.has("encodedDataLength")) {
            bytes.addAndGet(what.get("encodedDataLength").getAsLong());
        }
    }

    /**
     * Prints what it takes, for each address of a hub with its demo accounts, five times each in turn.
     *
     * @param addresses such as {@code http://127.0.0.1:8080}
     */
    public static void main(String... addresses) {
        try (var browser = new Browser()) {
            for (int i = 0; i < 5; i++) {
                for (var address : addresses) {
                    System.out.println(address + " session " + withSession(browser, address, "operator"));
                    System.out.println(address + " log-in " + withLogIn(browser, address, "operator"));
                }
            }
        }
    }

    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "%d requests, %d kB, %.0f ms, whole %.0f ms, heap %.1f MB",
                requests.size(),
                bytes / 1000,
                millis,
                wholeMillis,
                heap / 1e6);
    }
}
