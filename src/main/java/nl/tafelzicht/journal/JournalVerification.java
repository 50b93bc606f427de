package nl.tafelzicht.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads a journal from its first event to its last, and says what is wrong with it: a {@code seq} that is missing or out of order, a version that
 * does not follow the one before it in its stream, an event that is not the one of which its batch holds the hash, a batch that does not follow from
 * the batch before, an event that can't be read, a head that is not the last event.
 *
 * <pre>events, by seq ──┐
 * batches, by seq ─┴─► leaf of the event = leaf in its batch; hash of the batch = hash(batch before, leaves) ─► fold</pre>
 *
 * Who may write to the database can make all of that right again. What was signed and kept elsewhere, they can't: see {@code seal}.
 */
public final class JournalVerification {

    private static final int FETCH = 5_000;
    private static final int MOST_FINDINGS = 20;
    private static final String EVENTS = "select seq, id, stream, version, type, at, actor, data::text from journal order by seq";
    private static final String BATCHES = "select first, last, leaves, hash from journal_batch order by last";
    /** Those whose words were erased, by the events that say so: they are not what their batch holds, and nothing else may differ. */
    private static final String ERASED = "select jsonb_array_elements_text(data -> 'seqs')::bigint from journal where type = 'text-erased'";
    private static final String HEAD = "select seq, hash from journal_head";

    private final Consumer<JournalEvent> reader;
    private final HashChain chain = new HashChain();
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private Batch batch = new Batch(0, 0, new byte[0], HashChain.beginning());
    private final Set<Long> erasedLater = new HashSet<>();
    private int erased;
    private long last;

    /** A batch of the chain: the events from {@code first} to {@code last}. */
    record Batch(long first, long last, byte[] leaves, byte[] hash) {

        byte[] leaf(long seq) {
            int at = (int) (seq - first) * HashChain.LENGTH;
            return at < 0 || at + HashChain.LENGTH > leaves.length ? null : Arrays.copyOfRange(leaves, at, at + HashChain.LENGTH);
        }
    }

    /** The batches, one after another; {@code null} after the last. */
    interface Batches {
        Batch next() throws SQLException;
    }

    /** @param erased events whose words were erased, as later events say; {@code findings} is empty when all is well; at most the first {@link #MOST_FINDINGS}, the earliest in the journal first */
    public record Result(long events, int streams, int erased, List<String> findings) { }

    /** @param reader folds the events; throws for one that it can't read or that does not follow */
    public JournalVerification(Consumer<JournalEvent> reader) {
        this.reader = reader;
    }

    /** Ends the connection's transaction with nothing changed. */
    public Result verify(Connection connection) throws SQLException {
        connection.setAutoCommit(false); // one moment throughout, and rows as they come
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(ERASED)) {
            while (rows.next()) erasedLater.add(rows.getLong(1));
        }
        try (var ofEvents = fetching(connection); var ofBatches = fetching(connection); var events = ofEvents.executeQuery(EVENTS); var rows = ofBatches.executeQuery(BATCHES)) {
            Batches batches = () -> rows.next() ? new Batch(rows.getLong(1), rows.getLong(2), rows.getBytes(3), rows.getBytes(4)) : null;
            while (events.next() && findings.size() < MOST_FINDINGS) check(event(events), batches);
            if (findings.isEmpty()) checkEnd(batches.next());
        }
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(HEAD)) {
            if (!rows.next()) findings.add("the head is missing");
            else if (findings.isEmpty()) checkHead(rows.getLong(1), rows.getBytes(2));
        }
        connection.rollback();
        return new Result(last, versions.size(), erased, List.copyOf(findings));
    }

    private static Statement fetching(Connection connection) throws SQLException {
        var statement = connection.createStatement();
        statement.setFetchSize(FETCH);
        return statement;
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    void check(JournalEvent e, Batches batches) throws SQLException {
        if (e.seq() != last + 1) findings.add(e.seq() == last + 2 ? "seq " + (last + 1) + " is missing" : "seq " + (last + 1) + " to " + (e.seq() - 1) + " are missing");
        last = e.seq();
        checkHash(e, batches);
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

    private void checkHash(JournalEvent e, Batches batches) throws SQLException {
        while (batch != null && e.seq() > batch.last()) follow(batches.next());
        var leaf = batch == null ? null : batch.leaf(e.seq());
        if (leaf == null) findings.add("seq " + e.seq() + " (" + e.type() + " of " + e.stream() + ") was put in: no batch holds it");
        else if (Arrays.equals(leaf, chain.leaf(e))) return;
        else if (erasedLater.contains(e.seq()) && e.data().contains(Erasure.ERASED)) erased++;
        else findings.add("seq " + e.seq() + " (" + e.type() + " of " + e.stream() + ") was changed or put in: it is not what its batch holds");
    }

    private void follow(Batch next) {
        if (next != null) {
            var name = "the batch of seq " + next.first() + " to " + next.last();
            if (next.first() != batch.last() + 1 || next.leaves().length != (next.last() - next.first() + 1) * HashChain.LENGTH) findings.add(name + " does not continue the batch before it, which ends at " + batch.last());
            else if (!Arrays.equals(next.hash(), chain.batch(batch.hash(), next.leaves()))) findings.add(name + " was changed: its hash does not follow from the batch before it");
        }
        batch = next;
    }

    private void checkEnd(Batch beyond) {
        if (batch.last() > last) findings.add("seq " + (last + 1) + " to " + batch.last() + " are missing");
        else if (beyond != null) findings.add("seq " + (last + 1) + " and later are missing: a batch holds their hashes");
    }

    private void checkHead(long seq, byte[] hash) {
        if (seq != last) findings.add("the head says " + seq + ", the last event is " + last);
        else if (!Arrays.equals(hash, batch.hash())) findings.add("the head's hash is not that of the last batch");
    }

    private static JournalEvent event(ResultSet row) throws SQLException {
        return new JournalEvent(row.getLong(1), row.getObject(2, UUID.class), row.getString(3), row.getInt(4), row.getString(5),
                row.getObject(6, java.time.OffsetDateTime.class).toInstant(), row.getString(7), row.getString(8));
    }
}
