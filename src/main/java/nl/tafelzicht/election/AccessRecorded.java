package nl.tafelzicht.election;

/**
 * Records that somebody was shown an entity marked RED, so that its readers are known.
 *
 * @param kind word for the kind of the entity
 * @param seq of the version that was shown
 * @param reader account
 * @param way how it was shown: {@code live}, {@code picture}, or the kind of request
 */
public record AccessRecorded(String kind, String id, long seq, String reader, String way) {}
