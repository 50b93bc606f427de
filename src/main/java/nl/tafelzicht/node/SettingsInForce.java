package nl.tafelzicht.node;

import java.lang.reflect.Array;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.engine.operation.Setting;
import nl.tafelzicht.engine.operation.Setting.Origin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The settings of a node, option by option, with the origin of each: for administrators. Secrets are left out; of an
 * address only the host is shown, since passwords and tokens may precede or follow it.
 */
public final class SettingsInForce {

    /** Options whose name marks them as secret; a test checks that for every option. */
    private static final Pattern SECRET = Pattern.compile(".*(secret|password|token|-key)\\b.*");
    /** Addresses of the hub itself and of its issuer, which are public. */
    private static final Set<String> PUBLIC_ADDRESSES = Set.of("issuer", "page-url", "origins");

    private static final Set<String> NO_SETTINGS = Set.of("help", "version");

    private SettingsInForce() {}

    /**
     * The settings of the command that was given.
     *
     * @param defaults values of options that are not set and whose default is known only at the start, such as the
     *     number of processors
     * @param following values of options that are determined by another option
     */
    static List<Setting> of(CommandSpec spec, Map<String, String> defaults, Map<String, String> following) {
        return spec.options().stream()
                .filter(option -> !NO_SETTINGS.contains(Defaults.key(option)))
                .map(option -> setting(spec, option, defaults, following))
                .sorted(Comparator.comparing(Setting::name))
                .toList();
    }

    /** The settings of a command whose values are all as given. */
    public static List<Setting> of(CommandSpec spec) {
        return of(spec, Map.of(), Map.of());
    }

    private static Setting setting(
            CommandSpec spec, OptionSpec option, Map<String, String> defaults, Map<String, String> following) {
        var name = Defaults.key(option);
        var said = text(option.getValue());
        var value = following.getOrDefault(name, defaults.getOrDefault(name, said));
        boolean follows = following.containsKey(name) && !value.equals(said);
        return new Setting(
                name,
                value.isEmpty() || isSecret(name) ? null : isPublic(name, value) ? value : shown(value),
                follows ? Origin.OTHER_SETTING : origin(spec, option),
                isSecret(name),
                !value.isEmpty());
    }

    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    private static boolean isPublic(String name, String value) {
        return PUBLIC_ADDRESSES.contains(name) && !value.contains("@");
    }

    private static Origin origin(CommandSpec spec, OptionSpec option) {
        var parsed = spec.commandLine().getParseResult();
        if (parsed != null && parsed.hasMatchedOption(option)) {
            return Origin.COMMAND_LINE;
        }
        return spec.defaultValueProvider() instanceof Defaults defaults ? defaults.origin(option) : Origin.DEFAULT;
    }

    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(SettingsInForce::text).collect(Collectors.joining(","));
        }
        return value.getClass().isArray()
                ? IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> text(Array.get(value, i)))
                        .collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    /** Of an address only the host. */
    private static String shown(String value) {
        if (!value.contains("://")) {
            return value;
        }
        try {
            var uri = URI.create(value);
            return uri.getHost() == null
                    ? uri.getScheme() + "://…"
                    : uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return "…";
        }
    }
}
