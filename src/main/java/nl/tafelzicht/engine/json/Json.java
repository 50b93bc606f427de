package nl.tafelzicht.engine.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import java.io.IOException;
import java.time.Instant;
import java.util.TreeMap;
import nl.tafelzicht.election.ByElection;

/**
 * The one place that defines how JSON is written and read: records as objects, fields without a value left out, times
 * as RFC 3339, enums in their spelling. Input from outside is bounded in depth and length, and a name may occur once in
 * an object.
 */
public final class Json {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_STRING = 200_000;

    public static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(
                    new BlackbirdModule()) // reads and writes records without reflection: a tenth of what the hub does
            // when thousands report
            .addModule(new JavaTimeModule().addSerializer(Instant.class, new InstantWriter()))
            .addModule(new SimpleModule()
                    .addSerializer(ByElection.class, new ByElectionWriter())
                    .addDeserializer(ByElection.class, new ByElectionReader(null)))
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // the components of a record only, not its other methods
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .build();

    private Json() {}

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** Reads JSON that this program wrote itself. */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not a " + type.getSimpleName(), e);
        }
    }

    /** @throws IOException when it is not one JSON value in UTF-8, too deep, or names a field twice */
    public static JsonNode tree(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    /** A canonical text: fields in alphabetical order, no spaces. */
    public static String sorted(JsonNode node) {
        return text(sortedValue(node));
    }

    private static Object sortedValue(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, Object>();
            node.properties().forEach(field -> fields.put(field.getKey(), sortedValue(field.getValue())));
            return fields;
        }
        return node.isArray() ? node.valueStream().map(Json::sortedValue).toList() : node;
    }

    public static <T> T convert(JsonNode node, Class<T> type) {
        return MAPPER.convertValue(node, type);
    }
}
