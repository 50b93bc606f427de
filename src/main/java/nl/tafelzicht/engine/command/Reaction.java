package nl.tafelzicht.engine.command;

import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;

/**
 * What has to follow when an entity changed: it compares the picture with what should be so, and asks for each
 * difference. It looks at what is, not at what just happened, so that a look that did not come to its end is made up
 * for by the next, of this node or another. Belongs to one event loop.
 */
public interface Reaction {

    /** Of which changes it is told. */
    List<Kind<?>> kinds();

    /** Asks for what should be so and is not. */
    void consider(Picture now, Change change);

    /** Sends commands, for one node. */
    interface Asker {

        /**
         * Sends a command, once at a time for each matter.
         *
         * @param matter what it is for; another command for the same waits until this one is done
         * @param subject id of the entity
         * @param actor in whose name it stands in the journal
         * @param retry what to look at again when it did not get through, or when another is under way
         */
        <S extends Entity> void ask(
                Kind<S> kind, String matter, String subject, Command<S> command, String actor, Change retry);

        /** In the hub's own name. */
        default <S extends Entity> void ask(
                Kind<S> kind, String matter, String subject, Command<S> command, Change retry) {
            ask(kind, matter, subject, command, CommandRequest.HUB, retry);
        }
    }
}
