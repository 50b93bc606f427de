package nl.tafelzicht.engine.command;

import java.util.UUID;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Refusal;

/** What became of a {@link CommandRequest}. */
public sealed interface CommandAnswer {

    /**
     * It is in the journal and in this node's picture.
     *
     * @param entity the subject as it was right after the event
     * @param repeated it was there already: this is the first answer again
     */
    public record Done(UUID id, long seq, Entity entity, boolean repeated) implements CommandAnswer {}

    /** Nothing had to change. */
    public record Unchanged(Entity entity) implements CommandAnswer {}

    public record Refused(Refusal refusal) implements CommandAnswer {}
}
