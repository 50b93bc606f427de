package nl.tafelzicht;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.node.Defaults;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says to somebody who has it wrong, and where an option may stand. */
class CommandLineIT {

    private static final int BAD_USE = 2;

    @TempDir
    private Path folder;

    private static String refusal(String... arguments) {
        return refusal(Command.run(arguments));
    }

    private static String refusal(Command.Said refused) {
        var said = refused.text().strip();
        assertThat(refused.status()).as(said).isEqualTo(BAD_USE);
        assertThat(said).hasLineCount(1).doesNotContain("Exception", "com.fasterxml", "nl.tafelzicht");
        return said;
    }

    private static Command.Said byAProcess(String input, String... arguments) throws Exception {
        var process = new ProcessBuilder(HubProcess.command(arguments))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Command.Said(process.exitValue(), said);
    }

    @Test
    void whatTheLogLooksLikeMayStandWhereverOptionsStand() throws Exception {
        var file = Files.writeString(folder.resolve("hub.conf"), "log-format=json\nlog-level = DEBUG\n");
        assertThat(Defaults.early(List.of("serve", "--log-format", "json"), Map.of(), "log-format"))
                .isEqualTo("json");
        assertThat(Defaults.early(List.of("serve", "--log-format=json"), Map.of(), "log-format"))
                .isEqualTo("json");
        assertThat(Defaults.early(List.of("serve"), Map.of("TAFELZICHT_LOG_FORMAT", "json"), "log-format"))
                .isEqualTo("json");
        assertThat(Defaults.early(List.of("serve", "--config", file.toString()), Map.of(), "log-format"))
                .isEqualTo("json");
        assertThat(Defaults.early(List.of("serve", "--config=" + file), Map.of(), "log-level"))
                .isEqualTo("DEBUG");
        assertThat(Defaults.early(List.of("serve"), Map.of("TAFELZICHT_CONFIG", file.toString()), "log-level"))
                .isEqualTo("DEBUG");
        assertThat(Defaults.early(
                        List.of("serve", "--log-level=WARN", "--config", file.toString()),
                        Map.of("TAFELZICHT_LOG_LEVEL", "ERROR"),
                        "log-level"))
                .as("the command line first")
                .isEqualTo("WARN");
        assertThat(Defaults.early(
                        List.of("serve", "--config", file.toString()),
                        Map.of("TAFELZICHT_LOG_LEVEL", "ERROR"),
                        "log-level"))
                .as("then the environment")
                .isEqualTo("ERROR");
        assertThat(Defaults.early(
                        List.of("serve", "--config", folder.resolve("nowhere").toString()), Map.of(), "log-level"))
                .isNull();
        assertThat(Defaults.early(List.of("serve"), Map.of(), "log-requests")).isNull();
    }

