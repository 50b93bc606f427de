package nl.tafelzicht.bench;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import nl.tafelzicht.support.Api;

/** Looking back at a whole day: opening any moment of it over HTTP, and playing it in a browser. */
final class LookBack {

    private final Random random = new Random(4);
    private final String address;
    private final Instant from;
    private final Duration length;

    LookBack(String address, Instant from, Duration length) {
        this.address = address;
        this.from = from;
        this.length = length;
    }

    /** Moments that nobody asked for before, by time and by place in the journal in turn. */
    Percentiles open(int moments, long head) throws Exception {
        var api = Api.at(address).as("operator");
        var times = new Percentiles();
        for (int i = 0; i < moments; i++) {
            var at = i % 2 == 0
                    ? String.valueOf(1 + (long) (random.nextDouble() * (head - 1)))
                    : from.plusMillis((long) (random.nextDouble() * length.toMillis()))
                            .toString();
            long begin = System.nanoTime();
            var answer = api.get("/picture?at=" + at, "Accept-Encoding", "gzip");
            times.add(System.nanoTime() - begin);
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.status() + " for " + at);
            }
        }
        return times;
    }

    record Played(int frames, double perSecond) {}

    /** Plays the whole day. @return {@code null} where there is no browser */
    Played play(int width, int height, int frames) {
        var chromium = Stream.of(
                        String.valueOf(System.getenv("CHROME_PATH")), "/usr/bin/chromium", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (chromium.isEmpty()) {
            return null;
        }
        try (var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium.get())
                                .setArgs(
                                        List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")))) {
            var page = browser.newContext(
                            new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height))
                    .newPage();
            page.setDefaultTimeout(120_000);
            page.navigate(address);
            page.getByLabel("Naam").fill("operator");
            page.getByLabel("Wachtwoord").fill("demo");
            page.locator("button.primary").click();
            page.locator(".connection.live").waitFor();
            page.navigate(address + "/?tab=map");
            page.locator(".connection.live").waitFor();
            // Between frames the next window is waited for, if it is not there yet: what is measured is the whole, from
            // the first frame to the last.
            var script = """
                    async ([from, until, frames]) => {
                      const {app} = document.querySelector('tz-app');
                      app.lookBack();
                      await document.querySelector('tz-app').updateComplete;
                      const {player} = app;
                      player.step = (until - from) / frames;
                      await player.show(from);
                      let count = 0, first = 0, last = 0;
                      const apply = player.store.apply.bind(player.store);
                      player.store.apply = frame => { last = performance.now(); first ||= last; count++; \
                      return apply(frame); };
                      await player.play(until);
                      return [count, (last - first) / 1000];
                    }""";
            @SuppressWarnings("unchecked")
            var result = (List<Number>) page.evaluate(
                    script,
                    List.of(
                            (double) from.toEpochMilli(),
                            (double) from.plus(length).toEpochMilli(),
                            frames));
            return new Played(
                    result.get(0).intValue(),
                    (result.get(0).doubleValue() - 1) / result.get(1).doubleValue());
        }
    }
}
