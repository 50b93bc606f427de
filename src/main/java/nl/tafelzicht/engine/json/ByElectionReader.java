package nl.tafelzicht.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.Map;
import nl.tafelzicht.election.ByElection;

/** Reads an object as the values of several elections, and anything else as the value of the only election. */
@SuppressWarnings("rawtypes")
final class ByElectionReader extends JsonDeserializer<ByElection> implements ContextualDeserializer {

    private final JavaType value;

    /** @param value type of one election's value; {@code null} before the context is known */
    ByElectionReader(JavaType value) {
        this.value = value;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        var type = context.getContextualType();
        return new ByElectionReader((type == null ? property.getType() : type).containedType(0));
    }

    @Override
    public ByElection deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return ByElection.of((Object) context.readValue(json, value));
        }
        var each = context.getTypeFactory().constructMapType(Map.class, String.class, value.getRawClass());
        return new ByElection<>(null, context.<Map<String, Object>>readValue(json, each));
    }
}
