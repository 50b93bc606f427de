package nl.tafelzicht.engine.http.publicsite;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.MimeMapping;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.access.Issuer;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.json.Json;

/**
 * The page: its own modules from {@code web/}, and the libraries that it stands on, all from the class path. Libraries
 * have their version in their path and are kept by the browser for good; our own files are asked for again each time
 * (and mostly answered with 304).
 */
public final class PageRoutes {

    private static final String MAIN = "/main.mjs";
    private static final String LIBRARIES = "/lib/";
    private static final String WEBJARS = LIBRARIES + "webjars/";

    private final String index;
    private final String indexTag;
    /** Of the files that were asked for; there are as many as there are files. */
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    /**
     * @param demoAccounts whether the log-in may offer them
     * @param issuer by way of which people may log in too, or {@code null}
     */
    public PageRoutes(boolean demoAccounts, Issuer issuer) {
        try (var in = PageRoutes.class.getResourceAsStream("/web/index.html")) {
            index = withModules(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .replace(
                            "<html ",
                            "<html data-demo=\"" + demoAccounts + "\" "
                                    + (issuer == null
                                            ? ""
                                            : "data-issuer=\""
                                                    + PublicShell.escaped(
                                                            issuer.settings().name()) + "\" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        indexTag = Negotiation.tag(index.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The page tells the browser of all modules that it begins with, and its script of those of each person's page, so
     * that it can when it knows who that is.
     */
    private static String withModules(String index) {
        var graph = new ModuleGraph(index);
        var links = graph.needed(MAIN).stream()
                .map(module -> "  <link rel=\"modulepreload\" href=\"" + module + "\">\n")
                .collect(Collectors.joining());
        return index.replace(
                "</head>",
                links + "  <script type=\"application/json\" id=\"modules\">" + Json.text(graph.later(MAIN))
                        + "</script>\n</head>");
    }

    /** Where on the class path lies what is served under a path. */
    public static String resource(String path) {
        if (path.startsWith(WEBJARS)) {
            return "/META-INF/resources/webjars/" + path.substring(WEBJARS.length());
        }
        return path.startsWith(LIBRARIES)
                ? "/META-INF/resources/_static/" + path.substring(LIBRARIES.length())
                : "/web" + path;
    }

    /** The content security policy's word for each script that stands in the page itself. */
    public String scriptHashes() {
        var hashes = new ArrayList<String>();
        var scripts = ModuleGraph.IMPORT_MAP.matcher(index);
        while (scripts.find()) {
            hashes.add("'sha256-" + sha256(scripts.group(1)) + "'");
        }
        return String.join(" ", hashes);
    }

    public void install(Router router) {
        for (var path : List.of("/", "/index.html")) {
            router.get(path).handler(this::index);
        }
        router.get("/*").handler(this::unlessKnown);
        router.get(WEBJARS + "*")
                .handler(StaticHandler.create("META-INF/resources/webjars")
                        .setMaxAgeSeconds(31_536_000)
                        .setCacheEntryTimeout(86_400_000)
                        .setDirectoryListing(false)
                        .setIndexPage("-"));
        router.get(LIBRARIES + "*")
                .handler(StaticHandler.create("META-INF/resources/_static")
                        .setMaxAgeSeconds(31_536_000)
                        .setDirectoryListing(false)
                        .setIndexPage("-"));
        router.get("/*")
                .handler(StaticHandler.create("web")
                        .setCachingEnabled(false)
                        .setDirectoryListing(false)
                        .setIndexPage("-"));
    }

    private void index(RoutingContext rc) {
        rc.response().putHeader("Content-Type", "text/html; charset=utf-8");
        Negotiation.end(rc, indexTag, Buffer.buffer(index));
    }

    /**
     * A file is told by its content, so that it is the same on every node and after every start; what the browser has
     * already, it does not get again.
     */
    private void unlessKnown(RoutingContext rc) {
        var path = rc.normalizedPath();
        var tag = tags.get(path);
        if (tag == null && (tag = tagOf(resource(path))) != null) {
            tags.put(path, tag);
        }
        if (tag == null) {
            rc.next();
            return;
        }
        rc.response().putHeader("ETag", tag);
        if (!path.startsWith(LIBRARIES)) {
            rc.response().putHeader("Cache-Control", "no-cache");
        }
        if (Negotiation.isKnown(rc, tag)) {
            rc.response().setStatusCode(304).end();
        } else if (rc.request().method() == HttpMethod.HEAD) {
            rc.response().putHeader("Content-Type", type(path)).end();
        } else {
            rc.next();
        }
    }

    private static String type(String path) {
        var type = MimeMapping.mimeTypeForFilename(path);
        return type == null ? "application/octet-stream" : type.startsWith("text/") ? type + ";charset=UTF-8" : type;
    }

    /** @return {@code null} when there is no such file */
    private static String tagOf(String resource) {
        if (resource.lastIndexOf('.') < resource.lastIndexOf('/')) {
            return null;
        }
        try (var in = PageRoutes.class.getResourceAsStream(resource)) {
            return in == null ? null : Negotiation.tag(in.readAllBytes());
        } catch (IOException e) {
            return null;
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
