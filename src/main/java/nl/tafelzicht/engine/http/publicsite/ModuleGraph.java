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
 * Which modules of the page import which, read from the modules themselves. A browser that gets the list can request
 * all of them at once; without it, it learns of each level of imports when it has read the one above, and on a phone
 * each level is a round trip. A list with too many or too few modules does no harm: it is a hint.
 */
final class ModuleGraph {

    /** The only inline script of the page. */
    static final Pattern IMPORT_MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private static final Imports AT_ONCE =
            new Imports(List.of("from", "import"), Pattern.compile("\\b(?:from|import)\\s*[\"']([^\"'\\s]+)[\"']"));
    private static final Imports ON_DEMAND =
            new Imports(List.of("import"), Pattern.compile("\\bimport\\(\\s*[\"']([^\"'\\s]+)[\"']\\s*\\)"));

    /**
     * A form of import.
     *
     * @param words with which every match begins: searching for these first takes a tenth of the time of trying the
     *     pattern everywhere
     */
    private record Imports(List<String> words, Pattern pattern) {

        /** The imported modules, in the order of the text. */
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
    /** What each module imports statically: modules that all pages need are read once. */
    private final Map<String, List<String>> atOnce = new LinkedHashMap<>();

    /** @param index the page that has the import map */
    ModuleGraph(String index) {
        this(index, ModuleGraph::read);
    }

    /** @param read gives the text of a module by its path; {@code null} when there is none */
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

    /** A module and everything that it imports statically, nearest first, as paths of this hub. */
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

    /**
     * The modules that a module and its static imports import on demand, each with its own static imports that are not
     * loaded yet.
     */
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

    /** The static imports of a module, in order. */
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

    /** The path of the module that a specifier names; {@code null} when it is unknown. */
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
