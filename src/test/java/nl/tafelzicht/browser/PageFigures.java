package nl.tafelzicht.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import nl.tafelzicht.support.Api;

/**
 * What the operator's page costs its browser: until its first picture is drawn, while two hundred reports a second come
 * in, and over a whole day. Each figure is printed with the load of the machine at that moment, which it depends on.
 */
public final class PageFigures {

    private static final int STATIONS = 10_000;
    private static final int ROUNDS = 5;
    private static final int REPORTS_A_SECOND = 200;
    private static final int FRAME_SECONDS = 20;
    private static final int SENDERS = 16;
    private static final int MUNICIPALITIES = 12;
    /** The day of the heap: from the opening until the count is over. */
    private static final int DAY_HOURS = 18;
    /** So that each station's reports of the day, some thirty, come in within minutes. */
    private static final int DAY_SPEED = 120;

    private static final int DAY_STATIONS = 3_000;
    private static final int HOUR_MINUTES = 60;
    /** A desk leaves nothing out when it is drawn sixty times a second; 50 ms is what somebody notices. */
    private static final double NOTICED_MILLIS = 50;

    private static final String WATCH_FRAMES =
            "seconds => new Promise(done => { const at = []; const from = performance.now();"
                    + " const next = now => { at.push(now); now - from < seconds * 1000"
                    + " ? requestAnimationFrame(next) : done(at.map((t, i) => t - at[i - 1]).slice(1)); };"
                    + " requestAnimationFrame(next); })";

    private final Path folder;
    private final boolean quick;
    private final Consumer<String> say;

    private PageFigures(Path folder, boolean quick, Consumer<String> say) {
        this.folder = folder;
        this.quick = quick;
        this.say = say;
    }

    /**
     * Prints all of them.
     *
     * @param folder for the logs of the demos
     * @param quick a small run that only shows that it works
     */
    public static void run(Path folder, boolean quick, Consumer<String> say) throws Exception {
        var figures = new PageFigures(folder, quick, say);
        figures.atNoon();
        figures.overADay();
    }

    private void atNoon() throws Exception {
        int stations = quick ? 500 : STATIONS;
        var noon = new DemoMoment.Moment("noon", "12:00", quick ? 1 : 4, 1);
        try (var browser = new Browser();
                var demo = DemoMoment.begun(noon, stations, folder.resolve("noon.log"))) {
            cold(browser, demo.address(), stations);
            frames(browser, demo.address(), stations);
        }
    }

    private void cold(Browser browser, String address, int stations) {
        var session = new ArrayList<ColdPage>();
        var logIn = new ArrayList<ColdPage>();
        for (int i = 0; i < (quick ? 1 : ROUNDS); i++) {
            session.add(ColdPage.withSession(browser, address, "operator"));
            logIn.add(ColdPage.withLogIn(browser, address, "operator"));
        }
        session.forEach(cold -> tell("cold page of %d stations, with a session: %s", stations, cold));
        logIn.forEach(cold -> tell("cold page of %d stations, with the log-in:  %s", stations, cold));
        tell(
                "median until the first picture: %.0f ms with a session, %.0f ms from sending the log-in",
                middle(session.stream().map(ColdPage::millis).toList()),
                middle(logIn.stream().map(ColdPage::millis).toList()));
    }

    private void frames(Browser browser, String address, int stations) throws Exception {
        var page = browser.loggedIn(address + "/", "operator", 1920, 1080);
        page.locator(".connection.live").waitFor();
        frames(page, stations, 0, "nothing but the demo's own");
        var sent = new AtomicInteger();
        var refused = new AtomicInteger();
        var senders = Executors.newFixedThreadPool(SENDERS);
        var clock = Executors.newSingleThreadScheduledExecutor();
        var stationsOf = reporters(address);
        clock.scheduleAtFixedRate(
                () -> senders.submit(() -> report(stationsOf, sent.getAndIncrement(), refused)),
                0,
                1_000_000 / REPORTS_A_SECOND,
                TimeUnit.MICROSECONDS);
        int before = sent.get();
        long from = System.nanoTime();
        frames(page, stations, REPORTS_A_SECOND, "reports a second asked for");
        double took = (System.nanoTime() - from) / 1e9;
        clock.shutdownNow();
        senders.shutdownNow();
        tell(
                "  of these %.0f a second were sent, %d of %d refused",
                (sent.get() - before) / took, refused.get(), sent.get());
        page.context().close();
    }

