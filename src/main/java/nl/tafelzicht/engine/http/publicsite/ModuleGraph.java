package nl.tafelzicht.engine.http.publicsite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import nl.tafelzicht.engine.json.Json;

/**
 * Which modules of the page import which, read from the modules themselves. A browser that is told can ask for all of
 * them at once; one that is not learns of each level when it has read the one above, and on a phone each level is a
 * journey to the hub and back. What is on the list and not there, or there and not on the list, does no harm: it is a
 * hint.
 */
final class ModuleGraph {

    /** The one script that stands in the page itself. */
    static final Pattern IMPORT_MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private static final Imports AT_ONCE =
            new Imports(List.of("from", "import"), Pattern.compile("\\b(?:from|import)\\s*[\"']([^\"'\\s]+)[\"']"));
    private static final Imports ON_DEMAND =
            new Imports(List.of("import"), Pattern.compile("\\bimport\\(\\s*[\"']([^\"'\\s]+)[\"']\\s*\\)"));

    /**
     * How a module imports.
     *
     * @param words with which every match begins: looking for these first takes a tenth of the time of trying the
     *     pattern everywhere
     */
    private record Imports(List<String> words, Pattern pattern) {

        /** What is imported, in the order of the text. */
        List<String> in(String text) {
            var found = new TreeMap<Integer, String>();
            var matcher = pattern.matcher(text).useTransparentBounds(true);
            for (var word : words) {
                for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                    if (matcher.region(at, text.length()).lookingAt()) {
                        found.put(at, matcher.group(1));
                    }
                }
            }
            return List.copyOf(found.values());
        }
    }

    private final UnaryOperator<String> read;
    private final JsonNode importMap;
    private final Map<String, String> texts = new LinkedHashMap<>();
    /** What each imports at once: modules that all pages need are looked through once. */
    private final Map<String, List<String>> atOnce = new LinkedHashMap<>();

    /** @param index the page that has the import map */
    ModuleGraph(String index) {
        this(index, ModuleGraph::read);
    }

    /** @param read the text of a module by its path; {@code null} when there is none */
    ModuleGraph(String index, UnaryOperator<String> read) {
        this.read = read;
        var found = IMPORT_MAP.matcher(index);
        try {
            importMap = found.find()
                    ? Json.tree(found.group(1).getBytes(StandardCharsets.UTF_8)).path("imports")
                    : Json.MAPPER.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A module and all that it needs to begin, nearest first, as paths of this hub. */
    Set<String> needed(String module) {
        var needed = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(List.of(module));
        while (!open.isEmpty()) {
            var next = open.remove();
            if (!text(next).isEmpty() && needed.add(next)) {
                open.addAll(atOnce.computeIfAbsent(next, m -> imports(m, AT_ONCE)));
            }
        }
        return needed;
    }

    /** What a module and those that it begins with import later, each with what that needs and these do not have. */
    Map<String, List<String>> later(String module) {
        var already = needed(module);
        var later = new LinkedHashMap<String, List<String>>();
        var onDemand =
                already.stream().flatMap(m -> imports(m, ON_DEMAND).stream()).distinct();
        for (var name : onDemand.toList()) {
            later.put(
                    name,
                    needed(name).stream().filter(m -> !already.contains(m)).toList());
        }
        return later;
    }

    /** What a module imports at once, in its order. */
    List<String> atOnce(String module) {
        return atOnce.computeIfAbsent(module, m -> imports(m, AT_ONCE));
    }

    /** The text of a module; empty when there is none. */
    String source(String module) {
        return text(module);
    }

    private List<String> imports(String module, Imports how) {
        return how.in(text(module)).stream()
                .map(specifier -> path(module, specifier))
                .filter(Objects::nonNull)
                .toList();
    }

    /** What a module means by a specifier, as a path of this hub; {@code null} when nobody knows. */
    String path(String from, String specifier) {
        if (specifier.startsWith(".") || specifier.startsWith("/")) {
            return URI.create(from).resolve(specifier).toString();
        }
        if (importMap.has(specifier)) {
            return importMap.get(specifier).asText();
        }
        for (var entry : importMap.properties()) {
            if (entry.getKey().endsWith("/") && specifier.startsWith(entry.getKey())) {
                return entry.getValue().asText()
                        + specifier.substring(entry.getKey().length());
            }
        }
        return null;
    }

    private String text(String path) {
        return texts.computeIfAbsent(path, p -> {
            var text = read.apply(p);
            return text == null ? "" : text;
        });
    }

    private static String read(String path) {
        try {
            var file = PageRoutes.read(path);
            return file == null ? null : new String(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
