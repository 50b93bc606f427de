package nl.tafelzicht.subject.count;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.engine.fetch.WebSources;
import nl.tafelzicht.subject.count.domain.Neighbourhoods;
import nl.tafelzicht.subject.count.format.NeighbourhoodTable;
import picocli.CommandLine.Option;

/** Options of how counts are imported and checked, and which services are used for official reports. */
final class CountOptions implements ConfiguredSubject.Options<CountSettings> {

    @Option(
            names = "--count-folder",
            description = "folder from which count files (*.xml) are taken, and laid aside in taken or refused")
    private Path countFolder;

    @Option(
            names = "--neighbourhoods",
            description = "file (CSV: zip_code,neighbourhood_code,ambiguous) by which stations' counts are compared "
                    + "within their neighbourhood too")
    private Path neighbourhoods;

    @Option(
            names = "--timestamp-service",
            description = "address of a time-stamp service (RFC 3161) that dates official reports; without it, none is "
                    + "asked")
    private URI timestampService;

    @Option(
            names = "--report-hosts",
            split = ",",
            description = "hosts from which official reports may be fetched (www.example.nl,*.example.org); without "
                    + "it, none are")
    private List<String> reportHosts;

    @Option(
            names = "--report-networks",
            split = ",",
            description = "networks of an intranet (10.1.0.0/16) in which these hosts may be too, with http:// as well")
    private List<String> reportNetworks;

    @Override
    public CountSettings read() throws IOException {
        check(
                countFolder == null || Files.isDirectory(countFolder) && Files.isWritable(countFolder),
                "--count-folder " + countFolder + " is no folder that can be written to");
        check(
                timestampService == null || isAddress(timestampService),
                "--timestamp-service is an address with http:// or https://, without a name and password in it");
        return new CountSettings(countFolder, neighbourhoods(), timestampService, sources());
    }

    private Neighbourhoods neighbourhoods() throws IOException {
        try {
            return neighbourhoods == null ? Neighbourhoods.NONE : NeighbourhoodTable.read(neighbourhoods);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("--neighbourhoods " + neighbourhoods + " can't be read: " + e.getMessage(), e);
        }
    }

    private WebSources sources() {
        check(reportNetworks == null || reportHosts != null, "--report-networks belongs to --report-hosts");
        try {
            return WebSources.of(
                    reportHosts == null ? List.of() : reportHosts, reportNetworks == null ? List.of() : reportNetworks);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--report-hosts or --report-networks: " + e.getMessage(), e);
        }
    }

    private static boolean isAddress(URI service) {
        return service.getHost() != null
                && service.getUserInfo() == null
                && service.getFragment() == null
                && ("http".equals(service.getScheme()) || "https".equals(service.getScheme()));
    }
}
