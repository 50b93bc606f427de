package nl.tafelzicht.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.tafelzicht.json.Json;

/**
 * Erases what people wrote from the events of one entity: the words alone, not that, when and by whom something was said. The hashes of the events stay as they were, in their batches.
 *
 * <pre>events of a stream ─► their words ─► "[erased]" ─► an event that names them, in the same transaction</pre>
 */
public final class Erasure {

    public static final String ERASED = "[erased]";
    /** The fields that hold what somebody wrote. */
    private static final Set<String> WORDS = Set.of("text", "note", "placeText", "claim", "assessment", "title", "reason", "grounds", "proportionality", "author", "url");
    private static final String EVENTS = "select seq, data::text from journal where stream = ? and type <> 'text-erased' order by seq";
    private static final String ERASE = "update journal set data = ?::jsonb, said = null where seq = ?";

    private Erasure() { }

    /**
     * Commits nothing: what it did stands or falls with what the caller writes of it.
     *
     * @return the {@code seq} of the events from which something was erased, ascending; empty when there was nothing
     */
    public static List<Long> erase(Connection connection, String stream) throws SQLException {
        var erased = new LinkedHashMap<Long, String>();
        try (var statement = connection.prepareStatement(EVENTS)) {
            statement.setString(1, stream);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var data = Json.read(rows.getString(2), JsonNode.class);
                    if (erase(data)) erased.put(rows.getLong(1), data.toString());
                }
            }
        }
        try (var allow = connection.createStatement(); var update = connection.prepareStatement(ERASE)) {
            allow.execute("set local tafelzicht.erasing = 'on'");
            for (Map.Entry<Long, String> event : erased.entrySet()) {
                update.setString(1, event.getValue());
                update.setLong(2, event.getKey());
                update.executeUpdate();
            }
        }
        return new ArrayList<>(erased.keySet());
    }

    /** @return whether there was something to erase */
    private static boolean erase(JsonNode node) {
        boolean any = false;
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (WORDS.contains(field.getKey()) && field.getValue().isTextual() && !field.getValue().asText().equals(ERASED)) {
                    field.setValue(TextNode.valueOf(ERASED));
                    any = true;
                } else any |= erase(field.getValue());
            }
        } else if (node instanceof ArrayNode array) {
            for (var item : array) any |= erase(item);
        }
        return any;
    }
}
