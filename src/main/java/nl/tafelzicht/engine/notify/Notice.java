package nl.tafelzicht.engine.notify;

import java.util.Set;
import nl.tafelzicht.election.Severity;

/**
 * What is said outward of something that people have to know at once. Mail passes through other people's servers: of
 * what is not open it only says that something waits, and where. Immutable.
 */
public interface Notice {

    Severity severity();

    /** Whether its content may leave the hub. */
    boolean isOpen();

    /** The accounts of those who are told by mail. */
    Set<String> accounts();

    /** The subject of a mail. */
    String title();

    /** The text of a mail. @param page the hub's address, without a slash at its end; or {@code null} */
    String text(String page);

    /** What a webhook gets. @param type of the event; {@code seq} of it */
    String json(String type, long seq);
}