    private record Reporter(Api api, List<String> stations) {}

    /** Municipalities with many stations, each with its own session. */
    private static List<Reporter> reporters(String address) throws Exception {
        var of = new java.util.TreeMap<String, List<String>>();
        for (var station : Api.at(address).as("operator").get("/picture").body().get("stations")) {
            of.computeIfAbsent(station.at("/municipality/code").asText(), code -> new ArrayList<>())
                    .add(station.get("id").asText());
        }
        var reporters = new ArrayList<Reporter>();
        for (var entry : of.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .limit(MUNICIPALITIES)
                .toList()) {
            reporters.add(new Reporter(Api.at(address).as("municipality-" + entry.getKey()), entry.getValue()));
        }
        return reporters;
    }

    private static void report(List<Reporter> reporters, int n, AtomicInteger refused) {
        var reporter = reporters.get(n % reporters.size());
        var station = reporter.stations.get(n / reporters.size() % reporter.stations.size());
        try {
            var answer = reporter.api.report(station, "{\"waitingMinutes\":" + n % 50 + "}");
            if (answer.status() != 201) {
                refused.incrementAndGet();
            }
        } catch (Exception e) {
            refused.incrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    private void frames(Page page, int stations, int perSecond, String what) {
        var gaps = ((List<?>) page.evaluate(WATCH_FRAMES, quick ? 2 : FRAME_SECONDS))
                .stream().map(gap -> ((Number) gap).doubleValue()).sorted().toList();
        tell(
                "%d stations, %s %s: %.1f frames a second; gap p50 %.1f, p99 %.1f, longest %.0f ms; "
                        + "%d gaps of more than %.0f ms",
                stations,
                perSecond == 0 ? "" : String.valueOf(perSecond),
                what,
                1000 * gaps.size() / gaps.stream().mapToDouble(gap -> gap).sum(),
                at(gaps, 0.5),
                at(gaps, 0.99),
                gaps.get(gaps.size() - 1),
                gaps.stream().filter(gap -> gap > NOTICED_MILLIS).count(),
                NOTICED_MILLIS);
    }

    /** Of a desk that stays open from the opening until the count is over. */
    private void overADay() throws Exception {
        int hours = quick ? 1 : DAY_HOURS;
        int stations = quick ? 200 : DAY_STATIONS;
        var dawn = new DemoMoment.Moment("day", "07:05", 1, DAY_SPEED);
        try (var browser = new Browser();
                var demo = DemoMoment.begun(dawn, stations, folder.resolve("day.log"))) {
            var page = browser.loggedIn(demo.address() + "/", "operator", 1920, 1080);
            page.locator(".connection.live").waitFor();
            var tools = page.context().newCDPSession(page);
            tools.send("HeapProfiler.enable");
            for (int hour = 0; hour <= hours; hour++) {
                tell(
                        "%d stations, %s: heap of the page after collection %.1f MB, %d changes seen",
                        stations,
                        page.locator(".day-clock").innerText(),
                        heap(tools) / 1e6,
                        ((Number) page.evaluate("document.querySelector('tz-app').app.live.position")).longValue());
                page.waitForTimeout(HOUR_MINUTES * 60_000.0 / DAY_SPEED);
            }
            page.context().close();
        }
    }

    private static double heap(CDPSession tools) {
        tools.send("HeapProfiler.collectGarbage");
        JsonObject usage = tools.send("Runtime.getHeapUsage");
        return usage.get("usedSize").getAsDouble();
    }

    private void tell(String form, Object... values) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        say.accept(String.format(Locale.ROOT, form, values) + String.format(Locale.ROOT, " (load %.1f)", load));
    }

    private static double middle(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1.0, sorted.size() * share));
    }
}
