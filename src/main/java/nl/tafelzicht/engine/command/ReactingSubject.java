package nl.tafelzicht.engine.command;

import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} that says what has to follow when something changed. */
public interface ReactingSubject {

    /** One of each, for one node. */
    List<Reaction> reactions(CommandDependencies dependencies, Reaction.Asker asker);
}
