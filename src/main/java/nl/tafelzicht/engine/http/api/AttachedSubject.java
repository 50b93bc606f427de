package nl.tafelzicht.engine.http.api;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.picture.Picture;

/** A {@link Subject} that says what else belongs in the timelines of entities, of its own or of other subjects. */
public interface AttachedSubject {

    /**
     * One that belongs there.
     *
     * @param goesOn whether what belongs to it belongs there, too
     */
    record Attached<S extends Entity>(Kind<S> kind, S entity, boolean goesOn) {}

    /**
     * What belongs to some entities, whoever may see it. Asked again of what it answers.
     *
     * @param whose the timeline is
     * @param to those that are in it
     */
    Future<List<Attached<?>>> attached(Picture now, HttpDependencies node, EntityKey whose, Set<EntityKey> to);
}
