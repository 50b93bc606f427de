package nl.tafelzicht.engine.command;

import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} that requires follow-up commands when entities change. */
public interface ReactingSubject {

    /** Its reactions for one node. */
    List<Reaction> reactions(CommandDependencies dependencies, Reaction.Asker asker);
}
