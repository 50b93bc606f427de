package nl.tafelzicht.engine.command;

import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;

/**
 * Issues the follow-up commands that a change requires: it compares the picture with what the rules require, and issues
 * a command for each difference. It looks at the state, not at the event that just happened, so that a check that was
 * interrupted is made up for by the next, on this node or another. Belongs to one event loop.
 */
public interface Reaction {

    /** The kinds whose changes it considers. */
    List<Kind<?>> kinds();

    /** Issues the commands that are missing. */
    void consider(Picture now, Change change);

    /** Sends commands, for one node. */
    interface Asker {

        /**
         * Sends a command; only one at a time for each matter.
         *
         * @param matter what the command is for; another command for the same matter waits until this one is done
         * @param subject id of the entity
         * @param actor recorded in the journal
         * @param retry what to consider again when the command failed, or when another is under way
         */
        <S extends Entity> void ask(
                Kind<S> kind, String matter, String subject, Command<S> command, String actor, Change retry);

        /** Sends a command with the hub itself as actor. */
        default <S extends Entity> void ask(
                Kind<S> kind, String matter, String subject, Command<S> command, Change retry) {
            ask(kind, matter, subject, command, CommandRequest.HUB, retry);
        }
    }
}
