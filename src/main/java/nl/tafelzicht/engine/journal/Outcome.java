package nl.tafelzicht.engine.journal;

/** The result of an append: its events are written together or not at all. */
public sealed interface Outcome {

    /** Committed to disk. {@code firstSeq} is the number of its first event; the others follow it. */
    record Appended(long firstSeq) implements Outcome {}

    /** Nothing was written: its id is in the journal already. */
    record Repeated(JournalEvent first) implements Outcome {}

    /**
     * Nothing was written: another writer took the expected version. Decide again on a picture that contains
     * {@code head}.
     */
    record Conflict(long head) implements Outcome {}
}
