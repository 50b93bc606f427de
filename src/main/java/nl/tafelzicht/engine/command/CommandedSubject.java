package nl.tafelzicht.engine.command;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.picture.Picture;

/**
 * A subject whose commands write to its own entities alone: the engine does the rest. Registered as every
 * {@link Subject} is.
 *
 * @param <C> its commands, a sealed type of records
 * @param <E> its events
 * @param <S> its entities
 */
public interface CommandedSubject<C extends Command<S>, E, S extends Entity> extends Subject<E, S> {

    public Class<C> commandType();

    /**
     * What is written to other entities together with what was decided: it stands or falls with it, so that of two
     * decisions that touch the same entity one is first. Pure.
     */
    default List<CommandVerticle.Write> together(C command, List<E> events) {
        return List.of();
    }

    /**
     * What follows from a command. Pure.
     *
     * @param picture what else is known
     * @param before {@code null} when there is no such entity
     * @param now by the clock of the election day
     */
    public Decision<E> decide(Picture picture, S before, C command, Instant now);
}
