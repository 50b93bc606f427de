package nl.tafelzicht.engine.http.publicsite;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.access.Issuer;
import nl.tafelzicht.engine.html.HtmlTemplate;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.place.Boundaries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page: its own modules from {@code web/}, and the libraries that it uses, all from the class path. Libraries have
 * their version in their path and are kept by the browser for good; our own files are asked for again each time (and
 * mostly answered with 304).
 */
public final class PageRoutes {

    private static final String INDEX = "/index.html";
    private static final String MAIN = "/main.mjs";
    private static final String AREAS = "/map/areas.json";
    private static final String LIBRARIES = "/lib/";
    private static final String WEBJARS = LIBRARIES + "webjars/";

    /** The folder in which developers change the page: files are read again, so that a reload shows changes. */
    private static final Path WORKING = Path.of("web");

    private static final boolean IS_BEING_CHANGED = Files.exists(WORKING.resolve("main.mjs"));
    /** Hubs that live for seconds, of which few show a page to anybody. */
    private static final boolean IS_JOINED_WHEN_ASKED = Boolean.getBoolean("tafelzicht.page-when-asked");

    private static final Logger LOG = LoggerFactory.getLogger(PageRoutes.class);

    private final boolean demoAccounts;
    private final Issuer issuer;
    /** Replaces the schematic areas; {@code null} to keep them. */
    private final PageFile areas;

    /** {@code null} until it was read. */
    private volatile Site site;

    /**
     * The page as it is served.
     *
     * @param joined files of joined style sheets and modules by path; no modules when they are served one by one
     * @param newest when a file of it was last changed, in milliseconds since 1970; 0 outside of development
     */
    private record Site(String index, String tag, Map<String, PageFile> joined, long newest) {}

    /** The files that were requested; there are only as many as exist. */
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    /**
     * Begins to join the page on a worker thread, so that a node is ready sooner.
     *
     * @param demoAccounts whether the log-in may offer them
     * @param issuer through which people may log in too, or {@code null}
     * @param boundaries that the map draws, or {@code null} for the schematic ones
     */
    public PageRoutes(Vertx vertx, boolean demoAccounts, Issuer issuer, Boundaries boundaries) {
        areas = boundaries == null ? null : PageFile.of(AREAS, boundaries.areas());
        this.demoAccounts = demoAccounts;
        this.issuer = issuer;
        if (!IS_JOINED_WHEN_ASKED) {
            vertx.executeBlocking(this::site, false).onFailure(cause -> LOG.error("the page can't be read", cause));
        }
    }

