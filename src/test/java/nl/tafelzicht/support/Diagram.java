package nl.tafelzicht.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The diagrams of docs/architecture.md, so that they can be laid beside the rules arrow by arrow. */
public final class Diagram {

    private static final Pattern ARROW = Pattern.compile("(?m)^ *(\\w+) --> (\\w+)");

    private Diagram() {}

    /** Of one subject: each arrow as {@code from to}, its states in the words of the API; not those from nowhere. */
    public static Set<String> of(String subject) throws IOException {
        var text = Files.readString(Path.of("docs", "architecture.md"));
        int from = text.indexOf("state \"" + subject + "\" as");
        if (from < 0) {
            throw new AssertionError("docs/architecture.md draws no " + subject);
        }
        var arrows = new TreeSet<String>();
        ARROW.matcher(text.substring(from, text.indexOf('}', from)))
                .results()
                .forEach(arrow -> arrows.add(word(arrow.group(1)) + " " + word(arrow.group(2))));
        return arrows;
    }

    /** Mermaid wants names of states to differ between subjects, and without hyphens. */
    private static String word(String name) {
        return name.replaceFirst("I$", "").replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
