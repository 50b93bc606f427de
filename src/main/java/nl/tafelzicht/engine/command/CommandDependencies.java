package nl.tafelzicht.engine.command;

import io.vertx.sqlclient.Pool;
import java.time.Clock;
import nl.tafelzicht.engine.eventsourcing.SubjectSettings;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.place.Gazetteer;

/**
 * What the verticles of subjects depend on.
 *
 * @param pool of connections to the journal's database
 * @param settings that subjects run with, each by its own type
 * @param clock of the election day
 */
public record CommandDependencies(
        CurrentPicture picture,
        JournalStore journal,
        Pool pool,
        CommandMetrics metrics,
        Gazetteer gazetteer,
        SubjectSettings settings,
        Clock clock) {}
