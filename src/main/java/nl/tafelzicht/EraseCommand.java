package nl.tafelzicht;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.TextErased;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.journal.Erasure;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.engine.picture.EventWords;
import nl.tafelzicht.node.DatabaseOptions;
import nl.tafelzicht.node.Lifecycle;
import nl.tafelzicht.node.LogOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Erases personal data from the journal: what people wrote about one entity. The events themselves stay, and so does
 * the record of who erased the text and why.
 */
@Command(
        name = "erase",
        description = "Erase what people wrote in the events of one entity; start the hubs anew afterwards, "
                + "one after another.",
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

    private static final String APPEND = "select (journal_append(array[1], array[?::uuid], array[?], array[1], "
            + "array['text-erased'], array[?::timestamptz], array[?], array[?], array[null::uuid], "
            + "array[?], array[?])).refused";

    /** The kind of streams whose events make no entity. */
    private static final String IMPORT = "import";

    @Parameters(
            index = "0",
            description = "the entity: report/ID, incident/ID, narrative/ID, response/ID, escalation/ID, "
                    + "station/ID, tolerance-limit/ID, duty/ROLE/PLACE or import/ID")
    private String entity;

    @Mixin
    private DatabaseOptions where;

    @Option(names = "--reason", required = true, description = "why; it stands in the journal")
    private String reason;

    @Option(names = "--actor", required = true, description = "who decided so; stands in the journal too")
    private String actor;

    @Mixin
    private LogOptions log;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        check(isEntity(entity), entity + " is not an entity such as report/ID");
        check(!reason.isBlank(), "--reason says why");
        check(!actor.isBlank() && actor.chars().noneMatch(Character::isISOControl), "--actor is a name");
        try (var database = Lifecycle.migrated(where.open());
                var connection = database.connect()) {
            connection.setAutoCommit(false);
            var erased = Erasure.erase(connection, entity, EventWords::find);
            if (erased.seqs().isEmpty()) {
                System.out.println("there is nothing to erase in " + entity);
                return 1;
            }
            note(connection, new TextErased(erased.seqs(), reason.strip()));
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "vacuum journal"); // without this the erased text stays in the file until the space is reused
            }
            System.out.println("erased from " + erased.seqs().size() + " events (seq "
                    + erased.seqs().get(0) + " to "
                    + erased.seqs().get(erased.seqs().size() - 1) + "); start the hubs anew, one after another");
            if (!erased.kept().isEmpty()) {
                System.out.println("in seq " + erased.kept()
                        + " stands what was no word to the version that sealed it, and stays: erased, it could not "
                        + "be told from a forgery");
            }
            return 0;
        }
    }

    private void note(Connection connection, TextErased event) throws SQLException {
        var id = UUID.randomUUID();
        var written = EventTypes.write(
                event,
                "erasure/" + id,
                new EventMetadata(0, id, 1, Instant.now().truncatedTo(ChronoUnit.MILLIS), actor));
        try (var statement = connection.prepareStatement(APPEND)) {
            statement.setString(1, id.toString());
            statement.setString(2, written.stream());
            statement.setObject(3, written.at().atOffset(ZoneOffset.UTC));
            statement.setString(4, actor);
            statement.setString(5, written.data());
            statement.setString(6, written.words());
            statement.setString(7, written.masked());
            statement.executeQuery().close();
        }
    }

    private static boolean isEntity(String named) {
        var kinds = Subjects.all().list().stream().map(subject -> subject.kind().word());
        return Stream.concat(kinds, Stream.of(IMPORT)).anyMatch(kind -> named.matches(kind + "/\\S+"));
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
