package nl.tafelzicht.engine.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import nl.tafelzicht.engine.json.Json;

/**
 * Erases the text that people wrote from the events of one entity; the events stay, with their time and author. The
 * hashes of the events stay unchanged in their batches. Of a sealed event only the fields are erased that were sealed
 * as text, and with them the salt, without which its first hash reveals nothing.
 *
 * <pre>events of a stream ─► their text ─► "[erased]" ─► an event that names them, in the same transaction</pre>
 */
public final class Erasure {

    private static final String EVENTS =
            "select seq, type, data::text, words from journal where stream = ? and type <> 'text-erased' order by seq";
    private static final String ERASE = "update journal set data = ?::jsonb, said = null, salt = null where seq = ?";

    /**
     * The result.
     *
     * @param seqs of the events from which something was erased, ascending; empty when there was nothing
     * @param kept events with fields that count as text today but did not when they were sealed: erasing those would
     *     look like a forgery, so they stay
     */
    public record Done(List<Long> seqs, List<Long> kept) {}

    private Erasure() {}

    /**
     * Does not commit: the caller writes the event that records it in the same transaction.
     *
     * @param words the JSON pointers to the text of an event, by its type and data
     */
    public static Done erase(Connection connection, String stream, BiFunction<String, JsonNode, List<String>> words)
            throws SQLException {
        var erased = new LinkedHashMap<Long, String>();
        var kept = new ArrayList<Long>();
        try (var statement = connection.prepareStatement(EVENTS)) {
            statement.setString(1, stream);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var data = rows.getString(3);
                    var today = words.apply(rows.getString(2), Json.read(data, JsonNode.class));
                    var sealed = rows.getString(4);
                    var pointers = sealed == null ? today : Masking.pointers(sealed);
                    var masked = Masking.mask(data, pointers);
                    if (!masked.equals(data)) {
                        erased.put(rows.getLong(1), masked);
                    }
                    if (!pointers.containsAll(today)) {
                        kept.add(rows.getLong(1));
                    }
                }
            }
        }
        try (var allow = connection.createStatement();
                var update = connection.prepareStatement(ERASE)) {
            allow.execute("set local tafelzicht.erasing = 'on'");
            for (Map.Entry<Long, String> event : erased.entrySet()) {
                update.setString(1, event.getValue());
                update.setLong(2, event.getKey());
                update.executeUpdate();
            }
        }
        return new Done(new ArrayList<>(erased.keySet()), kept);
    }
}
