package nl.tafelzicht.engine.journal;

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
 * Reads a journal from its first event to its last, and reports what is wrong with it: a {@code seq} that is missing or
 * out of order, a version that does not follow the one before it in its stream, an event that is not the one of which
 * its batch holds the hash, a batch that does not follow from the batch before, an event that can't be read, a head
 * that is not the last event; and, of an event whose words were erased, that anything but its words differs.
 *
 * <pre>events, by seq ──┐
 * batches, by seq ─┴─► leaf of the event = leaf in its batch; hash of the batch = hash(batch before, leaves) ─► fold
 * </pre>
 *
 * Somebody who can write to the database could change events and recompute all hashes. Signed checkpoints kept
 * elsewhere reveal that: see {@code seal}.
 */
public final class JournalVerification {

    private static final int FETCH = 5_000;
    private static final int MOST_FINDINGS = 20;
    private static final String EVENTS =
            "select seq, id, stream, version, type, at, actor, data::text, words, salt from journal order by seq";
    private static final String BATCHES = "select first, last, leaves, seals, hash from journal_batch order by last";
    /**
     * Events whose text was erased, according to the events that record it: they differ from what their batch holds,
     * but nothing except the text may differ.
     */
    private static final String ERASED =
            "select jsonb_array_elements_text(data -> 'seqs')::bigint from journal where type = 'text-erased'";

    private static final String SEALING = "select exists (select from information_schema.columns where table_schema = "
            + "current_schema() and table_name = 'journal' and column_name = 'words')";
    private static final String HEAD = "select seq, hash, sealed_from from journal_head";

    private final Consumer<JournalEvent> reader;
    private final HashChain chain = new HashChain();
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private Batch batch = new Batch(0, 0, new byte[0], null, HashChain.beginning());
    private final Set<Long> erasedLater = new HashSet<>();
    private final List<Range> unsealed = new ArrayList<>();
    private int erased;
    private long sealedFrom = Long.MAX_VALUE;
    private long last;

    /**
     * A batch of the chain: the events from {@code first} to {@code last}; batches of earlier versions have no seals.
     */
    record Batch(long first, long last, byte[] leaves, byte[] seals, byte[] hash) {

        byte[] leaf(long seq) {
            return one(leaves, seq);
        }

        byte[] seal(long seq) {
            return seals == null ? null : one(seals, seq);
        }

        private byte[] one(byte[] all, long seq) {
            int at = (int) (seq - first) * HashChain.LENGTH;
            return at < 0 || at + HashChain.LENGTH > all.length
                    ? null
                    : Arrays.copyOfRange(all, at, at + HashChain.LENGTH);
        }

        boolean holdsAll() {
            long length = (last - first + 1) * HashChain.LENGTH;
            return leaves.length == length && (seals == null || seals.length == length);
        }
    }

    /**
     * An event as it is stored, with the places of its text ({@code null} for one of an earlier version) and the salt
     * of its hash ({@code null} without text).
     */
    record Stored(JournalEvent event, String words, UUID salt) {}

