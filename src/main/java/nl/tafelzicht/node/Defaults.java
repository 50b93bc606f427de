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
import nl.tafelzicht.engine.operation.Setting.Origin;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The value of an option that is not on the command line: first {@code TAFELZICHT_…} of the environment, then the file
 * of {@code --config}.
 */
public final class Defaults implements IDefaultValueProvider {

    private static final String PREFIX = "TAFELZICHT_";

    private final Map<String, String> environment;
    private final Properties file = new Properties();

    /**
     * @throws IllegalArgumentException with one clear line, when the file can't be read or names an option that does
     *     not exist
     */
    public Defaults(List<String> arguments, Map<String, String> environment, CommandLine command) {
        this.environment = environment;
        var path = configFile(arguments);
        if (path == null) {
            return;
        }
        try (var reader = Files.newBufferedReader(Path.of(path))) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("--config " + path + " can't be read: " + e.getMessage(), e);
        }
        var unknown = file.stringPropertyNames().stream()
                .filter(key -> !known(command).contains(key))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("--config " + path + " has an unknown key: " + unknown);
        }
    }

    /**
     * The value of an option that is needed before the command line is parsed: from the command line ({@code --key
     * value} or {@code --key=value}), the environment or the file. Errors in the file are reported later, when it is
     * read completely.
     *
     * @return {@code null} when it is not set
     */
    public static String early(List<String> arguments, Map<String, String> environment, String key) {
        var said = argument(arguments, key);
        if (said != null) {
            return said;
        }
        var variable = environment.get(variable(key));
        if (variable != null) {
            return variable;
        }
        var path = argument(arguments, "config") != null
                ? argument(arguments, "config")
                : environment.get(variable("config"));
        if (path == null) {
            return null;
        }
        var file = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(path))) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
        return file.getProperty(key);
    }

    private static String argument(List<String> arguments, String key) {
        String found = null;
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith("--" + key + "=")) {
                found = arguments.get(i).substring(key.length() + 3);
            } else if (arguments.get(i).equals("--" + key) && i + 1 < arguments.size()) {
                found = arguments.get(i + 1);
            }
        }
        return found;
    }

    private static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Set<String> known(CommandLine command) {
        return command.getSubcommands().values().stream()
                .flatMap(c -> c.getCommandSpec().options().stream())
                .map(Defaults::key)
                .collect(Collectors.toSet());
    }

    private String configFile(List<String> arguments) {
        var said = argument(arguments, "config");
        return said != null ? said : environment.get(variable("config"));
    }

    /** The origin of an option that is not on the command line. */
    Origin origin(OptionSpec option) {
        var key = key(option);
        if (environment.containsKey(variable(key))) {
            return Origin.ENVIRONMENT;
        }
        return file.containsKey(key) ? Origin.FILE : Origin.DEFAULT;
    }

    static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)
                || Arrays.asList(option.names()).contains("--help")) {
            return null;
        }
        var key = key(option);
        var variable = environment.get(variable(key));
        return variable != null ? variable : file.getProperty(key);
    }
}
