package nl.tafelzicht.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads a journal from its first event to its last, and says what is wrong with it: a {@code seq} that is missing or out of order, a version that
 * does not follow the one before it in its stream, an event that can't be read, a head that is not the last event.
 */
public final class JournalVerification {

    private static final int FETCH = 5_000;
    private static final int MOST_FINDINGS = 20;
    private static final String EVENTS = "select seq, id, stream, version, type, at, actor, data::text from journal order by seq";
    private static final String HEAD = "select seq from journal_head";

    private final Consumer<JournalEvent> reader;
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private long last;

    /** @param findings empty when all is well; at most the first {@link #MOST_FINDINGS} */
    public record Result(long events, int streams, List<String> findings) { }

    /** @param reader folds the events; throws for one that it can't read or that does not follow */
    public JournalVerification(Consumer<JournalEvent> reader) {
        this.reader = reader;
    }

    public Result verify(Connection connection) throws SQLException {
        connection.setAutoCommit(false); // one moment throughout, and rows as they come
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery(EVENTS)) {
                while (rows.next() && findings.size() < MOST_FINDINGS) check(event(rows));
            }
            try (var rows = statement.executeQuery(HEAD)) {
                if (!rows.next()) findings.add("the head is missing");
                else if (findings.isEmpty() && rows.getLong(1) != last) findings.add("the head says " + rows.getLong(1) + ", the last event is " + last);
            }
        }
        return new Result(last, versions.size(), List.copyOf(findings));
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    void check(JournalEvent e) {
        if (e.seq() != last + 1) findings.add(e.seq() == last + 2 ? "seq " + (last + 1) + " is missing" : "seq " + (last + 1) + " to " + (e.seq() - 1) + " are missing");
        last = e.seq();
        int before = versions.getOrDefault(e.stream(), 0);
        if (e.version() != before + 1) findings.add("seq " + e.seq() + ": version " + e.version() + " of " + e.stream() + " follows version " + before);
        versions.put(e.stream(), e.version());
        if (!findings.isEmpty()) return;
        try {
            reader.accept(e);
        } catch (RuntimeException unreadable) {
            findings.add("seq " + e.seq() + " (" + e.type() + " of " + e.stream() + "): " + unreadable.getMessage());
        }
    }

    private static JournalEvent event(ResultSet row) throws SQLException {
        return new JournalEvent(row.getLong(1), row.getObject(2, UUID.class), row.getString(3), row.getInt(4), row.getString(5),
                row.getObject(6, java.time.OffsetDateTime.class).toInstant(), row.getString(7), row.getString(8));
    }
}
