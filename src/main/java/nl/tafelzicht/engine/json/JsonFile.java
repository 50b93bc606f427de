package nl.tafelzicht.engine.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A settings file in JSON. Errors are reported to its author with place and reason, not in the words of the JSON
 * library.
 */
public final class JsonFile {

    private JsonFile() {}

    /** @throws IOException with one line that says what is wrong, and where */
    public static <T> T read(Path file, TypeReference<T> type) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
        try {
            return Json.MAPPER.readValue(text, type);
        } catch (UnrecognizedPropertyException e) {
            throw new IOException(
                    place(e) + e.getPropertyName() + " is not a field here; there are "
                            + e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    e);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof JsonParseException) {
                throw new IOException(place(e) + "it is not JSON", e);
            }
            var value = e instanceof InvalidFormatException wrong
                    ? '\'' + String.valueOf(wrong.getValue()) + '\''
                    : "this value";
            var path = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "entry " + (step.getIndex() + 1) : step.getFieldName())
                    .collect(Collectors.joining(", "));
            throw new IOException(
                    place(e) + (path.isEmpty() ? "it is not what belongs here" : path + ": " + value + " does not fit"),
                    e);
        } catch (JsonProcessingException e) {
            throw new IOException(place(e) + "it is not JSON", e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : "line " + e.getLocation().getLineNr() + ": ";
    }
}
