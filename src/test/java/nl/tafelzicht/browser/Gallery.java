package nl.tafelzicht.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Makes pictures of every person's page at the moments of the demo's day, and one page to look at them all: {@code mvn
 * -q -Pgallery test-compile exec:java}, which writes {@code target/gallery/index.html}. Each moment is a demo of its
 * own that begins a while before and passes faster than real time; nothing is compared, somebody has to look.
 */
public final class Gallery {

    /** As in the country; fewer with {@code -Dstations=}. */
    private static final int STATIONS = Integer.getInteger("stations", 9_900);
    /** What is drawn late: areas of the map, and the first numbers of a trend. */
    private static final double SETTLE_MILLIS = 4_000;

    /** Pages that are open at the same time. */
    private static final int AT_ONCE = 4;
    /** Nobody: a page that everybody may see. */
    private static final String PUBLIC = "public";

    private record Look(String account, int width, int height, String path) {
        String file(DemoMoment.Moment moment, String theme) {
            var what = path.isEmpty() ? "" : "-" + path.replaceAll("\\W", "");
            return String.format(Locale.ROOT, "%s-%s-%d%s-%s.png", moment.name(), account, width, what, theme);
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
            new Look("municipality-GM0363", 390, 844, ""),
            new Look("chair-GM0363-1", 390, 844, ""),
            new Look(PUBLIC, 390, 844, "melden"),
            new Look(PUBLIC, 390, 844, "feiten"),
            new Look(PUBLIC, 1280, 800, "feiten"));

    private Gallery() {}

    /** @param args the moments that are wanted, such as {@code 0820 1800}; all without */
    public static void main(String... args) throws Exception {
        var wanted = Stream.concat(DemoMoment.DAY.stream(), Stream.of(DemoMoment.AFTER))
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
            for (int from = 0; from < LOOKS.size(); from += AT_ONCE) {
                files.addAll(pictures(
                        browser,
                        demo.address() + "/",
                        moment,
                        LOOKS.subList(from, Math.min(LOOKS.size(), from + AT_ONCE)),
                        folder));
            }
            return files;
        }
    }

    /** Of some looks at the same time: the moment does not wait. */
    private static List<String> pictures(
            Browser browser, String address, DemoMoment.Moment moment, List<Look> looks, Path folder) {
        var pages = looks.stream()
                .map(look -> opened(browser, address + look.path, look))
                .toList();
        pages.get(0).waitForTimeout(SETTLE_MILLIS);
        var files = new ArrayList<String>();
        for (var theme : List.of("dark", "light")) {
            pages.forEach(page -> paint(page, theme));
            pages.get(0).waitForTimeout(SETTLE_MILLIS / 4);
            for (int i = 0; i < looks.size(); i++) {
                var file = looks.get(i).file(moment, theme);
                pages.get(i).screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)));
                files.add(file);
            }
        }
        pages.forEach(page -> page.context().close());
        return files;
    }

    private static void paint(Page page, String theme) {
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
        page.evaluate(
                "theme => { document.documentElement.dataset.theme = theme; "
                        + "document.querySelector('tz-app')?.app.dispatchEvent(new Event('theme')) }",
                theme);
    }

    private static Page opened(Browser browser, String address, Look look) {
        if (!look.account.equals(PUBLIC)) {
            return browser.loggedIn(address, look.account, look.width, look.height);
        }
        var page = browser.page(look.width, look.height);
        page.navigate(address);
        return page;
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
