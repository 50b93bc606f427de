package nl.tafelzicht.engine.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.Command;
import nl.tafelzicht.engine.journal.JournalVerification;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Somebody who may write to the database changes the past, in every way that we could think of; {@code verify-journal}
 * names it.
 */
class TamperIT {

    private static final int STATIONS = 20;
    /** How one goes about it: the triggers are no obstacle to the database's owner. */
    private static final String UNLOCKED =
            "alter table journal disable trigger all; alter table journal_batch disable trigger all; ";

    private static final String CHAIN_ANEW = """
            create function masked(data jsonb, words text) returns jsonb language plpgsql as $m$
            declare
                pointer text;
            begin
                foreach pointer in array string_to_array(words, ' ') loop data := jsonb_set(data, \
                string_to_array(substr(pointer, 2), '/'), '"[erased]"'); end loop;
                return data;
            end $m$;
            do $$
            declare
                b record;
                its_seals bytea;
                anew bytea := decode(repeat('00', 32), 'hex');
                its_leaves bytea;
            begin
                for b in select * from journal_batch order by last loop
                    select string_agg(journal_salted(j.seq, j.id, j.stream, j.version, j.type, j.at, j.actor, \
                    j.data, j.salt), ''::bytea order by j.seq),
                           string_agg(journal_seal(j.seq, j.id, j.stream, j.version, j.type, j.at, j.actor, \
                           masked(j.data, j.words), j.words), ''::bytea order by j.seq)
                    into its_leaves, its_seals from journal j where j.seq between b.first and b.last;
                    anew := sha256(anew || '\\x01'::bytea || sha256(its_leaves || its_seals));
                    update journal_batch set leaves = its_leaves, seals = its_seals, hash = anew where last = b.last;
                end loop;
                update journal_head set hash = anew;
            end $$""";

    private static final String NOTED = "select seq from journal where data -> 'report' ? 'note'";

    private static Path folder;
    private static PostgresServer postgres;
    private static Path statements;
    private static Path keys;
    private static long events;
    private static final Vertx vertx = Vertx.vertx();

