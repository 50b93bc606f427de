package nl.tafelzicht.engine.command;

import io.vertx.core.VerticleBase;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} with its own verticles: its commands write to other entities too, or it acts by itself. */
public interface ActiveSubject {

    /** The verticles for one node; deployed after the journal was replayed. */
    List<VerticleBase> verticles(CommandDependencies dependencies);
}
