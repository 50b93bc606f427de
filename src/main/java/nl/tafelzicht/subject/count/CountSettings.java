package nl.tafelzicht.subject.count;

import java.net.URI;
import java.nio.file.Path;
import nl.tafelzicht.engine.fetch.WebSources;
import nl.tafelzicht.subject.count.domain.Neighbourhoods;

/**
 * How counts are imported and checked.
 *
 * @param folder from which the hub imports count files, or {@code null} for none
 * @param neighbourhoods within which stations' counts are compared
 * @param timestampService that dates official reports (RFC 3161), or {@code null} for none
 * @param sources where official reports may be fetched from
 */
record CountSettings(Path folder, Neighbourhoods neighbourhoods, URI timestampService, WebSources sources) {

    static final CountSettings DEFAULT = new CountSettings(null, Neighbourhoods.NONE, null, WebSources.NONE);
}
