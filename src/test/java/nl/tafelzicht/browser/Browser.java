package nl.tafelzicht.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.tafelzicht.support.Needed;

/**
 * A real browser: Debian's Chromium, best that which draws on no screen and takes half as much of the processors, or an
 * installed Chrome. Without one the tests are reported as skipped; with {@code CI=true} they fail.
 */
final class Browser implements AutoCloseable {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--js-flags=--no-opt"); // a page of a test lives for seconds: nothing is worth being optimised
    private static final String HINT = "needs a browser: install Debian's chromium, or Chrome, or set CHROME_PATH";

    /** Remembers the page's sockets, so that they can be closed before the browser is cut off. */
    private static final String KEEP_SOCKETS =
            "const Plain = WebSocket; globalThis.sockets = []; globalThis.WebSocket = class extends Plain {"
                    + " constructor(...what) { super(...what); globalThis.sockets.push(this); } };";

    /** For a machine that has much else to do; whoever needs it all has failed. */
    static final int PATIENCE_MILLIS = 60_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Browser() throws IOException {
        var executable = Stream.of(
                        String.valueOf(System.getenv("CHROME_PATH")),
                        "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/usr/bin/google-chrome-stable",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Needed.that(executable.isPresent(), HINT);
        PlaywrightDriver.unpacked();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable.get())
                        .setArgs(ARGUMENTS));
    }

    /** A page of somebody of its own; what goes wrong in it is noted. */
    Page page(int width, int height) {
        return page(width, height, true);
    }

    /** The same, where scripts are switched off. */
    Page pageWithoutScript(int width, int height) {
        return page(width, height, false);
    }

    private Page page(int width, int height, boolean scripts) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setJavaScriptEnabled(scripts));
        context.addInitScript(KEEP_SOCKETS);
        var page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")
                    && !m.text().contains("401")
                    && !m.text().contains("ERR_CONNECTION")
                    && !m.text().contains("WebSocket connection")) {
                complaints.add(m.text() + " " + m.location());
            }
        });
        return page;
    }

    /**
     * The page of somebody who has a session already, as after a log-in on it; how one logs in by hand is in
     * {@link PageIT}, {@link AccountsPageIT} and {@link ConnectionPageIT}.
     *
     * @param address of a page of the hub
     */
    Page loggedIn(String address, String account, int width, int height) {
        var page = page(width, height);
        var answer = page.context()
                .request()
                .post(
                        URI.create(address).resolve("/api/v1/sessions").toString(),
                        RequestOptions.create().setData(Map.of("username", account, "password", "demo")));
        if (!answer.ok()) {
            throw new AssertionError(account + " can't log in: " + answer.text());
        }
        page.navigate(address);
        return page;
    }

    /**
     * Cuts all pages of somebody off. Their sockets are closed before: a Chromium that is offline with an open one
     * keeps a whole processor busy.
     */
    static void cutOff(BrowserContext somebody) {
        somebody.pages().forEach(page -> page.evaluate("globalThis.sockets.forEach(socket => socket.close())"));
        somebody.setOffline(true);
    }

    /** Errors of scripts, and what the content security policy kept out, since the last {@link #closePages}. */
    List<String> complaints() {
        return complaints;
    }

    /** Ends the pages of a test, so that none of them complains in the next. */
    void closePages() {
        browser.contexts().forEach(BrowserContext::close);
        complaints.clear();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
