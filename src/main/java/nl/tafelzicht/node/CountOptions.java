package nl.tafelzicht.node;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.tafelzicht.subject.count.domain.Neighbourhoods;
import nl.tafelzicht.subject.count.domain.ReportSources;
import nl.tafelzicht.subject.count.format.NeighbourhoodTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How counts are taken and checked, and what of official reports is asked of others. */
final class CountOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

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

    Config.Counts counts() {
        check(
                countFolder == null || Files.isDirectory(countFolder) && Files.isWritable(countFolder),
                "--count-folder " + countFolder + " is no folder that can be written to");
        check(
                timestampService == null || isAddress(timestampService),
                "--timestamp-service is an address with http:// or https://, without a name and password in it");
        try {
            return new Config.Counts(
                    countFolder,
                    neighbourhoods == null ? Neighbourhoods.NONE : NeighbourhoodTable.read(neighbourhoods),
                    timestampService,
                    sources());
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--neighbourhoods " + neighbourhoods + " can't be read: " + e.getMessage(), e);
        }
    }

    private ReportSources sources() {
        check(reportNetworks == null || reportHosts != null, "--report-networks belongs to --report-hosts");
        try {
            return ReportSources.of(
                    reportHosts == null ? List.of() : reportHosts, reportNetworks == null ? List.of() : reportNetworks);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--report-hosts or --report-networks: " + e.getMessage(), e);
        }
    }

    private static boolean isAddress(URI service) {
        return service.getHost() != null
                && service.getUserInfo() == null
                && service.getFragment() == null
                && ("http".equals(service.getScheme()) || "https".equals(service.getScheme()));
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
