package nl.tafelzicht.engine.http.publicsite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page's own modules, joined into a few files as they are served: a hundred modules are a hundred requests, and on
 * a phone many round trips. Each module keeps a scope of its own, and is served without its comments. Modules are
 * written without a build step, in the form that prettier gives them, and only that form is understood here: a module
 * in another form is refused, and the page is then served module by module. Libraries are joined too ({@link Library});
 * one that has a packed form is a file of its own, which stays the same when a module changes.
 *
 * <pre>
 * main ──► (on demand) elements ◄── desk, triangle, partner
 *      └─► (on demand) chair, observer, admin
 * </pre>
 */
final class JoinedModules {

    static final String FOLDER = "/joined/";
    private static final String ELEMENTS = "/elements.mjs";
    /** Pages that show no element of the desk, and so do not wait for its modules. */
    private static final Set<String> ALONE =
            Set.of("/page/chair/chair.mjs", "/page/observer/observer.mjs", "/page/admin/admin.mjs");

    private static final int HASH_LENGTH = 16;
    /** The beginning of every file, after its imports. */
    static final String DEFINE = "const $modules = (globalThis.$tafelzicht ??= new Map());\n"
            + "const $define = (path, make) => $modules.has(path) || $modules.set(path, make());\n";

    private static final PatternByWord IMPORT = new PatternByWord(
            "import ",
            "^import (?:\\* as (?<all>\\w+) from |\\{(?<named>[^}]*)\\} from |(?<single>\\w+) from )?'(?<from>[^']+)';$");
    private static final PatternByWord EXPORT =
            new PatternByWord("export ", "^export (?<what>(?:const|class|function|async function) (?<name>\\w+))");
    private static final PatternByWord DEFAULT_NAME =
            new PatternByWord("export default ", "^export default (?<name>\\w+);$");
    private static final PatternByWord DEFAULT_OBJECT = new PatternByWord("export default {", "^export default \\{$");
    private static final PatternByWord ON_DEMAND = new PatternByWord("import(", "\\bimport\\('(?<from>[^']+)'\\)");
    private static final List<PatternByWord> NOT_UNDERSTOOD =
            List.of(new PatternByWord("import", "^import\\b.*$"), new PatternByWord("export", "^export\\b.*$"));

    private final ModuleGraph graph;
    private final Map<String, String> files = new LinkedHashMap<>();
    /** Files of packed libraries, by the path from which modules import them. */
    private final Map<String, String> packed = new TreeMap<>();
    /** The file that contains a module that is imported on demand. */
    private final Map<String, String> fileOf = new TreeMap<>();

    private final Map<String, List<String>> needed = new LinkedHashMap<>();
    private final String main;
    private final Set<String> ofMain;

    /** A module is not written in the form that is understood here. */
    static final class NotJoinable extends Exception {
        private static final long serialVersionUID = 1L;

        NotJoinable(String module, String line) {
            super(module + ": " + line);
        }
    }

    JoinedModules(ModuleGraph graph, String first) throws NotJoinable {
        this.graph = graph;
        var own = ordered(List.of(first), Set.of());
        var onDemand = graph.later(first).keySet();
        var elements =
                ordered(onDemand.stream().filter(m -> m.endsWith(ELEMENTS)).toList(), own);
        var elementsFile = add("elements", "", elements, "");
        onDemand.stream().filter(m -> m.endsWith(ELEMENTS)).forEach(m -> fileOf.put(m, elementsFile));
        for (var page : onDemand.stream().filter(m -> !m.endsWith(ELEMENTS)).toList()) {
            boolean isAlone = ALONE.contains(page);
            var already = new LinkedHashSet<>(own);
            if (!isAlone) {
                already.addAll(elements);
            }
            var modules = ordered(List.of(page), already);
            var name = page.substring(page.lastIndexOf('/') + 1, page.lastIndexOf('.'));
            var file = add(name, isAlone ? "" : "import '" + elementsFile + "';\n", modules, "");
            fileOf.put(page, file);
            var all = new LinkedHashSet<>(List.of(file));
            if (!isAlone) {
                all.add(elementsFile);
                all.addAll(packedOf(elements));
            }
            all.addAll(packedOf(modules));
            all.removeAll(packedOf(own));
            needed.put(page, List.copyOf(all));
        }
        ofMain = packedOf(own);
        main = add("main", "", own, loader());
    }

    /** The path of the first file, and the libraries that it begins with. */
    List<String> first() {
        return Stream.concat(Stream.of(main), ofMain.stream()).toList();
    }

    /** What each page needs beyond the first file. */
    Map<String, List<String>> later() {
        return needed;
    }

    String main() {
        return main;
    }

    /** The files served, by path; a path contains a hash of the content. */
    Map<String, String> files() {
        return files;
    }

