package nl.tafelzicht.engine.html;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An HTML page made on the server from a Mustache template that lies beside the page's class. Every value is escaped: a
 * template that would write a value unescaped, or outside of quotes in a tag, is refused. So is a template that can't
 * be read, or of which a part is missing; templates are read when their class is loaded, at the start. A name that the
 * values don't have, or whose value is {@code null} outside of a section, makes rendering fail. Thread-safe.
 */
public final class HtmlTemplate {

    private static final String ENDING = ".mustache";
    private static final String TEXT = "t.";
    private static final Pattern UNSAFE = Pattern.compile("\\{\\{\\s*[{&=]|\\s[a-z-]+=\\{\\{");
    private static final Visitor EVERYTHING = new Visitor();

    private final String name;
    private final Class<?>[] places;
    private final Template template;

    /** @param places classes beside which it and its parts may lie; the first place that has a file is used */
    public HtmlTemplate(String name, Class<?>... places) {
        this.name = name;
        this.places = places;
        var compiler = Mustache.compiler()
                .withEscaper(HtmlTemplate::escaped)
                .withCollector(new Names())
                .withLoader(this::source)
                .strictSections(true);
        try {
            template = compiler.loadTemplate(name);
            template.visit(EVERYTHING);
        } catch (MustacheException e) {
            throw new IllegalArgumentException("template " + name + ": " + e.getMessage(), e);
        }
    }

    /** @param content its values by name: a record, whose components may be records and lists too */
    public String render(Object content) {
        return render(content, null);
    }

    /** @param around values that the content doesn't have, and texts */
    public String render(Object content, Surroundings around) {
        var out = new StringWriter();
        try {
            if (around == null) {
                template.execute(content, out);
            } else {
                template.execute(content, around, out);
            }
        } catch (MustacheException e) {
            throw new IllegalStateException("template " + name + ": " + e.getMessage(), e);
        }
        return out.toString();
    }

    /**
     * Escapes a text for an element, or for the value of an attribute in quotes; {@code null} becomes an empty text.
     */
    public static String escaped(String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }

    private Reader source(String part) throws IOException {
        for (var place : places) {
            try (var in = place.getResourceAsStream(part + ENDING)) {
                if (in != null) {
                    return new StringReader(
                            checked(part, joined(new String(in.readAllBytes(), StandardCharsets.UTF_8))));
                }
            }
        }
        throw new IllegalArgumentException("template " + name + ": there is no " + part + ENDING);
    }

    private String checked(String part, String source) {
        var unsafe = UNSAFE.matcher(source);
        if (unsafe.find()) {
            throw new IllegalArgumentException("template " + name + ": " + part + ENDING + " has "
                    + source.substring(unsafe.start(), Math.min(source.length(), unsafe.end() + TEXT.length()))
                    + ", a value that would not be escaped, or not be in quotes");
        }
        return source;
    }

    /**
     * Removes line ends and indentation, which are for people: between two words a space stays, beside a tag nothing.
     */
    static String joined(String source) {
        var out = new StringBuilder();
        source.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            if (!out.isEmpty() && ">}".indexOf(out.charAt(out.length() - 1)) < 0 && "<{".indexOf(line.charAt(0)) < 0) {
                out.append(' ');
            }
            out.append(line);
        });
        return out.toString();
    }

    /** Finds texts by their key; everything else as the library does. */
    private static final class Names extends DefaultCollector {
        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            if (!name.startsWith(TEXT)) {
                return super.createFetcher(context, name);
            }
            return context instanceof Surroundings
                    ? (around, key) -> ((Surroundings) around).texts().say(key.substring(TEXT.length()))
                    : null;
        }
    }

    /** Visits every part of a template, since the library reads parts only when they are rendered. */
    private static final class Visitor implements Mustache.Visitor {
        @Override
        public void visitText(String text) {}

        @Override
        public void visitVariable(String name) {}

        @Override
        public boolean visitInclude(String name) {
            return true;
        }

        @Override
        public boolean visitParent(String name) {
            return true;
        }

        @Override
        public boolean visitBlock(String name) {
            return true;
        }

        @Override
        public boolean visitSection(String name) {
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            return true;
        }
    }
}
