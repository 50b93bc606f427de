package nl.tafelzicht.subject.courier;

import java.io.IOException;
import java.nio.file.Path;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.subject.station.domain.UsualDay;
import nl.tafelzicht.subject.station.format.EarlierDay;
import picocli.CommandLine.Option;

/** Options of when voters are expected. */
final class UsualDayOptions implements ConfiguredSubject.Options<UsualDay> {

    @Option(
            names = "--earlier-day",
            description = "file of how voters came on an earlier day (CSV: time,voters or time,share; or the course of "
                    + "a day as the page saves it), by which ballots are forecast and turnout is compared")
    private Path earlierDay;

    @Override
    public UsualDay read() throws IOException {
        try {
            return earlierDay == null ? UsualDay.ASSUMED : EarlierDay.read(earlierDay);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("--earlier-day " + earlierDay + " can't be read: " + e.getMessage(), e);
        }
    }
}
