package nl.tafelzicht.engine.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import nl.tafelzicht.engine.json.Json;

/**
 * The data of an event without its text. Everything else stays exactly as it is written: the way PostgreSQL writes
 * {@code jsonb} is part of what is sealed.
 */
public final class Masking {

    /** The replacement of a text. */
    public static final String ERASED = "[erased]";

    private Masking() {}

    /** @param words JSON pointers separated by a space, as in {@code journal.words} */
    public static List<String> pointers(String words) {
        return words == null || words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    /**
     * @param data a JSON object
     * @param words JSON pointers to texts in it; a pointer that leads to no text masks nothing
     */
    public static String mask(String data, List<String> words) {
        if (words.isEmpty()) {
            return data;
        }
        var where = new HashSet<>(words);
        var masked = new StringBuilder(data.length());
        int copied = 0;
        try (JsonParser parser = Json.MAPPER.createParser(data)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_STRING
                        || !where.contains(
                                parser.getParsingContext().pathAsPointer().toString())) {
                    continue;
                }
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.finishToken();
                masked.append(data, copied, from).append('"').append(ERASED).append('"');
                copied = (int) parser.currentLocation().getCharOffset();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the data of an event are JSON", e);
        }
        return masked.append(data, copied, data.length()).toString();
    }
}