    /** From one {@code seq} to another, both included. */
    public record Range(long first, long last) {
        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + " to " + last;
        }
    }

    /** The batches, one after another; {@code null} after the last. */
    interface Batches {
        Batch next() throws SQLException;
    }

    /**
     * @param erased number of events whose text was erased, as later events record
     * @param unsealed what earlier versions wrote, where an erasure could hide another change
     * @param findings empty when all is well; at most the first {@link #MOST_FINDINGS}, the earliest in the journal
     *     first
     */
    public record Result(long events, int streams, int erased, List<Range> unsealed, List<String> findings) {}

    /** @param reader folds the events; throws for one that it can't read or that does not follow */
    public JournalVerification(Consumer<JournalEvent> reader) {
        this.reader = reader;
    }

    /** Ends the connection's transaction without changing anything. */
    public Result verify(Connection connection) throws SQLException {
        connection.setAutoCommit(false); // one snapshot throughout, and rows as they arrive
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ERASED)) {
            while (rows.next()) {
                erasedLater.add(rows.getLong(1));
            }
        }
        boolean sealing = sealing(connection);
        var head = sealing ? HEAD : HEAD.replace("sealed_from", "null::bigint");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(head)) {
            if (rows.next() && rows.getObject(3) != null) {
                sealedFrom = rows.getLong(3);
            }
        }
        try (var ofEvents = fetching(connection);
                var ofBatches = fetching(connection);
                var events = ofEvents.executeQuery(
                        sealing ? EVENTS : EVENTS.replace("words, salt", "null::text, null::uuid"));
                var rows = ofBatches.executeQuery(sealing ? BATCHES : BATCHES.replace("seals", "null::bytea"))) {
            Batches batches = () -> rows.next()
                    ? new Batch(rows.getLong(1), rows.getLong(2), rows.getBytes(3), rows.getBytes(4), rows.getBytes(5))
                    : null;
            while (events.next() && findings.size() < MOST_FINDINGS) {
                check(stored(events), batches);
            }
            if (findings.isEmpty()) {
                checkEnd(batches.next());
            }
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(head)) {
            if (!rows.next()) {
                findings.add("the head is missing");
            } else if (findings.isEmpty()) {
                checkHead(rows.getLong(1), rows.getBytes(2));
            }
        }
        connection.rollback();
        return new Result(last, versions.size(), erased, List.copyOf(unsealed), List.copyOf(findings));
    }

    /** A journal that was written by earlier versions only has no seals. */
    private static boolean sealing(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SEALING)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static Statement fetching(Connection connection) throws SQLException {
        var statement = connection.createStatement();
        statement.setFetchSize(FETCH);
        return statement;
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    void check(Stored stored, Batches batches) throws SQLException {
        var e = stored.event();
        if (e.seq() != last + 1) {
            findings.add(
                    e.seq() == last + 2
                            ? "seq " + (last + 1) + " is missing"
                            : "seq " + (last + 1) + " to " + (e.seq() - 1) + " are missing");
        }
        last = e.seq();
        checkHash(stored, batches);
        int before = versions.getOrDefault(e.stream(), 0);
        if (e.version() != before + 1) {
            findings.add(
                    "seq " + e.seq() + ": version " + e.version() + " of " + e.stream() + " follows version " + before);
        }
        versions.put(e.stream(), e.version());
        if (!findings.isEmpty()) {
            return;
        }
        try {
            reader.accept(e);
        } catch (RuntimeException unreadable) {
            findings.add("seq " + e.seq() + " (" + e.type() + " of " + e.stream() + "): " + unreadable.getMessage());
        }
    }

    private void checkHash(Stored stored, Batches batches) throws SQLException {
        var e = stored.event();
        while (batch != null && e.seq() > batch.last()) {
            follow(batches.next());
        }
        var name = "seq " + e.seq() + " (" + e.type() + " of " + e.stream() + ") ";
        var leaf = batch == null ? null : batch.leaf(e.seq());
        if (leaf == null) {
            findings.add(name + "was put in: no batch holds it");
        } else if (batch.seals() == null) {
            checkUnsealed(e, leaf, name);
        } else {
            checkSealed(stored, leaf, batch.seal(e.seq()), name);
        }
    }

    private void checkUnsealed(JournalEvent e, byte[] leaf, String name) {
        if (Arrays.equals(leaf, chain.leaf(e))) {
            return;
        }
        if (erasedLater.contains(e.seq()) && e.data().contains(Masking.ERASED)) {
            erased++;
        } else {
            findings.add(name + "was changed or put in: it is not what its batch holds");
        }
    }

    private void checkSealed(Stored stored, byte[] leaf, byte[] seal, String name) {
        var e = stored.event();
        var masked = stored.words() == null ? e.data() : Masking.mask(e.data(), Masking.pointers(stored.words()));
        if (!Arrays.equals(seal, chain.seal(e, masked, stored.words()))) {
            findings.add(name + "was changed or put in: it is not what its batch holds, even without its words");
        } else if (Arrays.equals(leaf, chain.leaf(e, stored.salt()))) {
            return;
        } else if (erasedLater.contains(e.seq()) && stored.salt() == null && masked.equals(e.data())) {
            erased++;
        } else {
            findings.add(name + "was changed: its words are not what its batch holds, and no erasure says so");
        }
    }

    private void follow(Batch next) {
        if (next != null) {
            var name = "the batch of seq " + next.first() + " to " + next.last();
            if (next.first() != batch.last() + 1 || !next.holdsAll()) {
                findings.add(name + " does not continue the batch before it, which ends at " + batch.last());
            } else if (next.seals() == null && next.last() >= sealedFrom) {
                findings.add(name + " has no seals, and from seq " + sealedFrom + " on every event has one");
            } else if (!Arrays.equals(next.hash(), hash(next))) {
                findings.add(name + " was changed: its hash does not follow from the batch before it");
            }
        }
        if (next != null && next.seals() == null) {
            unsealed(next);
        }
        batch = next;
    }

    private byte[] hash(Batch next) {
        return next.seals() == null
                ? chain.batch(batch.hash(), next.leaves())
                : chain.sealed(batch.hash(), chain.content(next.leaves(), next.seals()));
    }

    private void unsealed(Batch next) {
        var before = unsealed.isEmpty() ? null : unsealed.get(unsealed.size() - 1);
        if (before != null && before.last() + 1 == next.first()) {
            unsealed.set(unsealed.size() - 1, new Range(before.first(), next.last()));
        } else {
            unsealed.add(new Range(next.first(), next.last()));
        }
    }

    private void checkEnd(Batch beyond) {
        if (batch.last() > last) {
            findings.add("seq " + (last + 1) + " to " + batch.last() + " are missing");
        } else if (beyond != null) {
            findings.add("seq " + (last + 1) + " and later are missing: a batch holds their hashes");
        }
    }

    private void checkHead(long seq, byte[] hash) {
        if (seq != last) {
            findings.add("the head says " + seq + ", the last event is " + last);
        } else if (!Arrays.equals(hash, batch.hash())) {
            findings.add("the head's hash is not that of the last batch");
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new JournalEvent(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getObject(6, java.time.OffsetDateTime.class).toInstant(),
                        row.getString(7),
                        row.getString(8)),
                row.getString(9),
                row.getObject(10, UUID.class));
    }
}
