package nl.tafelzicht.engine.notify;

import java.util.Set;
import nl.tafelzicht.election.Severity;

/**
 * The text of a notification that leaves the hub. Mail passes through other people's servers: a notice that is not open
 * only says that something waits, and where. Immutable.
 */
public interface Notice {

    Severity severity();

    /** Whether its content may leave the hub. */
    boolean isOpen();

    /** The accounts that get it by mail. */
    Set<String> accounts();

    /** The subject of a mail. */
    String title();

    /**
     * The text of a mail.
     *
     * @param page the hub's address, without a slash at its end; or {@code null}
     */
    String text(String page);

    /**
     * The body for a webhook.
     *
     * @param type of the event
     * @param seq of the event
     */
    String json(String type, long seq);
}
