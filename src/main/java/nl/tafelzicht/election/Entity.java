package nl.tafelzicht.election;

/** What the picture holds of one subject: folded from its stream of the journal, and what its viewers get. Immutable. */
public interface Entity {

    String id();

    /** Number of its events so far; an append names it, so that a decision on an old state is refused. */
    int version();

    /** {@code seq} of its last change. */
    long seq();

    /** Who may see it now. */
    Visibility visibility();

    /** Who could see it once, though perhaps not any more: they are told that it is gone. The same as {@link #visibility} when that never shrank. */
    default Visibility everVisible() {
        return visibility();
    }

    /** The half that goes out to viewers. */
    Object state();
}
