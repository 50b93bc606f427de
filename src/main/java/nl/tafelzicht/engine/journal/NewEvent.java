package nl.tafelzicht.engine.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An event to be appended to the journal.
 *
 * @param id derived from the client's idempotency key, or random; in the journal at most once
 * @param stream of the entity that it is about, such as {@code station/GM0363-12}
 * @param version its number within the stream, from 1: one more than the version that the decision was based on
 * @param at in whole milliseconds, so that an event reads the same before and after it was stored
 * @param actor the account that caused it
 * @param data the event as a JSON object
 * @param said fingerprint of what the client sent under its key, or {@code null} when there is no key; stored beside
 *     the event, not in it
 * @param words where in {@code data} people's text is: JSON pointers separated by a space, empty when there is none
 * @param masked {@code data} without that text ({@link Masking}), {@code null} when there is none
 * @param format the format of the journal that a node must understand to read it; from 1
 */
public record NewEvent(
        UUID id,
        String stream,
        int version,
        String type,
        Instant at,
        String actor,
        String data,
        UUID said,
        String words,
        String masked,
        int format) {

    public NewEvent(UUID id, String stream, int version, String type, Instant at, String actor, String data) {
        this(id, stream, version, type, at, actor, data, null, "", null, 1);
    }

    public NewEvent withWords(List<String> pointers) {
        return pointers.isEmpty()
                ? this
                : new NewEvent(
                        id,
                        stream,
                        version,
                        type,
                        at,
                        actor,
                        data,
                        said,
                        String.join(" ", pointers),
                        Masking.mask(data, pointers),
                        format);
    }

    public NewEvent withSaid(UUID fingerprint) {
        return new NewEvent(id, stream, version, type, at, actor, data, fingerprint, words, masked, format);
    }

    public NewEvent withFormat(int needed) {
        return needed == format
                ? this
                : new NewEvent(id, stream, version, type, at, actor, data, said, words, masked, needed);
    }

    JournalEvent withSeq(long seq) {
        return new JournalEvent(seq, id, stream, version, type, at, actor, data);
    }
}
