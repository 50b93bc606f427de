package nl.tafelzicht.election;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import nl.tafelzicht.election.place.Zones;

/**
 * A message to a person whose request can't be carried out: a code and parameters for programs, and words in the
 * person's language ({@code i18n/problems}).
 *
 * @param beside a class in the package that holds the words; {@code null} for those of the hub
 * @param code stable, kebab-case
 * @param parameters values that the words mention, in order
 */
public record Explanation(Class<?> beside, String code, Map<String, Object> parameters) {

    public static final Locale DUTCH = Locale.forLanguageTag("nl");
    private static final String BUNDLE = "i18n.problems";
    private static final DateTimeFormatter DUTCH_TIME =
            DateTimeFormatter.ofPattern("d-M-yyyy HH:mm:ss '(Nederlandse tijd)'");
    /** A parameter that is an English text already, written by another system or library. */
    public static final String WORDS = "words";

    /** Prefix of the words for enum values, such as the states of a station. */
    private static final String WORD = "word.";

    private static final String STATUS = "status.";

    public Explanation {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** @param namesAndValues names and values alternately */
    public static Explanation of(String code, Object... namesAndValues) {
        return beside(null, code, namesAndValues);
    }

    /** With words of a subject: they are in its folder, as {@code problems.properties}. */
    public static Explanation beside(Class<?> type, String code, Object... namesAndValues) {
        var parameters = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Explanation(type, code, parameters);
    }

    /** The message in a language; in English where that language has no words for it. */
    public String in(Locale language) {
        var words = bundle(language);
        var text = beside == null
                ? words.getString(code)
                : ResourceBundle.getBundle(
                                beside.getPackageName() + ".problems", locale(language), beside.getClassLoader())
                        .getString(code);
        for (var parameter : parameters.entrySet()) {
            text = text.replace("{" + parameter.getKey() + "}", word(words, parameter.getValue()));
        }
        return text;
    }

    /** The name of an HTTP status in a language; {@code otherwise} where there is none. */
    public static String ofStatus(int status, String otherwise, Locale language) {
        var words = bundle(language);
        return words.containsKey(STATUS + status) ? words.getString(STATUS + status) : otherwise;
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(BUNDLE, locale(language));
    }

    private static Locale locale(Locale language) {
        return language.equals(DUTCH) ? DUTCH : Locale.ROOT;
    }

    /** The parameters, for programs: numbers, texts, lists of texts, and messages within messages. */
    public Map<String, Object> named() {
        var named = new LinkedHashMap<String, Object>();
        parameters.forEach((name, value) -> {
            if (!name.equals(WORDS)) {
                named.put(name, forPrograms(value));
            }
        });
        return named;
    }

    private static Object forPrograms(Object value) {
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof Explanation within) {
            return Map.of("code", within.code, "parameters", within.named());
        }
        return value instanceof Collection<?> all
                ? all.stream().map(Explanation::forPrograms).toList()
                : String.valueOf(value);
    }

    private static String word(ResourceBundle words, Object value) {
        if (value instanceof Collection<?> all) {
            return all.stream().map(one -> word(words, one)).collect(Collectors.joining(", "));
        }
        if (value instanceof Explanation within) {
            return within.in(words.getLocale());
        }
        if (value instanceof Instant at && words.getLocale().equals(DUTCH)) {
            return DUTCH_TIME.format(ZonedDateTime.ofInstant(at, Zones.NETHERLANDS));
        }
        var key = WORD + value;
        return (value instanceof Enum<?> || value instanceof Kind<?>) && words.containsKey(key)
                ? words.getString(key)
                : String.valueOf(value);
    }
}