    @Test
    void aLogThatIsAskedForInTheFileIsWrittenSo() throws Exception {
        var file = Files.writeString(folder.resolve("hub.conf"), "log-format=json\n");
        var command = new ArrayList<>(List.of(
                HubProcess.command("serve", "--config", file.toString(), "--port", "0", "--data", "/dev/null/nowhere")
                        .toArray(String[]::new)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines().filter(line -> line.contains(" INFO ") || line.contains(" WARN ")))
                .as("lines of the plain log")
                .isEmpty();
        assertThat(refusal(byAProcess("", "serve", "--log-format", "xml", "--port", "0")))
                .contains("--log-format is one of json, plain, not xml");
    }

    private static String output(String input, String... arguments) {
        var said = Command.typing(input, arguments);
        assertThat(said.status()).as(said.text()).isZero();
        return said.text().strip();
    }

    /** Without a hub, a database or a network. */
    @Test
    void aCountFileIsCheckedAndSaysWhetherItHoldsTogether() throws Exception {
        var whole = SharedData.file("hcp/made-up-60-stations.eml.xml");
        var tables = folder.resolve("tables");
        assertThat(output("", "check-count", whole.toString(), "--csv", tables.toString()))
                .contains("SHA-256", "0344 Utrecht, 60 stations, 12 lists", "0 errors")
                .contains("5 pairs possibly switched");
        assertThat(tables.resolve("b.csv")).hasSameBinaryContentAs(SharedData.file("hcp/made-up-60-stations.b.csv"));
        var wrong = new ProcessBuilder(HubProcess.command(
                        "check-count",
                        SharedData.file("hcp/ep2024-test-count.eml.xml").toString()))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(wrong.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("F.308  1708::SB4  D=12 H=10 I=0 J=0");
        assertThat(wrong.waitFor()).isEqualTo(1);
        var corrected = Files.writeString(
                folder.resolve("corrected.xml"),
                Files.readString(whole).replaceFirst("<Cast>(\\d+)</Cast>", "<Cast>1</Cast>"));
        assertThat(output("", "check-count", corrected.toString(), "--against", whole.toString()))
                .containsPattern("changed {2}total {2}Z {2}\\d+ -> 1")
                .contains("1 numbers changed since the earlier file");
        assertThat(refusal(
                        "check-count",
                        whole.toString(),
                        "--against",
                        SharedData.file("hcp/ep2024-test-count.eml.xml").toString()))
                .contains("these are counts of EP2024 in 1708 and of TK2025 in 0344");
        assertThat(refusal("check-count", folder.resolve("nowhere.xml").toString()))
                .contains("there is no such file");
        assertThat(refusal(
                        "check-count",
                        Files.writeString(folder.resolve("other.xml"), "<html/>")
                                .toString()))
                .contains("line 1: this is not EML_NL: the root element is html");
    }

    @Test
    void stationsAreComparedWithinTheirNeighbourhoodWhereThatIsKnown() throws Exception {
        var file = SharedData.file("hcp/made-up-60-stations.eml.xml").toString();
        var none = Files.writeString(folder.resolve("none.csv"), "zip_code,neighbourhood_code,ambiguous\n");
        var tables = folder.resolve("tables");
        assertThat(output("", "check-count", file, "--csv", tables.toString(), "--neighbourhoods", none.toString()))
                .as("where nothing is known, with its municipality")
                .contains("5 pairs possibly switched");
        assertThat(Files.readString(tables.resolve("b.csv")))
                .isEqualTo(Files.readString(SharedData.file("hcp/made-up-60-stations.b.csv"))
                        .replace("wijkdata niet_gebruikt", "wijkdata gebruikt"));
        var other = Files.writeString(folder.resolve("other.csv"), "postcode;wijk\n1011AB;WK036300\n");
        assertThat(refusal("check-count", file, "--neighbourhoods", other.toString()))
                .contains("other.csv: line 1: the columns are not zip_code,neighbourhood_code,ambiguous");
        assertThat(refusal("serve", "--neighbourhoods", other.toString())).contains("--neighbourhoods", "line 1");
        assertThat(refusal(
                        "check-count",
                        file,
                        "--neighbourhoods",
                        folder.resolve("nowhere.csv").toString()))
                .contains("there is no such file");
    }

    /** What a municipality with one machine has: accounts are made while the hub runs, and when it does not. */
    @Test
    void whereReportsAreFetchedAndStampedIsSaidInAForm() throws Exception {
        assertThat(refusal(byAProcess("", "serve", "--timestamp-service", "tsa.example.org")))
                .contains("--timestamp-service");
        assertThat(refusal("serve", "--timestamp-service", "https://me:secret@tsa.example.org"))
                .contains("--timestamp-service")
                .doesNotContain("secret");
        assertThat(refusal("serve", "--report-hosts", "www.example.nl,*.nl")).contains("--report-hosts", "*.nl");
        assertThat(refusal("serve", "--report-hosts", "www.example.nl", "--report-networks", "10.0.0.0/64"))
                .contains("--report-networks", "10.0.0.0/64");
        assertThat(refusal("serve", "--report-networks", "10.0.0.0/8")).contains("--report-hosts");
        assertThat(refusal("serve", "--station-file-hosts", "*.nl")).contains("--station-file-hosts", "*.nl");
        assertThat(refusal("serve", "--station-file-networks", "10.0.0.0/8")).contains("--station-file-hosts");
    }

    @Test
    void accountsOfAFolderAreMadeWhetherTheHubRunsOrNot() throws Exception {
        var data = folder.resolve("data").toString();
        assertThat(refusal("account", "list", "--data", data)).contains("there is no database of a hub in");
        try (var hub = HubProcess.start(folder.resolve("hub.log"), List.of(), "--data", data)) {
            assertThat(Files.readString(folder.resolve("hub.log"))).contains("there is no account yet", "account add");
            assertThat(byAProcess(
                                    "a long enough password\n",
                                    "account",
                                    "add",
                                    "anna",
                                    "--role",
                                    "table-operator",
                                    "--municipality",
                                    "*",
                                    "--data",
                                    data)
                            .status())
                    .isZero();
            assertThat(Api.at(hub.address())
                            .post(
                                    "/sessions",
                                    "application/json",
                                    "{\"username\":\"anna\",\"password\":\"a long enough password\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(output("", "verify-journal", "--data", data)).contains("the journal is whole");
        }
        output(
                "a long enough password\n",
                "account",
                "add",
                "bert",
                "--role",
                "mayor,municipality",
                "--municipality",
                "GM0363",
                "--organisation",
                "Amsterdam",
                "--data",
                data);
        assertThat(output("", "account", "list", "--data", data).lines())
                .containsExactly(
                        "anna\ttable-operator\t*\t\tGREEN", "bert\tmayor,municipality\tGM0363\t\tGREEN\tAmsterdam");
        assertThat(refusal("account", "add", "carla", "--role", "boss", "--data", data))
                .contains("no role is called boss", "table-operator", "station-chair");
        assertThat(refusal("account", "list", "--database", "postgresql://a@b/c", "--data", data))
                .contains("give --database or --data");

        output(
                "another long password\n",
                "account",
                "add",
                "bert",
                "--role",
                "mayor",
                "--municipality",
                "GM0363",
                "--actor",
                "M. Jansen",
                "--data",
                data);
        output("", "account", "remove", "anna", "--actor", "M. Jansen", "--data", data);
        var history = output("", "account", "history", "--data", data)
                .lines()
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .toList();
        var me = System.getProperty("user.name");
        assertThat(history)
                .containsExactly(
                        me + "\tadded\tanna\ttable-operator\t*\t\tGREEN",
                        me + "\tadded\tbert\tmayor,municipality\tGM0363\t\tGREEN\tAmsterdam",
                        "M. Jansen\tchanged, with another password\tbert\tmayor\tGM0363\t\tGREEN",
                        "M. Jansen\tremoved\tanna\ttable-operator\t*\t\tGREEN");
        assertThat(output("", "account", "history", "bert", "--data", data).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("bert") && line.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
                .noneMatch(line -> line.contains("argon2"));
        assertThat(refusal("account", "remove", "bert", "--actor", " ", "--data", data))
                .contains("--actor is a name");
    }

    /** Whoever does it by hand in the database stands there too. */
    @Test
    void accountsThatAreChangedByHandAreOnRecord() throws Exception {
        try (var postgres = PostgresServer.start(folder.resolve("hand"), folder.resolve("hand.log"), Map.of())) {
            output(
                    "a long enough password\n",
                    "account",
                    "add",
                    "anna",
                    "--role",
                    "auditor",
                    "--municipality",
                    "*",
                    "--database",
                    postgres.url());
            postgres.execute("update account set roles = array['admin'] where name = 'anna'");
            assertThat(output("", "account", "history", "anna", "--database", postgres.url()))
                    .contains("database role postgres\tchanged\tanna\tadmin");
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> postgres.execute("delete from account_change"))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void aFileOfSettingsThatIsWrongIsToldWhere() throws Exception {
        var broken = Files.writeString(
                        folder.resolve("broken.json"), "[{\"name\": \"YouTube\",\n \"trustedFlagger\": tru}]")
                .toString();
        var field = Files.writeString(folder.resolve("field.json"), "[{\"name\": \"YouTube\",\n \"trusted\": true}]")
                .toString();
        var value = Files.writeString(
                        folder.resolve("value.json"), "[{\"name\": \"YouTube\", \"trustedFlagger\": \"sometimes\"}]")
                .toString();
        assertThat(refusal("serve", "--port", "0", "--platforms", broken))
                .contains("--platforms " + broken, "line 2", "not JSON");
        assertThat(refusal("serve", "--port", "0", "--platforms", field))
                .contains("line 2", "trusted is not a field here", "trustedFlagger");
        assertThat(refusal("serve", "--port", "0", "--platforms", value))
                .contains("entry 1, trustedFlagger: 'sometimes' does not fit");
        assertThat(refusal(
                        "serve",
                        "--port",
                        "0",
                        "--platforms",
                        folder.resolve("none.json").toString()))
                .contains("there is no such file");
        var rules = Files.writeString(
                        folder.resolve("rules.json"),
                        "{\"violence\": {\"from\": \"sometimes\", \"severity\": \"critical\"}}")
                .toString();
        assertThat(refusal("serve", "--port", "0", "--escalation-rules", rules))
                .contains("violence, from: 'sometimes' does not fit");
    }

    /** A backup of an earlier version is verified as it is: nothing is changed in it. */
    @Test
    void aJournalOfAnEarlierVersionIsVerifiedAndWhatIsNoJournalIsSaidToBeNone() throws Exception {
        try (var postgres =
                PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of())) {
            postgres.execute("create database another");
            assertThat(refusal("verify-journal", "--database", postgres.url().replaceFirst("/postgres$", "/another")))
                    .contains("there is no journal in this database");
            try (var hub = HubProcess.start(
                    folder.resolve("hub.log"), List.of(), "--database", postgres.url(), "--accounts", "demo")) {
                assertThat(Api.at(hub.address())
                                .as("operator")
                                .post(
                                        "/reports",
                                        "application/json",
                                        "{\"kind\":\"other\",\"text\":\"t\",\"municipality\":\"GM0363\"}")
                                .status())
                        .isEqualTo(201);
            }
            try (var connection = postgres.connect();
                    var statement = connection.createStatement()) {
                statement.execute("drop function report_list_differences(); drop table report_list cascade");
            }
            assertThat(output("", "verify-journal", "--database", postgres.url()))
                    .contains("of an earlier version", "the journal is whole");
        }
    }
}
