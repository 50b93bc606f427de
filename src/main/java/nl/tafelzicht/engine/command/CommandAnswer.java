package nl.tafelzicht.engine.command;

import java.util.UUID;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
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

    /**
     * The entity after the command, as one of its kind.
     *
     * @throws IllegalStateException when the command was refused
     * @throws ClassCastException for an entity of another kind
     */
    default <S extends Entity> S entity(Kind<S> kind) {
        if (this instanceof Done done) {
            return kind.type().cast(done.entity());
        }
        if (this instanceof Unchanged unchanged) {
            return kind.type().cast(unchanged.entity());
        }
        throw new IllegalStateException("there is no entity in " + this);
    }
}
