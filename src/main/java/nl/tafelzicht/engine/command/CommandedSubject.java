package nl.tafelzicht.engine.command;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.picture.Picture;

/**
 * A subject whose commands write only to its own entities: the engine does the rest. Registered as every
 * {@link Subject} is.
 *
 * @param <C> its commands, a sealed type of records
 * @param <E> its events
 * @param <S> its entities
 */
public interface CommandedSubject<C extends Command<S>, E, S extends Entity> extends Subject<E, S> {

    public Class<C> commandType();

    /**
     * Writes to other entities that go into the same transaction as the decision, so that of two decisions that touch
     * the same entity only one succeeds at first. Pure.
     */
    default List<CommandVerticle.Write> together(C command, List<E> events) {
        return List.of();
    }

    /**
     * The events that follow from a command. Pure.
     *
     * @param picture all other entities
     * @param before {@code null} when there is no such entity
     * @param now by the clock of the election day
     */
    public Decision<E> decide(Picture picture, S before, C command, Instant now);
}
