package nl.tafelzicht.engine.http.api;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.picture.Picture;

/** A {@link Subject} that adds related entities to the timelines of entities, of its own or of other subjects. */
public interface AttachedSubject {

    /**
     * A related entity.
     *
     * @param goesOn whether entities related to it belong in the timeline, too
     */
    record Attached<S extends Entity>(Kind<S> kind, S entity, boolean goesOn) {}

    /**
     * The entities related to some entities, whoever may see them. Called again with what it returns.
     *
     * @param whose the entity of the timeline
     * @param to the entities that are in the timeline already
     */
    Future<List<Attached<?>>> attached(Picture now, HttpDependencies node, EntityKey whose, Set<EntityKey> to);
}
