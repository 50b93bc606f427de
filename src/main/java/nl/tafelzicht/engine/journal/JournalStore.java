package nl.tafelzicht.engine.journal;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where the journal is kept: PostgreSQL, or memory in a simulation. A future that fails leaves open whether the call
 * took effect.
 */
public interface JournalStore {

    /**
     * Appends a batch of appends, each of one or more events, in one transaction.
     *
     * @return the head before the batch and the indexes of the refused appends
     */
    Future<Written> append(List<List<NewEvent>> appends);

    /** @param refused indexes, ascending, of the appends of which an id or a version is taken */
    record Written(long head, List<Integer> refused) {}

    /** The store will never take this batch, since something in it can't be stored; nothing of it was written. */
    final class Rejected extends RuntimeException {
        public Rejected(String message, Throwable cause) {
            super(message, cause, false, false);
        }
    }

    /**
     * The database is not the one that this journal began with: it was restored, or another took over. What this node
     * holds may not be so any more.
     */
    final class Replaced extends RuntimeException {
        public Replaced() {
            super(
                    "the journal is another one: it was restored from a backup, or a standby took over",
                    null,
                    false,
                    false);
        }
    }

    /** Fails when there would be no room for a batch, or nothing may be written. Nothing is kept. */
    Future<Void> probe();

    /** Up to {@code limit} events after {@code seq}, in order. */
    Future<List<JournalEvent>> readAfter(long seq, int limit);

    /** The events of a stream with a version in ({@code after}, {@code until}], in order. */
    Future<List<JournalEvent>> readStream(String stream, int after, int until);

    /** All events of these streams, each stream's in order; of at most a thousand streams, none of which is long. */
    Future<List<JournalEvent>> readStreams(List<String> streams);

    /** The newest events of these streams with a {@code seq} below {@code before}, newest first. */
    Future<List<JournalEvent>> readNewest(List<String> streams, long before, int limit);

    /**
     * The newest events of a type with a {@code seq} below {@code before}, newest first; quick for types that have an
     * index.
     */
    Future<List<JournalEvent>> readType(String type, long before, int limit);

    /**
     * All events of these types in the streams in which one of the first of them holds {@code value} in a field of its
     * data, oldest first. Reads the whole journal: for what is seldom asked.
     */
    Future<List<JournalEvent>> readRelated(List<String> types, String field, String value);

    /**
     * The last event that was accepted by a moment, or 0. Nodes' clocks differ a little, so it is exact to about as
     * much.
     */
    Future<Long> seqAt(Instant moment);

    /** The event with this id, or {@code null}. */
    Future<JournalEvent> find(UUID id);

    /**
     * The fingerprint that came with the event of this id ({@link NewEvent#said}), or {@code null} when none did, or
     * none is known any more.
     */
    Future<UUID> said(UUID id);

    /** The journal's id and its head. */
    Future<Head> head();

    /**
     * @param journal changes when the journal is restored from a backup, since a {@code seq} may then mean something
     *     else
     */
    record Head(UUID journal, long seq) {}
}
