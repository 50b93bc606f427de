package nl.tafelzicht.engine.command;

import java.util.UUID;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Entity;

/**
 * A command for the verticle of its subject.
 *
 * @param <S> the entity that it is for
 * @param id under which its (first) event will stand in the journal; a command with the same id takes effect once
 * @param subject id of the entity that it is for
 * @param command one of the subject's commands
 * @param actor name of the account that asks
 * @param said fingerprint of the content sent under the client's key; {@code null} when there is no key
 */
public record CommandRequest<S extends Entity>(UUID id, String subject, Command<S> command, String actor, UUID said) {

    public CommandRequest(UUID id, String subject, Command<S> command, String actor) {
        this(id, subject, command, actor, null);
    }

    /** The actor of events that no person caused. */
    public static final String HUB = "hub";
    /** The actor of what a person without an account sends. */
    public static final String PUBLIC = "public";
    /** The actor of a report whose reporter is protected: the journal does not record who it was. */
    public static final String SHIELDED = "shielded";
}
