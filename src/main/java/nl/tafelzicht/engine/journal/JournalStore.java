package nl.tafelzicht.engine.journal;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where the journal is stored: PostgreSQL, or memory in a simulation. After a failed future it is unknown whether the
 * call took effect.
 */
public interface JournalStore {

    /**
     * Appends a batch of appends, each of one or more events, in one transaction.
     *
     * @return the head before the batch and the indexes of the refused appends
     */
    Future<Written> append(List<List<NewEvent>> appends);

    /** @param refused indexes, ascending, of the appends whose id or version is taken */
    record Written(long head, List<Integer> refused) {}

    /**
     * The store will never accept this batch, since it contains something that can't be stored; nothing of it was
     * written.
     */
    final class Rejected extends RuntimeException {
        public Rejected(String message, Throwable cause) {
            super(message, cause, false, false);
        }
    }

    /**
     * The database is not the one that this journal began with: it was restored, or another one took over. What this
     * node holds may be wrong.
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

    /** Fails when a batch could not be stored for lack of space, or because the server is read-only. Stores nothing. */
    Future<Void> probe();

    /** Up to {@code limit} events after {@code seq}, in order. */
    Future<List<JournalEvent>> readAfter(long seq, int limit);

    /** The events of a stream with a version in ({@code after}, {@code until}], in order. */
    Future<List<JournalEvent>> readStream(String stream, int after, int until);

    /** All events of these streams, each stream's in order; for at most a thousand short streams. */
    Future<List<JournalEvent>> readStreams(List<String> streams);

    /** The newest events of these streams with a {@code seq} below {@code before}, newest first. */
    Future<List<JournalEvent>> readNewest(List<String> streams, long before, int limit);

    /**
     * The newest events of a type with a {@code seq} below {@code before}, newest first; fast for types that have an
     * index.
     */
    Future<List<JournalEvent>> readType(String type, long before, int limit);

    /**
     * All events of these types in the streams in which an event of the first of these types holds {@code value} in a
     * field of its data, oldest first. Reads the whole journal: for rare questions.
     */
    Future<List<JournalEvent>> readRelated(List<String> types, String field, String value);

    /**
     * The last event that was accepted by a moment, or 0. Nodes' clocks differ a little, and the answer is only as
     * exact as they are.
     */
    Future<Long> seqAt(Instant moment);

    /** The event with this id, or {@code null}. */
    Future<JournalEvent> find(UUID id);

    /**
     * The fingerprint that was stored with the event of this id ({@link NewEvent#said}), or {@code null} when there is
     * none, or none any more.
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