    /** The files of packed libraries that these import. */
    private Set<String> packedOf(Collection<String> modules) {
        return modules.stream()
                .flatMap(m -> graph.atOnce(m).stream())
                .map(packed::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** These modules and their dependencies, each after its dependencies. */
    private Set<String> ordered(List<String> roots, Set<String> already) throws NotJoinable {
        var ordered = new LinkedHashSet<String>();
        for (var root : roots) {
            visit(root, already, ordered, new LinkedHashSet<>());
        }
        return ordered;
    }

    private void visit(String module, Set<String> already, Set<String> ordered, Set<String> path) throws NotJoinable {
        if (already.contains(module)
                || ordered.contains(module)
                || packed.containsKey(module)
                || graph.source(module).isEmpty()) {
            return;
        }
        if (Library.isPacked(module)) {
            packed.put(
                    module,
                    file(Library.name(module), Library.packed(module, graph.source(Library.packedPath(module)))));
            return;
        }
        if (!path.add(module)) {
            throw new NotJoinable(module, "imports itself by way of " + path);
        }
        for (var other : graph.atOnce(module)) {
            visit(other, already, ordered, path);
        }
        path.remove(module);
        ordered.add(module);
    }

    private String add(String name, String imports, Collection<String> modules, String begin) throws NotJoinable {
        var libraries = packedOf(modules).stream()
                .map(file -> "import '" + file + "';\n")
                .collect(Collectors.joining());
        var bodies = new StringBuilder();
        for (var module : modules) {
            bodies.append(Library.isLibrary(module) ? Library.wrapped(module, graph) : wrapped(module));
        }
        return file(name, imports + libraries + DEFINE + begin + bodies);
    }

    /** @return the path under which it is served */
    private String file(String name, String text) {
        var path = FOLDER + name + "." + hash(text) + ".mjs";
        files.put(path, text);
        return path;
    }

    /** The code that finds modules that are imported on demand. */
    private String loader() {
        var where = fileOf.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "': '" + entry.getValue() + "'")
                .collect(Collectors.joining(", "));
        return "const $files = {" + where + "};\n"
                + "const $import = path => $modules.has(path) ? Promise.resolve($modules.get(path)) : "
                + "import($files[path]).then(() => $modules.get(path));\n";
    }

    private String wrapped(String module) throws NotJoinable {
        var exports = new LinkedHashMap<String, String>();
        var text = IMPORT.replaced(withoutComments(graph.source(module)), found -> imported(module, found));
        text = ON_DEMAND.replaced(text, found -> "$import('" + graph.path(module, found.group("from")) + "')");
        text = EXPORT.replaced(text, found -> {
            exports.put(found.group("name"), found.group("name"));
            return found.group("what");
        });
        text = DEFAULT_NAME.replaced(text, found -> {
            exports.put("default", found.group("name"));
            return "";
        });
        text = DEFAULT_OBJECT.replaced(text, found -> {
            exports.put("default", "$default");
            return "const $default = {";
        });
        for (var form : NOT_UNDERSTOOD) {
            var line = form.first(text);
            if (line != null) {
                throw new NotJoinable(module, line);
            }
        }
        var names = exports.entrySet().stream()
                .map(e -> e.getKey().equals(e.getValue()) ? e.getKey() : e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", "));
        return "$define('" + module + "', () => {\n" + text.strip() + "\nreturn {" + names + "};\n});\n";
    }

    private String imported(String module, Matcher found) {
        var source = "$modules.get('" + graph.path(module, found.group("from")) + "')";
        if (found.group("all") != null) {
            return "const " + found.group("all") + " = " + source + ";";
        }
        if (found.group("single") != null) {
            return "const {default: " + found.group("single") + "} = " + source + ";";
        }
        return found.group("named") == null
                ? ""
                : "const {" + found.group("named").replace(" as ", ": ") + "} = " + source + ";";
    }

    /** Removes lines that consist of a comment: in the form that prettier gives them, no line of a text begins so. */
    private static String withoutComments(String source) {
        var out = new StringBuilder(source.length());
        int end;
        for (int line = 0; line < source.length(); line = end) {
            end = endOfComment(source, line);
            if (end < 0) {
                end = source.indexOf('\n', line) + 1;
                end = end == 0 ? source.length() : end;
                out.append(source, line, end);
            }
        }
        return out.toString();
    }

    /** Where the line after a comment begins; -1 when no line that is only a comment begins here. */
    private static int endOfComment(String source, int line) {
        int begin = afterSpaces(source, line);
        if (source.startsWith("//", begin)) {
            int next = source.indexOf('\n', begin);
            return next < 0 ? -1 : next + 1;
        }
        int close = source.startsWith("/**", begin) ? source.indexOf("*/", begin + 2) : -1;
        if (close < 0) {
            return -1;
        }
        int end = afterSpaces(source, close + 2);
        return end < source.length() && source.charAt(end) == '\n' ? end + 1 : -1;
    }

    private static int afterSpaces(String source, int from) {
        int at = from;
        while (at < source.length() && source.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
