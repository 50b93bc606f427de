package nl.tafelzicht.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import nl.tafelzicht.access.Issuer;

/**
 * The page: its own modules from {@code web/}, and the libraries that it stands on, all from the class path. Libraries have their version in
 * their path and are kept by the browser for good; our own files are asked for again each time (and mostly answered with 304).
 */
final class PageRoutes {

    private static final Pattern INLINE_SCRIPT = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final String index;

    /**
     * @param demoAccounts whether the log-in may offer them
     * @param issuer       by way of which people may log in too, or {@code null}
     */
    PageRoutes(boolean demoAccounts, Issuer issuer) {
        try (var in = PageRoutes.class.getResourceAsStream("/web/index.html")) {
            index = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("<html ", "<html data-demo=\"" + demoAccounts + "\" " + (issuer == null ? "" : "data-issuer=\"" + PublicShell.escaped(issuer.settings().name()) + "\" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content security policy's word for each script that stands in the page itself. */
    String scriptHashes() {
        var hashes = new ArrayList<String>();
        var scripts = INLINE_SCRIPT.matcher(index);
        while (scripts.find()) hashes.add("'sha256-" + sha256(scripts.group(1)) + "'");
        return String.join(" ", hashes);
    }

    void install(Router router) {
        for (var path : List.of("/", "/index.html")) router.get(path).handler(this::index);
        router.get("/lib/webjars/*").handler(StaticHandler.create("META-INF/resources/webjars").setMaxAgeSeconds(31_536_000).setCacheEntryTimeout(86_400_000).setDirectoryListing(false).setIndexPage("-"));
        router.get("/lib/*").handler(StaticHandler.create("META-INF/resources/_static").setMaxAgeSeconds(31_536_000).setDirectoryListing(false).setIndexPage("-"));
        router.get("/*").handler(StaticHandler.create("web").setMaxAgeSeconds(0).setDirectoryListing(false).setIndexPage("-"));
    }

    private void index(RoutingContext rc) {
        rc.response().putHeader("Content-Type", "text/html; charset=utf-8").putHeader("Cache-Control", "no-cache").end(index);
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
