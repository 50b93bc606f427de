package nl.tafelzicht.engine.notify;

import java.time.Instant;
import java.util.Set;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.picture.Picture;

/** A {@link Subject} of which people are told outside the hub: those on duty by e-mail, other systems by webhook. */
public interface NotifyingSubject {

    Kind<?> kind();

    /** The names of the events that are told. */
    Set<String> told();

    /**
     * What is said of an entity as it is now.
     *
     * @param now by the clock of the election day
     * @return {@code null} when there is no such entity
     */
    Notice notice(Picture picture, String id, Instant now);
}
