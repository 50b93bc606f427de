package nl.tafelzicht.subject.station;

import java.time.Duration;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.engine.fetch.WebSources;
import nl.tafelzicht.subject.station.domain.DeadlineRule;
import picocli.CommandLine.Option;

/** Options of when a station is overdue or silent, and where files of stations are fetched from. */
final class StationOptions implements ConfiguredSubject.Options<StationSettings> {

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

    @Option(
            names = "--station-file-hosts",
            split = ",",
            description = "hosts from which files of stations may be fetched (www.example.nl,*.example.org); without "
                    + "it, none are")
    private List<String> stationFileHosts;

    @Option(
            names = "--station-file-networks",
            split = ",",
            description = "networks of an intranet (10.1.0.0/16) in which these hosts may be too, with http:// as well")
    private List<String> stationFileNetworks;

    @Override
    public StationSettings read() {
        check(openingGrace >= 0 && openingGrace <= 1_440, "--opening-grace is between 0 and 1440 minutes");
        check(silenceLimit > 0 && silenceLimit <= 1_440, "--silence-limit is between 1 and 1440 minutes");
        return new StationSettings(
                new DeadlineRule(Duration.ofMinutes(openingGrace), Duration.ofMinutes(silenceLimit)), sources());
    }

    private WebSources sources() {
        check(
                stationFileNetworks == null || stationFileHosts != null,
                "--station-file-networks belongs to --station-file-hosts");
        try {
            return WebSources.of(
                    stationFileHosts == null ? List.of() : stationFileHosts,
                    stationFileNetworks == null ? List.of() : stationFileNetworks);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--station-file-hosts or --station-file-networks: " + e.getMessage(), e);
        }
    }
}
