package nl.tafelzicht.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.support.HubProcess;

/**
 * Makes pictures of every person's page at the moments of the demo's day, and one page to look at them all: {@code mvn
 * -q -Pgallery test-compile exec:java}, which writes {@code target/gallery/index.html}. Each moment is a demo of its
 * own that begins a while before and passes sixty times as fast; nothing is compared, somebody has to look.
 */
public final class Gallery {

    private static final int SPEED = 60;
    private static final int STATIONS = 9_900;
    private static final long READY_SECONDS = 120;
    /** What is drawn late: areas of the map, and the first numbers of a trend. */
    private static final double SETTLE_MILLIS = 4_000;

    /**
     * A moment of the day.
     *
     * @param start when the demo begins, by its clock
     * @param minutes of that clock after which the pictures are made
     */
    private record Moment(String name, String start, int minutes) {}

    private record Look(String account, int width, int height, String query) {
        String file(Moment moment, String theme) {
            var wall = query.isEmpty() ? "" : "-" + query.replaceAll("\\W", "");
            return String.format(Locale.ROOT, "%s-%s-%d%s-%s.png", moment.name, account, width, wall, theme);
        }
    }

    private static final List<Moment> DAY = List.of(
            new Moment("0720", "07:05", 15),
            new Moment("0820", "07:40", 40),
            new Moment("1230", "12:00", 30),
            new Moment("1800", "17:30", 30),
            new Moment("2115", "20:45", 30),
            new Moment("2330", "23:00", 30));
    private static final List<Look> LOOKS = List.of(
            new Look("operator", 1920, 1080, ""),
            new Look("operator", 1920, 1080, "?wall=1"),
            new Look("operator", 1280, 800, ""),
            new Look("operator", 390, 844, ""),
            new Look("bzk", 1280, 800, ""),
            new Look("mayor-GM0363", 390, 844, ""),
            new Look("municipality-GM0363", 1280, 800, ""),
            new Look("chair-GM0363-1", 390, 844, ""));

    private Gallery() {}

    /** @param args the moments that are wanted, such as {@code 0820 1800}; all without */
    public static void main(String... args) throws Exception {
        var wanted = DAY.stream()
                .filter(m -> args.length == 0 || List.of(args).contains(m.name))
                .toList();
        var folder = Files.createDirectories(Path.of("target", "gallery"));
        var files = new ArrayList<String>();
        for (var moment : wanted) {
            files.addAll(pictures(moment, folder));
        }
        Files.writeString(folder.resolve("index.html"), page(files));
        System.out.println(files.size() + " pictures: " + folder.resolve("index.html"));
        System.exit(0); // Playwright's own threads would keep the program
    }

    private static List<String> pictures(Moment moment, Path folder) throws Exception {
        int port = freePort();
        var log = folder.resolve(moment.name + ".log");
        var demo = new ProcessBuilder(HubProcess.command(
                        "demo",
                        "--port",
                        String.valueOf(port),
                        "--start",
                        moment.start,
                        "--speed",
                        String.valueOf(SPEED),
                        "--stations",
                        String.valueOf(STATIONS),
                        "--seed",
                        "7"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var browser = new Browser()) {
            awaitReady(demo, log);
            TimeUnit.SECONDS.sleep(moment.minutes * 60L / SPEED);
            var files = new ArrayList<String>();
            for (var look : LOOKS) {
                files.addAll(pictures(browser, "http://127.0.0.1:" + port + "/", moment, look, folder));
            }
            return files;
        } finally {
            demo.destroy();
            demo.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> pictures(Browser browser, String address, Moment moment, Look look, Path folder) {
        var page = browser.loggedIn(address + look.query, look.account, look.width, look.height);
        page.waitForTimeout(SETTLE_MILLIS);
        var files = new ArrayList<String>();
        for (var theme : List.of("dark", "light")) {
            page.evaluate(
                    "theme => { document.documentElement.dataset.theme = theme; "
                            + "document.querySelector('tz-app').app.dispatchEvent(new Event('theme')) }",
                    theme);
            page.waitForTimeout(SETTLE_MILLIS / 4);
            var file = look.file(moment, theme);
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)));
            files.add(file);
        }
        page.context().close();
        return files;
    }

    private static void awaitReady(Process demo, Path log) throws IOException, InterruptedException {
        for (int i = 0; i < READY_SECONDS * 4; i++) {
            if (Files.readString(log).contains("ready on ")) {
                return;
            }
            if (demo.waitFor(250, TimeUnit.MILLISECONDS)) {
                throw new IOException("the demo ended: " + Files.readString(log));
            }
        }
        throw new IOException("the demo is not ready after " + READY_SECONDS + " s");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String page(List<String> files) {
        var out = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>Tafelzicht</title>"
                + "<style>body{font:14px sans-serif;background:#888}img{max-width:48%;margin:4px;vertical-align:top}"
                + "</style>");
        for (var file : files) {
            out.append("<img src=\"" + file + "\" alt=\"" + file + "\" title=\"" + file + "\">\n");
        }
        return out.toString();
    }
}
