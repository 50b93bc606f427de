package nl.tafelzicht.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.json.Json;

/**
 * Erases what people wrote from the events of one entity: the words alone, not that, when and by whom something was said. The hashes of the events stay as they were, in their batches.
 *
 * <pre>events of a stream ─► their words ─► "[erased]" ─► an event that names them, in the same transaction</pre>
 */
public final class Erasure {

    public static final String ERASED = "[erased]";
    private static final String EVENTS = "select seq, type, data::text from journal where stream = ? and type <> 'text-erased' order by seq";
    private static final String ERASE = "update journal set data = ?::jsonb, said = null where seq = ?";

    /** Knows which they are. */
    public interface Words {
        /** @return whether there was something to change in the data of an event of this type */
        boolean replace(String type, JsonNode data, String by);
    }

    private Erasure() { }

    /**
     * Commits nothing: what it did stands or falls with what the caller writes of it.
     *
     * @param words puts something in place of the words of an event
     * @return the {@code seq} of the events from which something was erased, ascending; empty when there was nothing
     */
    public static List<Long> erase(Connection connection, String stream, Words words) throws SQLException {
        var erased = new LinkedHashMap<Long, String>();
        try (var statement = connection.prepareStatement(EVENTS)) {
            statement.setString(1, stream);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var data = Json.read(rows.getString(3), JsonNode.class);
                    if (words.replace(rows.getString(2), data, ERASED)) erased.put(rows.getLong(1), data.toString());
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
}