    private Site read(long newest) {
        try {
            var text = new String(read(INDEX), StandardCharsets.UTF_8);
            var graph = new ModuleGraph(text);
            var joined = joined(graph);
            var styles = JoinedStyles.of(text, PageRoutes::read);
            var index = withModules(styles.index(), graph, joined)
                    .replace(
                            "<html ",
                            "<html data-demo=\"" + demoAccounts + "\" "
                                    + (issuer == null
                                            ? ""
                                            : "data-issuer=\""
                                                    + HtmlTemplate.escaped(
                                                            issuer.settings().name()) + "\" "));
            var joinedFiles = new HashMap<String, PageFile>();
            joinedFiles.put(
                    styles.path(), PageFile.of(styles.path(), styles.text().getBytes(StandardCharsets.UTF_8)));
            if (joined != null) {
                joined.files()
                        .forEach((path, content) ->
                                joinedFiles.put(path, PageFile.of(path, content.getBytes(StandardCharsets.UTF_8))));
            }
            return new Site(
                    index, Negotiation.tag(index.getBytes(StandardCharsets.UTF_8)), Map.copyOf(joinedFiles), newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return {@code null} when a module has a form that can't be joined: then each is served by itself */
    private static JoinedModules joined(ModuleGraph graph) {
        try {
            return new JoinedModules(graph, MAIN);
        } catch (JoinedModules.NotJoinable e) {
            LOG.warn("modules of the page are not joined: {}", e.getMessage());
            return null;
        }
    }

    private static long newest() {
        if (!IS_BEING_CHANGED) {
            return 0;
        }
        try (var files = Files.walk(WORKING)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // an editor is writing it: the next request reads it again
        }
    }

    /** Reads files and joins them when they were not read yet, or have changed. */
    private synchronized Site site() {
        if (site == null || IS_BEING_CHANGED && newest() > site.newest) {
            site = read(newest());
            files.clear();
        }
        return site;
    }

    private void withSite(RoutingContext rc, Consumer<Site> answer) {
        var read = site;
        if (read != null && !IS_BEING_CHANGED) {
            answer.accept(read);
        } else {
            rc.vertx()
                    .executeBlocking(this::site, false)
                    .onSuccess(answer::accept)
                    .onFailure(rc::fail);
        }
    }

    /** @return {@code null} for a path outside of the page's folder */
    private static Path inWorking(String path) {
        try {
            var file = Path.of(WORKING + path).normalize();
            return file.startsWith(WORKING) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The file of a path; {@code null} when there is none. */
    static byte[] read(String path) throws IOException {
        if (IS_BEING_CHANGED && !path.startsWith(LIBRARIES)) {
            var file = inWorking(path);
            return file != null && Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        }
        return packed(path);
    }

    /** The file as it is on the class path. */
    static byte[] packed(String path) throws IOException {
        try (var in = PageRoutes.class.getResourceAsStream(resource(path))) {
            return in == null ? null : in.readAllBytes();
        }
    }

    /**
     * Lists in the page all modules that it begins with, and in its script the modules of each role's page, to be
     * requested as soon as the role is known.
     */
    private static String withModules(String index, ModuleGraph graph, JoinedModules joined) {
        var first = joined == null ? graph.needed(MAIN) : joined.first();
        var later = joined == null ? graph.later(MAIN) : joined.later();
        var links = first.stream()
                .map(module -> "  <link rel=\"modulepreload\" href=\"" + module + "\">\n")
                .collect(Collectors.joining());
        var script = "src=\"" + MAIN + "\"";
        return (joined == null ? index : index.replace(script, "src=\"" + joined.main() + "\""))
                .replace(
                        "</head>",
                        links + "  <script type=\"application/json\" id=\"modules\">" + Json.text(later)
                                + "</script>\n</head>");
    }

    /** The class-path resource of a path. */
    public static String resource(String path) {
        if (path.startsWith(WEBJARS)) {
            return "/META-INF/resources/webjars/" + path.substring(WEBJARS.length());
        }
        return path.startsWith(LIBRARIES)
                ? "/META-INF/resources/_static/" + path.substring(LIBRARIES.length())
                : "/web" + path;
    }

    /** The hashes of the inline scripts, as the content security policy needs them. */
    public String scriptHashes() {
        var hashes = new ArrayList<String>();
        try {
            var scripts = ModuleGraph.IMPORT_MAP.matcher(new String(read(INDEX), StandardCharsets.UTF_8));
            while (scripts.find()) {
                hashes.add("'sha256-" + sha256(scripts.group(1)) + "'");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join(" ", hashes);
    }

    public void install(Router router) {
        for (var path : List.of("/", INDEX)) {
            router.get(path).handler(this::index);
        }
        router.get(JoinedModules.FOLDER + "*").handler(this::joined);
        if (areas != null) {
            router.get(AREAS).handler(rc -> areas.answer(rc, false));
        }
        router.get("/*").handler(this::file);
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
        withSite(rc, page -> {
            rc.response().putHeader("Content-Type", "text/html; charset=utf-8");
            Negotiation.end(rc, page.tag, Buffer.buffer(page.index));
        });
    }

    /** The name of a joined file contains a hash of its content. */
    private void joined(RoutingContext rc) {
        withSite(rc, page -> {
            var file = page.joined.get(rc.normalizedPath());
            if (file == null) {
                rc.next();
            } else {
                file.answer(rc, true);
            }
        });
    }

    /** The tag is derived from the content, so that it is the same on every node and after every start. */
    private void file(RoutingContext rc) {
        var path = rc.normalizedPath();
        var file = files.get(path);
        if (file == null && (file = fileOf(path)) != null) {
            files.put(path, file);
        }
        if (file == null) {
            rc.next();
        } else {
            file.answer(rc, path.startsWith(LIBRARIES));
        }
    }

    /** @return {@code null} when there is no such file */
    private static PageFile fileOf(String path) {
        if (path.lastIndexOf('.') < path.lastIndexOf('/')) {
            return null;
        }
        try {
            var content = read(path);
            return content == null ? null : PageFile.of(path, content);
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
