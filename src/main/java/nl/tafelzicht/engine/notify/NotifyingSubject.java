package nl.tafelzicht.engine.notify;

import java.time.Instant;
import java.util.Set;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.picture.Picture;

/** A {@link Subject} with notifications outside the hub: to people on duty by e-mail, to other systems by webhook. */
public interface NotifyingSubject {

    Kind<?> kind();

    /** The names of the events that cause a notification. */
    Set<String> told();

    /**
     * The notice about an entity as it is now.
     *
     * @param now by the clock of the election day
     * @return {@code null} when there is no such entity
     */
    Notice notice(Picture picture, String id, Instant now);
}
