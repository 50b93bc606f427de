package nl.tafelzicht.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.engine.eventsourcing.SubjectSettings;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.http.api.Tls;
import nl.tafelzicht.engine.notify.Settings;
import nl.tafelzicht.engine.operation.Setting;
import nl.tafelzicht.engine.place.Boundaries;
import nl.tafelzicht.engine.place.BoundariesFile;
import nl.tafelzicht.node.Config.Screens;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of {@code serve}; each is a key of the configuration file and an environment variable too. */
public final class HubOptions {

    private static final String DATA = "tafelzicht-data";
    private static final int LONGEST_CREDIT = 100;

    /** The options of each subject that has some. */
    private final List<ConfiguredSubject.Options<?>> ofSubjects =
            Subjects.all().offering(ConfiguredSubject.class).stream()
                    .<ConfiguredSubject.Options<?>>map(subject -> ((ConfiguredSubject<?>) subject).options())
                    .toList();

    private CommandSpec spec;

    @Option(names = "--port", defaultValue = "8080", description = "port for browsers and programs; 0 for any free one")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on")
    private String host;

    @Option(names = "--data", description = "folder of the embedded PostgreSQL (default: tafelzicht-data)")
    private Path data;

    @Option(names = "--database", description = "an outside PostgreSQL: postgresql://user:password@host:port/database")
    private String database;

    @Option(names = "--accounts", description = "demo: the demo accounts; only on a loopback address")
    private String accounts;

    @Option(names = "--exercise", description = "say on every page that this is an exercise")
    private boolean exercise;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private IssuerOptions issuer;

    @Option(names = "--session-hours", defaultValue = "24", description = "how long a log-in lasts")
    private int sessionHours;

    @Option(
            names = "--statement-minutes",
            defaultValue = "60",
            description = "how often the head of the journal is signed and published")
    private int statementMinutes;

    @Option(
            names = "--origins",
            split = ",",
            description = "origins from which browsers may come, when a proxy changes the Host header")
    private List<String> origins;

    @Option(names = "--trust-proxy", description = "believe X-Forwarded-For and X-Forwarded-Proto")
    private boolean trustProxy;

    @Option(
            names = "--event-loops",
            defaultValue = "0",
            description = "event loops for HTTP (default: one for each processor)")
    private int eventLoops;

    @Option(names = "--metrics-port", defaultValue = "0", description = "serve /metrics on a port of its own")
    private int metricsPort;

    @Option(
            names = "--sockets-per-account",
            defaultValue = "20",
            description = "screens that an account may have open at this node")
    private int socketsPerAccount;

    @Option(
            names = "--sockets",
            defaultValue = "10000",
            description = "screens that all accounts together may have open at this node")
    private int sockets;

    @Option(
            names = "--smtp",
            description = "smtp://user:password@host:port (or smtps://) for telling those on duty of escalations")
    private URI smtp;

    @Option(names = "--mail-from", description = "the sender's address of that mail")
    private String mailFrom;

    @Option(names = "--webhook-url", description = "that every escalation is posted to")
    private URI webhook;

    @Option(names = "--webhook-secret", description = "with which it is signed (Standard Webhooks)")
    private String webhookSecret;

    @Option(
            names = "--boundaries",
            description = "file with the official boundaries of municipalities, generalised (GeoJSON or TopoJSON of "
                    + "CBS or Kadaster), instead of the schematic ones")
    private Path boundaries;

    @Option(
            names = "--boundaries-credit",
            defaultValue = "CBS, Kadaster",
            description = "whose boundaries these are, as the map says it")
    private String boundariesCredit;

    @Option(names = "--page-url", description = "the hub's own address, for links in mail")
    private String pageUrl;

    @Option(
            names = "--tls-certificate",
            description = "file (PEM) with the certificate that browsers are shown, and those that signed it; "
                    + "without it, TLS is a proxy's matter")
    private Path tlsCertificate;

    @Option(names = "--tls-key", description = "file (PEM, PKCS 8) with its private key")
    private Path tlsKey;

    /** @param command to which these options belong; it gets those of the subjects, too */
    @Spec(Target.MIXEE)
    void of(CommandSpec command) {
        spec = command;
        ofSubjects.forEach(
                options -> command.addMixin(options.getClass().getName(), CommandSpec.forAnnotatedObject(options)));
    }

