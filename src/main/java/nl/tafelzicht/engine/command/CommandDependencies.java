package nl.tafelzicht.engine.command;

import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.count.domain.Neighbourhoods;
import nl.tafelzicht.subject.count.domain.ReportSources;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.response.domain.Platforms;
import nl.tafelzicht.subject.station.domain.DeadlineRule;

/**
 * What the verticles of subjects depend on.
 *
 * @param pool of connections to the journal's database
 * @param countFolder in which count files are laid, or {@code null} for none
 * @param neighbourhoods that stations' counts are compared in
 * @param timestampService that dates official reports (RFC 3161), or {@code null} for none
 * @param reportSources where official reports may be fetched from
 * @param clock of the election day
 */
public record CommandDependencies(
        CurrentPicture picture,
        JournalStore journal,
        Pool pool,
        CommandMetrics metrics,
        Gazetteer gazetteer,
        EscalationRules escalationRules,
        DeadlineRule deadlineRule,
        Platforms platforms,
        Path countFolder,
        Neighbourhoods neighbourhoods,
        URI timestampService,
        ReportSources reportSources,
        Clock clock) {}
