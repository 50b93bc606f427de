package nl.tafelzicht;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import nl.tafelzicht.demo.Demo;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.operation.Version;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.node.DatabaseOptions;
import nl.tafelzicht.node.Defaults;
import nl.tafelzicht.node.HubOptions;
import nl.tafelzicht.node.Lifecycle;
import nl.tafelzicht.node.LogOptions;
import nl.tafelzicht.node.Node;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Without arguments it starts the demo. */
@Command(
        name = "tafelzicht",
        description = "Real-time situational awareness for election day.",
        mixinStandardHelpOptions = true,
        versionProvider = Tafelzicht.ProgramVersion.class)
public final class Tafelzicht implements Runnable {

    private static final int BAD_USE = 2;
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("serve", Serve.class);
        COMMANDS.put("demo", Demo.class);
        COMMANDS.put("verify-journal", VerifyJournal.class);
        COMMANDS.put("check-count", CheckCount.class);
        COMMANDS.put("token", Token.class);
        COMMANDS.put("account", AccountCommand.class);
        COMMANDS.put("erase", EraseCommand.class);
    }

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: demo, serve, verify-journal, check-count, token, account or erase");
    }

    public static void main(String[] arguments) {
        int status = run(arguments.length == 0 ? List.of("demo") : List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    /** @return the exit status; for a hub that keeps running, 0 as soon as it is ready */
    static int run(List<String> arguments) {
        try {
            configureLog(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return BAD_USE;
        }
        var command = commandLine(arguments).setCaseInsensitiveEnumValuesAllowed(true);
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
            System.err.println(
                    e.getMessage() == null
                            ? e.toString()
                            : e.getMessage().lines().findFirst().orElse(e.toString()));
            return e instanceof IOException || e instanceof IllegalArgumentException ? BAD_USE : 1;
        });
        return command.execute(arguments.toArray(String[]::new));
    }

    /**
     * Reads only the command that was asked for, since each takes tens of milliseconds to read. All are read for help,
     * and where a file may set options of any of them.
     */
    private static CommandLine commandLine(List<String> arguments) {
        var root = new CommandLine(new Tafelzicht());
        var asked = COMMANDS.get(arguments.get(0));
        if (asked != null && Defaults.early(arguments, System.getenv(), "config") == null) {
            root.addSubcommand(asked);
        } else {
            COMMANDS.values().forEach(root::addSubcommand);
        }
        return root;
    }

    private static final Map<String, Set<String>> LOG = Map.of(
            "log-format",
            Set.of("plain", "json"),
            "log-level",
            Set.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"),
            "log-requests",
            Set.of("INFO", "OFF"));

    /**
     * Called before the first logger is made.
     *
     * @throws IllegalArgumentException with one clear line, for an unknown value
     */
    private static void configureLog(List<String> arguments) {
        for (var option : LOG.entrySet()) {
            var value = Defaults.early(arguments, System.getenv(), option.getKey());
            if (value == null) {
                continue;
            }
            var known = option.getValue().stream()
                    .filter(v -> v.equalsIgnoreCase(value.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--" + option.getKey() + " is one of "
                            + String.join(", ", new TreeSet<>(option.getValue())) + ", not " + value));
            System.setProperty("tafelzicht." + option.getKey(), known);
        }
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("hazelcast.logging.type", "slf4j");
    }

    static final class ProgramVersion implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.current()};
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
            var database = config.database() != null
                    ? Database.outside(config.database())
                    : Database.embedded(config.data(), false);
            try {
                Lifecycle.migrated(database);
                if (!config.demoAccounts() && config.issuer() == null && !AccountCommand.isThereOne(database)) {
                    LoggerFactory.getLogger(Tafelzicht.class)
                            .warn(
                                    "there is no account yet, so nobody can log in: make one with `account add NAME --role "
                                            + "ROLE` and the same --data or --database");
                }
                var node = Node.start(config, database, Clock.systemUTC());
                Lifecycle.run(node.address(), node);
            } catch (IOException | RuntimeException e) {
                database.close();
                throw e;
            }
            return 0;
        }
    }

    @Command(
            name = "token",
            description = "Make a new signing key; tokens signed with the old one stay valid.",
            mixinStandardHelpOptions = true)
    static final class Token implements Callable<Integer> {
        @Mixin
        private DatabaseOptions where;

        @Option(names = "--rotate-keys", required = true, description = "from now on a new key signs")
        private boolean rotate;

        @Mixin
        private LogOptions log;

        @Override
        public Integer call() throws Exception {
            try (var database = where.open()) {
                var vertx = Vertx.vertx();
                try {
                    var pool = PgBuilder.pool()
                            .connectingTo(database.options())
                            .using(vertx)
                            .build();
                    Sessions.rotateKeys(pool)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get();
                    System.out.println("a new key signs from now on; each node takes it within seconds");
                    return 0;
                } finally {
                    vertx.close().toCompletionStage().toCompletableFuture().get();
                }
            }
        }
    }
}