    /** @throws ParameterException with one clear line, when an option is invalid */
    public Config config() {
        check(port >= 0 && port <= 65_535, "--port is between 0 and 65535");
        check(metricsPort >= 0 && metricsPort <= 65_535, "--metrics-port is between 0 and 65535");
        check(eventLoops >= 0 && eventLoops <= 256, "--event-loops is between 0 and 256");
        check(sessionHours > 0 && sessionHours <= 168, "--session-hours is between 1 and 168");
        check(statementMinutes > 0 && statementMinutes <= 1_440, "--statement-minutes is between 1 and 1440");
        check(
                socketsPerAccount > 0 && sockets > 0 && sockets <= 100_000,
                "--sockets-per-account is at least 1, --sockets between 1 and 100000");
        check(accounts == null || accounts.equals("demo"), "--accounts knows only demo");
        check(
                accounts == null || isLoopback(spec, "--host", host),
                "--accounts demo is refused: " + host + " is not a loopback address, and everyone knows the password");
        check(data == null || database == null, "--data and --database exclude each other");
        return new Config(
                host,
                port,
                database,
                database != null ? null : data != null ? data : Path.of(DATA),
                accounts != null,
                exercise || accounts != null,
                1,
                cluster.cluster(database != null),
                Duration.ofHours(sessionHours),
                Duration.ofMinutes(statementMinutes),
                origins == null ? List.of() : origins,
                trustProxy,
                eventLoops(),
                metricsPort,
                notifications(),
                new Screens(socketsPerAccount, sockets),
                issuer.settings(notifications().page()),
                tls(),
                subjectSettings(),
                boundaries(),
                settings());
    }

    private Boundaries boundaries() {
        check(
                boundariesCredit.length() <= LONGEST_CREDIT,
                "--boundaries-credit has at most " + LONGEST_CREDIT + " characters");
        if (boundaries == null) {
            return null;
        }
        try {
            return BoundariesFile.read(boundaries, boundariesCredit);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--boundaries " + boundaries + " can't be read: " + e.getMessage(), e);
        }
    }

    private List<Setting> settings() {
        var defaults = new HashMap<>(Map.of("event-loops", String.valueOf(eventLoops())));
        if (database == null && data == null) {
            defaults.put("data", DATA);
        }
        return SettingsInForce.of(spec, defaults, accounts == null ? Map.of() : Map.of("exercise", "true"));
    }

    private int eventLoops() {
        return eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops;
    }

    private Tls tls() {
        check((tlsCertificate == null) == (tlsKey == null), "--tls-certificate and --tls-key belong together");
        if (tlsKey == null) {
            return null;
        }
        check(Files.isReadable(tlsKey), "--tls-key " + tlsKey + " can't be read");
        try {
            NodeCertificate.warn(
                    "certificate for browsers",
                    tlsCertificate,
                    NodeCertificate.endOf("--tls-certificate", tlsCertificate),
                    Instant.now());
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    e.getMessage() != null && e.getMessage().startsWith("--")
                            ? e.getMessage()
                            : "--tls-certificate " + tlsCertificate + " can't be read",
                    e);
        }
        return new Tls(tlsCertificate, tlsKey);
    }

    private SubjectSettings subjectSettings() {
        var all = SubjectSettings.defaults();
        for (var options : ofSubjects) {
            try {
                all = all.with(options.read());
            } catch (IOException | IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
        return all;
    }

    private Settings notifications() {
        check(
                smtp == null
                        || smtp.getHost() != null
                                && ("smtp".equals(smtp.getScheme()) || "smtps".equals(smtp.getScheme())),
                "--smtp is smtp://host:port or smtps://host:port");
        check((smtp == null) == (mailFrom == null), "--smtp and --mail-from belong together");
        check(
                webhook == null
                        || webhook.getHost() != null
                                && ("http".equals(webhook.getScheme()) || "https".equals(webhook.getScheme())),
                "--webhook-url is an address with http:// or https://");
        check((webhook == null) == (webhookSecret == null), "--webhook-url and --webhook-secret belong together");
        return new Settings(
                smtp, mailFrom, webhook, webhookSecret, pageUrl == null ? null : pageUrl.replaceAll("/+$", ""));
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** @throws ParameterException when the host is unknown */
    static boolean isLoopback(CommandSpec spec, String option, String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ParameterException(spec.commandLine(), option + " " + host + " is not known", e);
        }
    }
}
