package nl.tafelzicht.subject.count.domain;

import java.net.URI;
import java.nio.file.Path;

/**
 * How counts are taken and checked.
 *
 * @param folder in which count files are laid for the hub to take, or {@code null} for none
 * @param neighbourhoods that stations' counts are compared in
 * @param timestampService that dates official reports (RFC 3161), or {@code null} for none
 * @param sources where official reports may be fetched from
 */
public record CountSettings(Path folder, Neighbourhoods neighbourhoods, URI timestampService, ReportSources sources) {

    public static final CountSettings DEFAULT = new CountSettings(null, Neighbourhoods.NONE, null, ReportSources.NONE);
}
