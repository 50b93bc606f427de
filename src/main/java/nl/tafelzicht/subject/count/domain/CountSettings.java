package nl.tafelzicht.subject.count.domain;

import java.net.URI;
import java.nio.file.Path;

/**
 * How counts are imported and checked.
 *
 * @param folder from which the hub imports count files, or {@code null} for none
 * @param neighbourhoods within which stations' counts are compared
 * @param timestampService that dates official reports (RFC 3161), or {@code null} for none
 * @param sources where official reports may be fetched from
 */
public record CountSettings(Path folder, Neighbourhoods neighbourhoods, URI timestampService, ReportSources sources) {

    public static final CountSettings DEFAULT = new CountSettings(null, Neighbourhoods.NONE, null, ReportSources.NONE);
}
