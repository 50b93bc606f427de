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

/** An object is what is known of several elections; anything else is the value of the only one. */
@SuppressWarnings("rawtypes")
final class ByElectionReader extends JsonDeserializer<ByElection> implements ContextualDeserializer {

    private final JavaType value;

    /** @param value of one election; {@code null} before it is known where it stands */
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
