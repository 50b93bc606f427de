package nl.tafelzicht;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nl.tafelzicht.engine.journal.JournalVerification;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.engine.seal.SignedCheckpointCheck;
import nl.tafelzicht.node.DatabaseOptions;
import nl.tafelzicht.node.LogOptions;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.station.domain.Station;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Reads the whole journal and checks that nothing in it was changed. With checkpoints that were kept elsewhere it also
 * detects a journal that was rewritten as a whole.
 */
@Command(
        name = "verify-journal",
        description = "Check order, contiguity and integrity of the journal.",
        mixinStandardHelpOptions = true)
final class VerifyJournal implements Callable<Integer> {

    @Mixin
    private DatabaseOptions where;

    @Option(
            names = "--statements",
            description = "file with statements about the journal that were kept elsewhere, as "
                    + "/api/v1/public/journal/statements gives them")
    private Path statements;

    @Option(
            names = "--keys",
            description = "file with the keys that they are signed with, as /api/v1/public/journal/keys gave them")
    private Path keys;

    @Mixin
    private LogOptions log;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        check((statements == null) == (keys == null), "--statements and --keys belong together");
        var signed = statements == null ? List.<String>of() : SignedCheckpointCheck.find(read(statements));
        check(statements == null || !signed.isEmpty(), "--statements " + statements + " holds no statement");
        try (var database = where.open();
                var connection = database.connect()) {
            if (!has(connection, "journal_batch")) {
                throw new IOException(
                        has(connection, "journal")
                                ? "the journal is of a version before its batches were chained: start a hub of this "
                                        + "version on it once"
                                : "there is no journal in this database");
            }
            long from = System.nanoTime();
            var picture = new Picture[] {Picture.EMPTY};
            var result = new JournalVerification(event -> picture[0] = picture[0].after(event)).verify(connection);
            var findings = new ArrayList<>(result.findings());
            if (has(connection, "report_list")) {
                findings.addAll(listFindings(connection));
            } else {
                System.out.println(
                        "the tables are of an earlier version, without a list of reports: the journal alone was "
                                + "verified");
            }
            if (!signed.isEmpty()) {
                findings.addAll(statementFindings(signed, connection));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d events in %d streams, %d stations, %d reports, %d incidents, %d escalations; %d "
                            + "statements; %.1f s%n",
                    result.events(),
                    result.streams(),
                    picture[0].count(Station.KIND),
                    picture[0].all(Report.KIND).count(),
                    picture[0].all(Incident.KIND).count(),
                    picture[0].all(Escalation.KIND).count(),
                    signed.size(),
                    (System.nanoTime() - from) / 1e9);
            if (result.erased() > 0) {
                System.out.println("the words of " + result.erased()
                        + " events were erased; the events of type text-erased say by whom and why");
            }
            if (!result.unsealed().isEmpty()) {
                System.out.println("seq "
                        + result.unsealed().stream()
                                .map(Object::toString)
                                .collect(java.util.stream.Collectors.joining(", "))
                        + ": written by earlier versions, without seals; what is said there of erased words is "
                        + "only said, not proven");
            }
            findings.forEach(System.out::println);
            System.out.println(findings.isEmpty() ? "the journal is whole" : "the journal is NOT whole");
            return findings.isEmpty() ? 0 : 1;
        }
    }

    private static boolean has(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** Checks that the list of reports agrees with the journal in both directions. */
    private static List<String> listFindings(Connection connection) throws SQLException {
        var findings = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from report_list_differences()")) {
            while (rows.next()) {
                findings.add("the list of reports says otherwise than the journal of report " + rows.getString(1));
            }
        }
        return findings;
    }

    private List<String> statementFindings(List<String> signed, Connection connection)
            throws IOException, SQLException {
        var vertx = Vertx.vertx();
        try {
            var check = new SignedCheckpointCheck(vertx, new JsonObject(read(keys)));
            var found = check.check(signed, connection);
            check.notes().forEach(System.out::println);
            return found;
        } catch (DecodeException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--keys " + keys + " is not a JSON Web Key Set", e);
        } finally {
            vertx.close();
        }
    }

    private String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + " can't be read", e);
        }
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
