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
 * A page of HTML that is made on the server, as a Mustache template beside the class whose page it is. Every value is
 * escaped: a template that would write one as it is, or outside of quotes in a tag, is refused. So is one that can't be
 * read, or of which a part is missing; templates are read when their class is, at the start. A name that the values
 * don't have, or whose value is {@code null} outside of a section, ends the rendering. For all threads.
 */
public final class HtmlTemplate {

    private static final String ENDING = ".mustache";
    private static final String TEXT = "t.";
    private static final Pattern UNSAFE = Pattern.compile("\\{\\{\\s*[{&=]|\\s[a-z-]+=\\{\\{");
    private static final Visitor EVERYTHING = new Visitor();

    private final String name;
    private final Class<?>[] places;
    private final Template template;

    /** @param places beside which classes it and its parts may lie; the first that has one has it */
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

    /** @param content its values by name: a record, of which parts are records and lists too */
    public String render(Object content) {
        return render(content, null);
    }

    /** @param around where names are looked for that the content doesn't have, and texts */
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

    /** As text in an element, or as the value of an attribute in quotes; {@code null} is no text. */
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
     * Without the ends of lines and the indentation, which are for people: between two words there is a space, beside a
     * tag nothing.
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

    /** Texts by their key; all else as the library finds it. */
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

    /** Goes everywhere, since parts are read when somebody comes to them. */
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
