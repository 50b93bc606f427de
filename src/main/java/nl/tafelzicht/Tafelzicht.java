package nl.tafelzicht;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import nl.tafelzicht.access.Sessions;
import nl.tafelzicht.demo.Demo;
import nl.tafelzicht.journal.JournalVerification;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.node.Defaults;
import nl.tafelzicht.node.HubOptions;
import nl.tafelzicht.node.Lifecycle;
import nl.tafelzicht.node.LogOptions;
import nl.tafelzicht.node.Node;
import nl.tafelzicht.picture.Picture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Without a word it starts the demo. */
@Command(name = "tafelzicht", description = "Real-time situational awareness for election day.", mixinStandardHelpOptions = true, versionProvider = Tafelzicht.Version.class,
        subcommands = {Tafelzicht.Serve.class, Demo.class, Tafelzicht.VerifyJournal.class, Tafelzicht.Token.class, Account.class})
public final class Tafelzicht implements Runnable {

    private static final int BAD_USE = 2;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: demo, serve, verify-journal, token or account");
    }

    public static void main(String[] arguments) {
        int status = run(arguments.length == 0 ? List.of("demo") : List.of(arguments));
        if (status != 0) System.exit(status);
    }

    /** @return the exit status; of a hub that runs on, 0 when it is ready */
    static int run(List<String> arguments) {
        configureLog(arguments);
        var command = new CommandLine(new Tafelzicht()).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            command.setDefaultValueProvider(new Defaults(arguments, System.getenv(), command));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return BAD_USE;
        }
        command.setParameterExceptionHandler((e, args) -> {
            System.err.println(e.getMessage());
            return BAD_USE;
        });
        command.setExecutionExceptionHandler((e, cmd, parsed) -> {
            System.err.println(e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse(e.toString()));
            return e instanceof IOException || e instanceof IllegalArgumentException ? BAD_USE : 1;
        });
        return command.execute(arguments.toArray(String[]::new));
    }

    /** Before the first logger is made. */
    private static void configureLog(List<String> arguments) {
        for (var option : List.of("log-format", "log-level", "log-requests")) {
            var variable = System.getenv("TAFELZICHT_" + option.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
            int at = arguments.indexOf("--" + option);
            var value = at >= 0 && at + 1 < arguments.size() ? arguments.get(at + 1) : variable;
            if (value != null) System.setProperty("tafelzicht." + option, value);
        }
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("hazelcast.logging.type", "slf4j");
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            var version = Tafelzicht.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "development" : version};
        }
    }

    @Command(name = "serve", description = "Run a hub.", mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @Mixin
        private HubOptions options;
        @Mixin
        private LogOptions log;

        @Override
        public Integer call() throws IOException {
            var config = options.config();
            var database = config.database() != null ? Database.outside(config.database()) : Database.embedded(config.data(), false);
            try {
                var node = Node.start(config, Lifecycle.migrated(database), Clock.systemUTC());
                Lifecycle.run(node.address(), node);
            } catch (IOException | RuntimeException e) {
                database.close();
                throw e;
            }
            return 0;
        }
    }

    @Command(name = "verify-journal", description = "Check order, contiguity and integrity of the journal.", mixinStandardHelpOptions = true)
    static final class VerifyJournal implements Callable<Integer> {
        @Option(names = "--database", description = "postgresql://user:password@host:port/database")
        private String url;
        @Option(names = "--data", description = "instead: the folder of an embedded PostgreSQL, of a hub that does not run")
        private Path data;
        @Mixin
        private LogOptions log;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, SQLException {
            if ((url == null) == (data == null)) throw new ParameterException(spec.commandLine(), "give --database or --data");
            try (var database = url != null ? Database.outside(url) : Database.embedded(data, false)) {
                var options = database.options();
                var properties = new Properties();
                properties.put("user", options.getUser());
                if (options.getPassword() != null) properties.put("password", options.getPassword());
                var picture = new Picture[] {Picture.EMPTY};
                JournalVerification.Result result;
                try (var connection = DriverManager.getConnection("jdbc:postgresql://" + options.getHost() + ":" + options.getPort() + "/" + options.getDatabase(), properties)) {
                    result = new JournalVerification(event -> picture[0] = picture[0].after(event)).verify(connection);
                }
                System.out.println(result.events() + " events in " + result.streams() + " streams, " + picture[0].stations().size() + " stations, " + picture[0].reports().count() + " reports, "
                        + picture[0].incidents().count() + " incidents, " + picture[0].escalations().count() + " escalations");
                result.findings().forEach(System.out::println);
                System.out.println(result.findings().isEmpty() ? "the journal is whole" : "the journal is NOT whole");
                return result.findings().isEmpty() ? 0 : 1;
            }
        }
    }

    @Command(name = "token", description = "Make a new signing key; tokens signed with the old one stay valid.", mixinStandardHelpOptions = true)
    static final class Token implements Callable<Integer> {
        @Option(names = "--database", required = true, description = "postgresql://user:password@host:port/database")
        private String url;
        @Option(names = "--rotate-keys", required = true, description = "from now on a new key signs")
        private boolean rotate;
        @Mixin
        private LogOptions log;

        @Override
        public Integer call() throws Exception {
            try (var database = Database.outside(url)) {
                var vertx = Vertx.vertx();
                try {
                    var pool = PgBuilder.pool().connectingTo(database.options()).using(vertx).build();
                    Sessions.rotateKeys(pool).toCompletionStage().toCompletableFuture().get();
                    System.out.println("a new key signs from now on; each node takes it within seconds");
                    return 0;
                } finally {
                    vertx.close().toCompletionStage().toCompletableFuture().get();
                }
            }
        }
    }
}
