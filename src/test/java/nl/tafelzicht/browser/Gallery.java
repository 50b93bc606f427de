package nl.tafelzicht.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes pictures of every person's page at the moments of the demo's day, and one page to look at them all: {@code mvn
 * -q -Pgallery test-compile exec:java}, which writes {@code target/gallery/index.html}. Each moment is a demo of its
 * own that begins a while before and passes sixty times as fast; nothing is compared, somebody has to look.
 */
public final class Gallery {

    private static final int STATIONS = 9_900;
    /** What is drawn late: areas of the map, and the first numbers of a trend. */
    private static final double SETTLE_MILLIS = 4_000;

    private record Look(String account, int width, int height, String query) {
        String file(DemoMoment.Moment moment, String theme) {
            var wall = query.isEmpty() ? "" : "-" + query.replaceAll("\\W", "");
            return String.format(Locale.ROOT, "%s-%s-%d%s-%s.png", moment.name(), account, width, wall, theme);
        }
    }

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
        var wanted = DemoMoment.DAY.stream()
                .filter(m -> args.length == 0 || List.of(args).contains(m.name()))
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

    private static List<String> pictures(DemoMoment.Moment moment, Path folder) throws Exception {
        try (var browser = new Browser();
                var demo = DemoMoment.begun(moment, STATIONS, folder.resolve(moment.name() + ".log"))) {
            var files = new ArrayList<String>();
            for (var look : LOOKS) {
                files.addAll(pictures(browser, demo.address() + "/", moment, look, folder));
            }
            return files;
        }
    }

    private static List<String> pictures(
            Browser browser, String address, DemoMoment.Moment moment, Look look, Path folder) {
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
