package nl.tafelzicht.election;

/**
 * That somebody was given something marked RED: its readers are themselves on record.
 *
 * @param kind of the entity, in one word
 * @param seq of the version that was given
 * @param reader account
 * @param way how: {@code live}, {@code picture}, or the kind of request
 */
public record AccessRecorded(String kind, String id, long seq, String reader, String way) {}
