package nl.tafelzicht.subject.station;

import java.time.Duration;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.subject.station.domain.DeadlineRule;
import picocli.CommandLine.Option;

/** Options of when a station is overdue or silent. */
final class DeadlineOptions implements ConfiguredSubject.Options<DeadlineRule> {

    @Option(
            names = "--opening-grace",
            defaultValue = "15",
            description = "minutes after its opening time until a station is overdue")
    private int openingGrace;

    @Option(
            names = "--silence-limit",
            defaultValue = "90",
            description = "minutes without a report until an open station is silent")
    private int silenceLimit;

    @Override
    public DeadlineRule read() {
        check(openingGrace >= 0 && openingGrace <= 1_440, "--opening-grace is between 0 and 1440 minutes");
        check(silenceLimit > 0 && silenceLimit <= 1_440, "--silence-limit is between 1 and 1440 minutes");
        return new DeadlineRule(Duration.ofMinutes(openingGrace), Duration.ofMinutes(silenceLimit));
    }
}
