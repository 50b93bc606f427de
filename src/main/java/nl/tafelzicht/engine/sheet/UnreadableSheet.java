package nl.tafelzicht.engine.sheet;

import java.util.Locale;
import nl.tafelzicht.election.Explanation;

/** A file is no spreadsheet, or exceeds a bound; nothing of it is used. */
public final class UnreadableSheet extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Explanation reason;

    UnreadableSheet(Explanation reason) {
        super(reason.in(Locale.ENGLISH), null, false, false);
        this.reason = reason;
    }

    public Explanation reason() {
        return reason;
    }
}
