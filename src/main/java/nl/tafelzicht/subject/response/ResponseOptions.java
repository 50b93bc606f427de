package nl.tafelzicht.subject.response;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.subject.response.domain.Platforms;
import nl.tafelzicht.subject.response.domain.ResponseSettings;
import picocli.CommandLine.Option;

/** Options of how narratives are answered. */
final class ResponseOptions implements ConfiguredSubject.Options<ResponseSettings> {

    @Option(
            names = "--platforms",
            description = "file (JSON) with the platforms that flags and notices go to, instead of the defaults")
    private Path platforms;

    @Option(
            names = "--register-from",
            description = "from when the public reads what was flagged to platforms (2026-03-19T12:00:00+01:00); "
                    + "without it, not yet")
    private OffsetDateTime registerFrom;

    @Override
    public ResponseSettings read() throws IOException {
        try {
            return new ResponseSettings(
                    platforms == null ? Platforms.DEFAULT : PlatformsFile.read(platforms),
                    registerFrom == null ? null : registerFrom.toInstant());
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("--platforms " + platforms + " can't be read: " + e.getMessage(), e);
        }
    }
}
