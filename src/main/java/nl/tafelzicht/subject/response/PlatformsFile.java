package nl.tafelzicht.subject.response;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import nl.tafelzicht.engine.json.JsonFile;
import nl.tafelzicht.subject.response.domain.Platforms;
import nl.tafelzicht.subject.response.domain.Platforms.Platform;

/**
 * The platforms, from a file: {@code [{"name": "YouTube", "trustedFlagger": true, "channel": "…"}, {"name": "X",
 * "trustedFlagger": false, "note": "withdrawn"}]}.
 */
final class PlatformsFile {

    private PlatformsFile() {}

    /** @throws IOException that says where it is invalid */
    static Platforms read(Path file) throws IOException {
        List<Platform> platforms = JsonFile.read(file, new TypeReference<>() {});
        var names = new HashSet<String>();
        for (var p : platforms) {
            if (p == null || p.name() == null || p.name().isBlank()) {
                throw new IllegalArgumentException("each platform has a name");
            }
            if (!names.add(p.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(p.name() + " is there twice");
            }
        }
        return new Platforms(List.copyOf(platforms));
    }
}
