package nl.tafelzicht.subject.election.domain;

import java.util.Locale;
import nl.tafelzicht.election.Since;

/** Where the definition of an election comes from, in ascending order of authority. */
@Since(2)
public enum DefinedBy {
    /** A file of polling stations named it. */
    MENTION,
    /** Somebody entered it. */
    HAND,
    /** The Electoral Council's definition (EML 110a). */
    FILE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
