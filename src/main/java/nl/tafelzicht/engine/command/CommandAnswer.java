package nl.tafelzicht.engine.command;

import java.util.UUID;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Refusal;

/** The result of a {@link CommandRequest}. */
public sealed interface CommandAnswer {

    /**
     * It is in the journal and in this node's picture.
     *
     * @param entity the entity right after the event
     * @param repeated whether the command was carried out before: this is the first answer again
     */
    public record Done(UUID id, long seq, Entity entity, boolean repeated) implements CommandAnswer {}

    /** The command changed nothing. */
    public record Unchanged(Entity entity) implements CommandAnswer {}

    public record Refused(Refusal refusal) implements CommandAnswer {}
}
