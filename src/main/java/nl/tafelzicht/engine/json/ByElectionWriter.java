package nl.tafelzicht.engine.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import nl.tafelzicht.election.ByElection;

/** Writes the value alone where there is one election; otherwise an object by the ids of the elections. */
@SuppressWarnings("rawtypes")
final class ByElectionWriter extends JsonSerializer<ByElection> {

    @Override
    public void serialize(ByElection value, JsonGenerator json, SerializerProvider provider) throws IOException {
        provider.defaultSerializeValue(value.each() == null ? value.only() : value.each(), json);
    }
}
