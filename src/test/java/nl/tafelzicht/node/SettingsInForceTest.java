package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.operation.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a hub runs with is told with where it comes from, and no secret with it. */
class SettingsInForceTest {

    @TempDir
    private Path folder;

    @Command(name = "serve")
    static final class Serve {
        @Mixin
        private HubOptions options;

        @Mixin
        private LogOptions log;
    }

    @Command(name = "root")
    static final class Root {}

    private static Map<String, Setting> settings(Map<String, String> environment, String... arguments) {
        var serve = new Serve();
        var root = new CommandLine(new Root()).addSubcommand(serve);
        root.setDefaultValueProvider(new Defaults(List.of(arguments), environment, root));
        root.parseArgs(
                Stream.concat(Stream.of("serve"), Arrays.stream(arguments)).toArray(String[]::new));
        return serve.options.config().settings().stream()
                .collect(Collectors.toMap(Setting::name, s -> s, (a, b) -> a, TreeMap::new));
    }

    private static String told(Setting setting) {
        return (setting.secret() ? setting.set() ? "(set)" : "(not set)" : setting.value()) + " " + setting.from();
    }

    @Test
    void eachValueHasWhereItComesFrom() throws Exception {
        var file = Files.writeString(folder.resolve("hub.conf"), "silence-limit=45\nopening-grace=10\n");
        var settings = settings(
                Map.of("TAFELZICHT_OPENING_GRACE", "20", "TAFELZICHT_PUBLIC_MOST", "5000"),
                "--config=" + file,
                "--public-most=6000",
                "--exercise");
        assertThat(told(settings.get("public-most"))).isEqualTo("6000 command-line");
        assertThat(told(settings.get("opening-grace"))).isEqualTo("20 environment");
        assertThat(told(settings.get("silence-limit"))).isEqualTo("45 file");
        assertThat(told(settings.get("session-hours"))).isEqualTo("24 default");
        assertThat(told(settings.get("exercise"))).isEqualTo("true command-line");
        assertThat(told(settings.get("data"))).isEqualTo("tafelzicht-data default");
        assertThat(settings.get("smtp").set()).isFalse();
        assertThat(settings).doesNotContainKeys("help", "version");
    }

    @Test
    void whatFollowsFromAnotherSaysSo() {
        assertThat(told(settings(Map.of(), "--accounts=demo").get("exercise"))).isEqualTo("true other-setting");
        assertThat(told(settings(Map.of(), "--accounts=demo", "--exercise").get("exercise")))
                .isEqualTo("true command-line");
        assertThat(told(settings(Map.of()).get("exercise"))).isEqualTo("false default");
        assertThat(told(settings(Map.of()).get("event-loops")))
                .isEqualTo(Runtime.getRuntime().availableProcessors() + " default");
    }

    @Test
    void noSecretIsTold() {
        var settings = settings(
                Map.of("TAFELZICHT_CLUSTER_SECRET", "sEcReT-cluster-123"),
                "--database=postgresql://hub:sEcReT,db@db.example.org:5433/tafelzicht?x=sEcReT",
                "--smtp=smtps://hub:sEcReT@mail.example.org:465",
                "--mail-from=hub@example.org",
                "--webhook-url=https://hooks.example.org/services/sEcReT?key=sEcReT",
                "--webhook-secret=sEcReT",
                "--issuer=https://login.example.org/realms/tafel",
                "--issuer-client=hub",
                "--issuer-secret=sEcReT",
                "--page-url=https://hub.example.org");
        assertThat(Json.text(settings)).doesNotContain("sEcReT");
        assertThat(told(settings.get("database"))).isEqualTo("postgresql://db.example.org:5433 command-line");
        assertThat(told(settings.get("smtp"))).isEqualTo("smtps://mail.example.org:465 command-line");
        assertThat(told(settings.get("webhook-url"))).isEqualTo("https://hooks.example.org command-line");
        assertThat(told(settings.get("issuer"))).isEqualTo("https://login.example.org/realms/tafel command-line");
        assertThat(told(settings.get("issuer-secret"))).isEqualTo("(set) command-line");
        assertThat(told(settings.get("cluster-secret"))).isEqualTo("(set) environment");
        assertThat(told(settings.get("tls-key"))).isEqualTo("(not set) default");
    }

    /** An address that nobody can read is not told at all. */
    @Test
    void ofWhatIsNoAddressAfterAllNothingIsTold() {
        var settings = settings(Map.of(), "--database=postgresql://hub:p@sEcReT@db.example.org/tafelzicht");
        assertThat(Json.text(settings)).doesNotContain("sEcReT");
    }

    /** Whoever adds an option with a secret in it gives it such a name, or says here that it is none. */
    @Test
    void everySecretIsKnownByItsName() {
        var secrets = settings(Map.of()).keySet().stream()
                .filter(SettingsInForce::isSecret)
                .toList();
        assertThat(secrets)
                .containsExactly("cluster-key", "cluster-secret", "issuer-secret", "tls-key", "webhook-secret");
    }
}
