package nl.tafelzicht.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/** Where an option's value comes from when it is not on the command line: {@code TAFELZICHT_…} of the environment, then the file of {@code --config}. */
public final class Defaults implements IDefaultValueProvider {

    private static final String PREFIX = "TAFELZICHT_";

    private final Map<String, String> environment;
    private final Properties file = new Properties();

    /** @throws IllegalArgumentException with one clear line, when the file can't be read or names an option that does not exist */
    public Defaults(List<String> arguments, Map<String, String> environment, CommandLine command) {
        this.environment = environment;
        var path = configFile(arguments);
        if (path == null) return;
        try (var reader = Files.newBufferedReader(Path.of(path))) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("--config " + path + " can't be read: " + e.getMessage(), e);
        }
        var unknown = file.stringPropertyNames().stream().filter(key -> !known(command).contains(key)).sorted().collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) throw new IllegalArgumentException("--config " + path + " has an unknown key: " + unknown);
    }

    private static Set<String> known(CommandLine command) {
        return command.getSubcommands().values().stream().flatMap(c -> c.getCommandSpec().options().stream()).map(Defaults::key).collect(Collectors.toSet());
    }

    private String configFile(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith("--config=")) return arguments.get(i).substring("--config=".length());
            if (arguments.get(i).equals("--config") && i + 1 < arguments.size()) return arguments.get(i + 1);
        }
        return environment.get(PREFIX + "CONFIG");
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || Arrays.asList(option.names()).contains("--help")) return null;
        var key = key(option);
        var variable = environment.get(PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_'));
        return variable != null ? variable : file.getProperty(key);
    }
}
