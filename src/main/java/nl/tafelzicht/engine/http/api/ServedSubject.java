package nl.tafelzicht.engine.http.api;

import java.util.Optional;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Rights.Reach;
import nl.tafelzicht.engine.command.CommandedSubject;
import nl.tafelzicht.engine.eventsourcing.Subject;

/**
 * A subject with operations in the API. Its routes, its part of the OpenAPI document, the rights to change it, its
 * timeline and its escalation follow from this. Registered as every {@link Subject} is.
 *
 * @param <C> its commands
 * @param <E> its events
 * @param <S> its entities
 */
public interface ServedSubject<C extends Command<S>, E, S extends Entity>
        extends CommandedSubject<C, E, S>, DocumentedSubject {

    /** How far a role may change entities of this subject. */
    public Reach mayChange(Role role);

    /** Names its operations and defines what each does. */
    public void install(SubjectEndpoint<C, S> endpoint);

    /** What an escalation by hand shows of an entity; empty when it can't be escalated. */
    public default Optional<Escalatable> escalatable(S entity) {
        return Optional.empty();
    }
}
