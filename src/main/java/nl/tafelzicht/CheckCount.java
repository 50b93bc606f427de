package nl.tafelzicht;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import nl.tafelzicht.node.LogOptions;
import nl.tafelzicht.subject.count.domain.AbacusRules;
import nl.tafelzicht.subject.count.domain.ControlProtocol;
import nl.tafelzicht.subject.count.domain.Count;
import nl.tafelzicht.subject.count.domain.CountComparison;
import nl.tafelzicht.subject.count.domain.CountComparison.Change;
import nl.tafelzicht.subject.count.domain.Finding;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.subject.count.domain.Neighbourhoods;
import nl.tafelzicht.subject.count.format.Eml510;
import nl.tafelzicht.subject.count.format.NeighbourhoodTable;
import nl.tafelzicht.subject.count.format.ProtocolCsv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Checks a count file without a hub: by the rules of Abacus and the Electoral Council's control protocol. Exit status 0
 * when it holds no error, 1 when it does, 2 when it can't be read.
 */
@Command(
        name = "check-count",
        description = "Check a count file (EML_NL 510) by the rules of Abacus and the control protocol.",
        mixinStandardHelpOptions = true)
final class CheckCount implements Callable<Integer> {

    /** More than twice the size of the file of the largest municipality. */
    static final long MAX_BYTES = 160L << 20;

    @Parameters(paramLabel = "FILE", description = "the count: EML_NL 510b, or another 510")
    private Path file;

    @Option(
            names = "--csv",
            paramLabel = "DIR",
            description = "folder for a.csv, b.csv and c.csv, in the form of the Electoral Council's program")
    private Path csv;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "the count of an earlier session: what changed since is printed, number by number")
    private Path earlier;

    @Option(
            names = "--neighbourhoods",
            paramLabel = "FILE",
            description = "CSV (zip_code,neighbourhood_code,ambiguous): stations are compared within their "
                    + "neighbourhood too")
    private Path neighbourhoods;

    @Mixin
    private LogOptions log;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var bytes = bytes(file);
        var fingerprint = CompletableFuture.supplyAsync(() -> Fingerprint.of(bytes));
        var count = read(file, bytes);
        var changes = earlier == null ? null : changes(read(earlier, bytes(earlier)), count);
        var findings = AbacusRules.check(count);
        var places = neighbourhoods();
        var results = ControlProtocol.check(count, places);
        var tables = new ProtocolCsv(count, results, places.areKnown());
        print(count, fingerprint.join(), findings, results);
        if (changes != null) {
            print(changes);
        }
        if (csv != null) {
            write(tables);
        }
        return findings.stream().anyMatch(f -> f.group() == Finding.Group.ERRORS) ? 1 : 0;
    }

    private Count read(Path file, byte[] bytes) {
        try {
            return Eml510.read(new ByteArrayInputStream(bytes));
        } catch (Eml510.Unreadable e) {
            throw bad(file + ": " + e.getMessage());
        }
    }

    private Neighbourhoods neighbourhoods() throws IOException {
        if (neighbourhoods == null) {
            return Neighbourhoods.NONE;
        }
        if (!Files.isRegularFile(neighbourhoods)) {
            throw bad(neighbourhoods + ": there is no such file");
        }
        try {
            return NeighbourhoodTable.read(neighbourhoods);
        } catch (IllegalArgumentException e) {
            throw bad(neighbourhoods + ": " + e.getMessage());
        }
    }

    private List<Change> changes(Count before, Count after) {
        try {
            return CountComparison.of(before, after);
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage());
        }
    }

    private void print(List<Change> changes) {
        var out = spec.commandLine().getOut();
        changes.forEach(c -> out.println("changed  " + (c.unit() == null ? "total" : c.unit()) + "  " + c.what() + "  "
                + said(c.before()) + " -> " + said(c.after())));
        out.println(changes.size() + " numbers changed since the earlier file");
        out.flush();
    }

    private static String said(Integer number) {
        return number == null ? "not stated" : String.valueOf(number);
    }

    private byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw bad(file + ": there is no such file");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw bad(file + ": is larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        return Files.readAllBytes(file);
    }

    private void write(ProtocolCsv tables) throws IOException {
        Files.createDirectories(csv);
        for (var table : Map.of("a.csv", tables.a(), "b.csv", tables.b(), "c.csv", tables.c())
                .entrySet()) {
            Files.write(csv.resolve(table.getKey()), table.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void print(
            Count count, Fingerprint fingerprint, List<Finding> findings, List<ControlProtocol.Result> results) {
        var out = spec.commandLine().getOut();
        out.println("SHA-256     " + fingerprint);
        out.println("election    " + count.election() + " " + count.electionName() + ", " + count.electionDate());
        out.println("counted by  " + count.authority() + " " + count.authorityName() + ", "
                + count.units().size() + " stations, " + count.lists().size() + " lists");
        if (!count.notStated().isEmpty()) {
            out.println("not stated, so not checked: " + String.join(", ", count.notStated()));
        }
        findings.forEach(f -> out.println(f.code() + "  " + (f.unit() == null ? "total" : f.unit())
                + (f.list() == null ? "" : "  list " + f.list()) + "  "
                + f.numbers().entrySet().stream()
                        .map(n -> n.getKey() + "=" + n.getValue())
                        .collect(Collectors.joining(" "))));
        long unexplained = results.stream()
                .filter(r -> r.unexplained() != 0 || r.unaccounted() != 0)
                .count();
        out.println("control protocol: " + unexplained + " stations with unexplained differences, "
                + results.stream().filter(ControlProtocol.Result::isRemarkable).count() + " remarkable, "
                + results.stream().mapToInt(r -> r.switched().size()).sum() + " pairs possibly switched");
        out.println(
                findings.stream().filter(f -> f.group() == Finding.Group.ERRORS).count() + " errors, "
                        + findings.stream()
                                .filter(f -> f.group() == Finding.Group.WARNINGS)
                                .count()
                        + " warnings");
        out.flush();
    }

    private ParameterException bad(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
