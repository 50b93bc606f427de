package nl.tafelzicht.engine.http.publicsite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the page's libraries are joined with its modules ({@link JoinedModules}). Two forms are understood: modules as
 * their minifier writes them, with a handful of forms of import and export; and a library that comes as a large module
 * and also packed, for browsers without modules: the packed form is a third of the size.
 */
final class Library {

    private static final String FOLDER = "/lib/";
    private static final String LARGE = "-src.esm.js";

    private static final PatternByWord IMPORT = new PatternByWord(
            "import", Pattern.compile("(?<=^|[;}\\n/])import(?:\\{(?<named>[^}]*)}from)?\"(?<from>[^\"]+)\";"));
    private static final PatternByWord EXPORT = new PatternByWord(
            "export",
            Pattern.compile("(?<=^|[;}\\n/])export(?:\\{(?<named>[^}]*)}|(?<all>\\*))(?:from\"(?<from>[^\"]+)\")?;?"));
    private static final List<PatternByWord> NOT_UNDERSTOOD = List.of(
            new PatternByWord("import", "\\bimport\\b[ *{\"(].{0,40}"),
            new PatternByWord("export", "\\bexport\\b[ *{\"(].{0,40}"));
    private static final PatternByWord SOURCE_MAP =
            new PatternByWord("//# sourceMappingURL=", "^//# sourceMappingURL=.*$");

    private Library() {}

    static boolean isLibrary(String module) {
        return module.startsWith(FOLDER);
    }

    /** Whether it has a packed form, which is served instead. */
    static boolean isPacked(String module) {
        return isLibrary(module) && module.endsWith(LARGE);
    }

    static String packedPath(String module) {
        return module.substring(0, module.length() - LARGE.length()) + ".js";
    }

    static String name(String module) {
        return module.substring(module.lastIndexOf('/') + 1, module.length() - LARGE.length());
    }

    /**
     * A file that defines the library under the path from which modules import it.
     *
     * @param script its packed form, which fills {@code exports}
     */
    static String packed(String module, String script) {
        return JoinedModules.DEFINE + "$define('" + module
                + "', () => {\nconst exports = {};\nconst module = {exports};\n" + withoutSourceMap(script)
                + "\nreturn exports;\n});\n";
    }

    /** @throws JoinedModules.NotJoinable when it has another form than those understood here */
    static String wrapped(String module, ModuleGraph graph) throws JoinedModules.NotJoinable {
        var given = new ArrayList<String>();
        var text = IMPORT.replaced(
                withoutSourceMap(graph.source(module)),
                found -> found.group("named") == null
                        ? ""
                        : "const {" + found.group("named").replace(" as ", ":") + "}=" + from(graph, module, found)
                                + ";");
        text = EXPORT.replaced(text, found -> {
            if (found.group("all") != null) {
                given.add("..." + from(graph, module, found));
            } else {
                for (var name : names(found.group("named")).entrySet()) {
                    given.add(name.getValue() + ":"
                            + (found.group("from") == null ? "" : from(graph, module, found) + ".")
                            + name.getKey());
                }
            }
            return "";
        });
        for (var form : NOT_UNDERSTOOD) {
            var rest = form.first(text);
            if (rest != null) {
                throw new JoinedModules.NotJoinable(module, rest);
            }
        }
        return "$define('" + module + "', () => {\n" + text.strip() + "\nreturn {" + String.join(",", given)
                + "};\n});\n";
    }

    private static String from(ModuleGraph graph, String module, Matcher found) {
        return "$modules.get('" + graph.path(module, found.group("from")) + "')";
    }

    /** The exports: the key is the name inside the module, the value the exported name. */
    private static Map<String, String> names(String list) {
        return List.of(list.split(",")).stream()
                .map(name -> name.strip().split(" as "))
                .collect(Collectors.toMap(
                        name -> name[0], name -> name[name.length - 1], (a, b) -> b, LinkedHashMap::new));
    }

    private static String withoutSourceMap(String text) {
        return SOURCE_MAP.replaced(text, found -> "");
    }
}
