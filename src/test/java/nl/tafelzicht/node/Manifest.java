package nl.tafelzicht.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The environment that a manifest gives a hub, read as the hub reads it. */
public final class Manifest {

    @Command(name = "hub", subcommands = Serve.class)
    static final class Program {}

    @Command(name = "serve")
    static final class Serve implements Runnable {
        @Mixin
        private HubOptions options;

        @Mixin
        private LogOptions log;

        private Config config;

        @Override
        public void run() {
            config = options.config();
        }
    }

    private Manifest() {}

    /** The environment variables that stand for an option. */
    public static Set<String> variables() {
        return new CommandLine(new Serve())
                .getCommandSpec().options().stream()
                        .map(o -> "TAFELZICHT_"
                                + o.longestName()
                                        .replaceFirst("^-+", "")
                                        .toUpperCase(Locale.ROOT)
                                        .replace('-', '_'))
                        .collect(Collectors.toSet());
    }

    /** @throws RuntimeException that says which option makes no sense */
    public static Config config(Map<String, String> environment) {
        var command = new CommandLine(new Program());
        command.setDefaultValueProvider(new Defaults(List.of(), environment, command));
        var wrong = new ArrayList<Exception>();
        command.setParameterExceptionHandler((e, arguments) -> {
            wrong.add(e);
            return 2;
        });
        int status = command.execute("serve");
        if (status != 0) {
            throw new IllegalStateException(
                    wrong.isEmpty() ? "status " + status : wrong.get(0).getMessage());
        }
        return ((Serve) command.getSubcommands().get("serve").getCommand()).config;
    }
}
