package nl.tafelzicht.engine.command;

import io.vertx.core.VerticleBase;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} with verticles of its own: whose commands write to others too, or that acts by itself. */
public interface ActiveSubject {

    /** One of each, for one node; deployed after the journal was replayed. */
    List<VerticleBase> verticles(CommandDependencies dependencies);
}
