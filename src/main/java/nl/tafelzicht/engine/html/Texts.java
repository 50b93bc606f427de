package nl.tafelzicht.engine.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts of pages in one language, by their keys. In a text {@code {name}} is replaced by a value. */
public final class Texts {

    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Map<String, String> byKey;

    private Texts(Map<String, String> byKey) {
        this.byKey = byKey;
    }

    /** @param bundle name of the properties files */
    public static Texts of(String bundle, Locale locale) {
        var texts = ResourceBundle.getBundle(bundle, locale);
        return new Texts(texts.keySet().stream().collect(Collectors.toUnmodifiableMap(key -> key, texts::getString)));
    }

    /** The same, with a value filled in in each text. */
    public Texts with(String name, Object value) {
        return new Texts(
                byKey.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue()
                        .replace("{" + name + "}", String.valueOf(value)))));
    }

    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** @throws MissingResourceException when there is no such text */
    public String say(String key) {
        var text = byKey.get(key);
        if (text == null) {
            throw new MissingResourceException("there is no text " + key, Texts.class.getName(), key);
        }
        return text;
    }

    /** The text with values filled in. */
    public String say(String key, Map<String, ?> values) {
        return parts(key, values).stream().map(Part::text).collect(Collectors.joining());
    }

    /** The same in parts, since moments are elements of their own on a page. */
    public List<Part> parts(String key, Map<String, ?> values) {
        var parts = new ArrayList<Part>();
        var text = new StringBuilder();
        var place = PLACE.matcher(say(key));
        while (place.find()) {
            place.appendReplacement(text, "");
            var value = values.get(place.group(1));
            if (value instanceof Moment moment) {
                parts.add(new Part(text.toString(), moment));
                text.setLength(0);
            } else {
                text.append(value == null ? place.group() : value);
            }
        }
        parts.add(new Part(place.appendTail(text).toString(), null));
        return parts;
    }

    /**
     * In a template {@code {{>part}}}.
     *
     * @param moment that follows the text, or {@code null}
     */
    public record Part(String text, Moment moment) {}
}