    /** A journal of some reports, a statement about it, and some reports after that; the hub has ended. */
    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-tamper-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
        statements = folder.resolve("statements.json");
        keys = folder.resolve("keys.json");
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--database",
                postgres.url(),
                "--accounts",
                "demo",
                "--statement-minutes",
                "1")) {
            var api = Api.at(hub.address()).as("municipality-GM0363");
            api.post("/stations/imports", "text/csv", Stations.csv("GM0363", STATIONS, TestHub.DAY));
            for (int n = 1; n <= STATIONS; n++) {
                report(api, n, "{\"status\":\"open\"}");
            }
            Eventually.until(
                    "all is sealed from here on", () -> number("select count(sealed_from) from journal_head") > 0);
            postgres.execute("delete from journal_statement"); // so that it signs anew, and not in a minute
            var kept = Eventually.get(
                    "a statement comes within its minute",
                    () -> api.get("/public/journal/statements"),
                    s -> s.body().at("/items/0/seq").asLong() >= 5);
            Files.write(statements, kept.raw().body());
            Files.write(
                    keys, api.withToken(null).get("/public/journal/keys").raw().body());
            for (int n = 1; n <= STATIONS; n++) {
                report(api, n, "{\"waitingMinutes\":" + n + "}");
            }
            report(api, 1, "{\"status\":\"suspended\",\"note\":\"Brandalarm\"}");
        }
        events = number("select seq from journal_head");
        assertThat(events).isGreaterThan(2 * STATIONS);
        copy("kept");
    }

    private static void report(Api api, int station, String report) throws IOException, InterruptedException {
        assertThat(api.report("GM0363-" + station, report).status()).isEqualTo(201);
    }

    /** A database of its own for each attempt. */
    private static void copy(String name) throws SQLException {
        postgres.execute("create database " + name + " template postgres");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
        TestHub.delete(folder);
    }

    private static long number(String sql) throws SQLException {
        try (var connection = postgres.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private record Said(int status, String text) {}

    /**
     * Does something to a copy of the journal, and looks for it as {@code verify-journal} does, which costs a process
     * each time. @return what was found, a line each
     */
    private static List<String> verify(String how, String sql, Path... kept) throws Exception {
        postgres.execute("create database " + how + " template kept");
        try (var connection = connect(how)) {
            if (!sql.isEmpty()) {
                connection.createStatement().execute(UNLOCKED + sql);
            }
            var findings = new ArrayList<>(
                    new JournalVerification(event -> {}).verify(connection).findings());
            if (kept.length > 0) {
                findings.addAll(new SignedCheckpointCheck(vertx, new JsonObject(Files.readString(kept[1])))
                        .check(SignedCheckpointCheck.find(Files.readString(kept[0])), connection));
            }
            return findings;
        }
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database + "?user=postgres");
    }

    private static Said command(String how) {
        var said = Command.run(
                "verify-journal",
                "--database",
                "postgresql://postgres@127.0.0.1:" + postgres.port() + "/" + how,
                "--statements",
                statements.toString(),
                "--keys",
                keys.toString());
        return new Said(said.status(), said.text());
    }

    private static void isNamed(List<String> findings, String finding) {
        assertThat(findings).first(InstanceOfAssertFactories.STRING).contains(finding);
    }

    @Test
    void theCommandSaysWhetherItIsWhole() throws Exception {
        assertThat(verify("untouched", "", statements, keys)).isEmpty();
        var said = command("untouched");
        assertThat(said.text).contains(events + " events", "1 statements", "the journal is whole");
        assertThat(said.status).isZero();
        verify("touched", "update journal set actor = 'somebody' where seq = 25");
        said = command("touched");
        assertThat(said.text).contains("seq 25 (station-reported of station/GM0363-", "the journal is NOT whole");
        assertThat(said.status).isEqualTo(1);
    }

    @Test
    void anEventThatWasChangedIsNamed() throws Exception {
        isNamed(
                verify(
                        "changed",
                        "update journal set data = jsonb_set(data, '{report,status}', '\"closed\"') where seq = "
                                + "25 and data -> 'report' ? 'status'"),
                "seq 25 (station-reported of station/GM0363-");
    }

    @Test
    void aTimeThatWasChangedIsNamed() throws Exception {
        isNamed(verify("moved", "update journal set at = at + interval '1 second' where seq = 30"), "seq 30 ");
    }

    @Test
    void anEventThatWasTakenOutIsNamed() throws Exception {
        isNamed(verify("taken", "delete from journal where seq = 27"), "seq 27 is missing");
    }

    @Test
    void anEventThatWasTakenOutWithTheOthersMovedUpIsNamed() throws Exception {
        isNamed(
                verify(
                        "closed_up",
                        "delete from journal where seq = 27; update journal set seq = -seq where seq > 27; "
                                + "update journal set seq = -seq - 1 where seq < 0; update journal_head set seq = seq - 1"),
                "seq 27 ");
    }

    @Test
    void anEventThatWasPutInIsNamed() throws Exception {
        isNamed(
                verify(
                        "put_in",
                        "update journal set seq = -seq where seq > 30; update journal set seq = -seq + 1 where "
                                + "seq < 0; update journal_head set seq = seq + 1; "
                                + "insert into journal select 31, gen_random_uuid(), 'station/GM0363-99', 1, type, at, "
                                + "actor, data from journal where seq = 30"),
                "seq 31 ");
    }

    @Test
    void anEventThatWasAddedAtTheEndIsNamed() throws Exception {
        isNamed(
                verify(
                        "added",
                        "insert into journal select " + (events + 1)
                                + ", gen_random_uuid(), 'station/GM0363-99', 1, type, at, actor, data from journal where "
                                + "seq = 30; update journal_head set seq = seq + 1"),
                "seq " + (events + 1) + " (station-reported of station/GM0363-99) was put in");
    }

    @Test
    void theLastEventsThatWereTakenOutAreNamed() throws Exception {
        isNamed(
                verify(
                        "cut",
                        "delete from journal where seq > " + (events - 2) + "; update journal_head set seq = seq - 2"),
                "seq " + (events - 1));
    }

    @Test
    void anEventThatWasChangedTogetherWithItsHashIsFoundByTheHashOfItsBatch() throws Exception {
        var said = verify(
                "rehashed",
                "update journal set actor = 'somebody' where seq = 25; update journal_batch b set leaves "
                        + "= (select string_agg(journal_salted(j.seq, j.id, j.stream, j.version, j.type, j.at, "
                        + "j.actor, j.data, j.salt), ''::bytea order by j.seq) "
                        + "from journal j where j.seq between b.first and b.last) where 25 between first and last");
        isNamed(said, "was changed: its hash does not follow from the batch before it");
    }

    @Test
    void aPastThatWasWrittenAnewAsAWholeIsFoundByWhatWasSignedBefore() throws Exception {
        var change = "update journal set actor = 'somebody' where seq = 3; " + CHAIN_ANEW;
        var alone = verify("anew", change);
        assertThat(alone)
                .as("the chain agrees with itself again: it takes something from elsewhere")
                .isEmpty();
        isNamed(verify("anew_signed", change, statements, keys), "is not what it was at");
    }

    @Test
    void aJournalThatWasCutAtABatchIsFoundByWhatWasSignedBefore() throws Exception {
        var cut = "delete from journal where seq > 2; delete from journal_batch where last > 2; " + CHAIN_ANEW
                + "; delete from journal where seq > (select coalesce(max(last), 0) from journal_batch); "
                + "update journal_head set seq = (select coalesce(max(last), 0) from journal_batch)";
        isNamed(verify("cut_signed", cut, statements, keys), "no batch ends there");
    }

    /**
     * As somebody who says that it was an erasure: with the event that says so, written as a hub writes it. @return
     * what is said of it
     */
    private static String underTheMarkOfAnErasure(String how, String change) throws Exception {
        var seq = number(NOTED);
        var findings = verify(
                how,
                "update journal set data = jsonb_set(data, '{report,note}', '\"[erased]\"'), salt = null where seq = "
                        + seq + "; " + change.replace("$", String.valueOf(seq))
                        + "; select journal_append(array[1], array[gen_random_uuid()], array['erasure/1'], "
                        + "array[1], array['text-erased'], array[now()], array['a'], array['{\"seqs\":["
                        + seq + "],\"reason\":\"r\"}'], array[null::uuid], array[''], array[null::text])");
        return findings.isEmpty() ? "whole" : findings.get(0);
    }

    @Test
    void anErasureCanOnlyBeOne() throws Exception {
        assertThat(underTheMarkOfAnErasure("erased", "")).isEqualTo("whole");
        assertThat(underTheMarkOfAnErasure(
                        "erased_status",
                        "update journal set data = jsonb_set(data, '{report,status}', '\"open\"') where seq = $"))
                .contains("even without its words");
        assertThat(underTheMarkOfAnErasure("erased_actor", "update journal set actor = 'somebody' where seq = $"))
                .contains("even without its words");
        assertThat(underTheMarkOfAnErasure(
                        "erased_time", "update journal set at = at + interval '1 minute' where seq = $"))
                .contains("even without its words");
        assertThat(underTheMarkOfAnErasure(
                        "erased_more",
                        "update journal set data = jsonb_set(data, '{report,status}', '\"[erased]\"'), words = "
                                + "words || ' /report/status' where seq = $"))
                .contains("even without its words");
        assertThat(underTheMarkOfAnErasure("erased_less", "update journal set words = '' where seq = $"))
                .contains("even without its words");
        assertThat(underTheMarkOfAnErasure(
                        "other_words",
                        "update journal set data = jsonb_set(data, '{report,note}', '\"alles rustig\"') where seq = $"))
                .contains("its words are not what its batch holds");
    }

    @Test
    void aShortWordCanNotBeGuessedFromWhatIsLeftOfIt() throws Exception {
        var seq = number(NOTED);
        assertThat(number("select count(*) from journal j join journal_batch b on j.seq between b.first and b.last "
                        + "where j.seq = "
                        + seq
                        + " and position(journal_leaf(j.seq, j.id, j.stream, j.version, j.type, j.at, j.actor, "
                        + "j.data) in b.leaves) > 0"))
                .as("whoever knows all of it, and the salt no more")
                .isZero();
        assertThat(number("select count(*) from journal j join journal_batch b on j.seq between b.first and b.last "
                        + "where j.seq = "
                        + seq
                        + " and position(journal_salted(j.seq, j.id, j.stream, j.version, j.type, j.at, j.actor, "
                        + "j.data, j.salt) in b.leaves) > 0"))
                .isEqualTo(1);
    }

    /** The tool as a citizen has it: one file, a JDK, and no account. */
    private static Said citizen(String hub, Path kept) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1", // it is compiled once more each time
                        "-XX:+UseSerialGC",
                        Path.of("tools", "CheckChain.java").toAbsolutePath().toString(),
                        hub,
                        kept.toString())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    @Test
    void aCitizenChecksThatAllThatWasSignedIsOneChain() throws Exception {
        postgres.execute("create database watched template kept");
        var kept = folder.resolve("citizen");
        var database = "postgresql://postgres@127.0.0.1:" + postgres.port() + "/watched";
        try (var hub = HubProcess.start(
                folder.resolve("watched.log"), List.of(), "--database", database, "--accounts", "demo")) {
            var first = citizen(hub.address(), kept);
            assertThat(first.text).contains("all of it is one chain").doesNotContain("followed to seq 0");
            assertThat(first.status).isZero();
            var batches =
                    Api.at(hub.address()).get("/public/journal/batches?limit=2").body();
            assertThat(batches.get("items")).hasSize(2);
            assertThat(batches.get("next").asText())
                    .isEqualTo(batches.at("/items/1/last").asText());
            assertThat(batches.at("/items/0").fieldNames())
                    .toIterable()
                    .as("no content")
                    .containsExactlyInAnyOrder("first", "last", "content", "hash");
            try (var connection = connect("watched")) {
                connection
                        .createStatement()
                        .execute(UNLOCKED + "update journal set actor = 'somebody' where seq = 3; " + CHAIN_ANEW);
            }
            var later = citizen(hub.address(), folder.resolve("other citizen"));
            assertThat(later.text)
                    .as("whoever comes new sees it by the hub's own statement")
                    .contains("is not what it was at", "NOT one chain");
            assertThat(later.status).isEqualTo(1);
            try (var connection = connect("watched")) {
                connection.createStatement().execute("delete from journal_statement"); // and it signs anew
            }
            Eventually.until("it signs anew", () -> !Api.at(hub.address())
                    .get("/public/journal/statements")
                    .body()
                    .get("items")
                    .isEmpty());
            assertThat(citizen(hub.address(), kept).text)
                    .as("whoever kept what was signed before sees that too")
                    .contains("NOT one chain");
        }
    }

    /**
     * A node of an earlier version wrote as V10 has it; when none is left nobody may, and who does all the same is
     * found.
     */
    @Test
    void theChainDoesNotReturnToEventsWithoutASeal() throws Exception {
        var append = "(array[1], array[gen_random_uuid()], array['erasure/2'], array[1], array['text-erased'],"
                + " array[now()], array['a'], array['{\"seqs\":[1],\"reason\":\"r\"}'], array[null::uuid])";
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> verify("of_old", "select journal_append" + append))
                .hasMessageContaining("can't write to it any more");
        var unsealed = "select journal_append_unsealed" + append;
        isNamed(verify("unsealed", unsealed), "has no seals, and from seq ");
        var allowed = "update journal_head set sealed_from = null; " + unsealed;
        assertThat(verify("unsealed_again", allowed))
                .as("the head is in the same hands")
                .isEmpty();
        assertThat(command("unsealed_again").text)
                .contains("seq " + (events + 1) + ": written by earlier versions, without seals");
        isNamed(
                verify("unsealed_signed", allowed, statements, keys),
                "on every event has a seal; the batch of seq " + (events + 1) + " has none");
    }

    @Test
    void aStatementThatSomebodyElseSignedIsNone() throws Exception {
        var others = folder.resolve("others.json");
        Files.write(others, TestHub.api().get("/public/journal/keys").raw().body());
        isNamed(verify("others", "", statements, others), "is not signed by one of the keys");
    }

    @Test
    void aTokenOfASessionIsNoStatementAndAStatementNoToken() throws Exception {
        var hub = TestHub.api();
        var session = folder.resolve("session.txt");
        Files.writeString(session, hub.as("operator").token());
        isNamed(verify("session", "", session, keys), "is not signed by one of the keys");
        var statement = SignedCheckpointCheck.find(Files.readString(statements)).get(0);
        assertThat(hub.withToken(statement).get("/picture").status()).isEqualTo(401);
    }
}
