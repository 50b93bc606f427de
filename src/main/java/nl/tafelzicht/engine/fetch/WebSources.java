package nl.tafelzicht.engine.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import nl.tafelzicht.election.Explanation;

/**
 * Where the hub may fetch files from, when somebody names a URL: a hub can often reach internal addresses that users
 * can't. Pure.
 *
 * <pre>
 * a URL ─► https, a host that is listed ─► every address of that host is public ─► fetched from one of these
 *               (http, other ports and addresses that are not public: only within the networks in the settings)
 * </pre>
 *
 * @param hosts as {@code www.example.nl}, or {@code *.example.nl} for all below it; in lower case
 * @param networks of an intranet, in which addresses need not be public
 */
public record WebSources(List<String> hosts, List<Network> networks) {

    public static final WebSources NONE = new WebSources(List.of(), List.of());

    private static final String LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
    private static final String NAME = LABEL + "(\\." + LABEL + ")*";
    /** A wildcard needs a domain of at least two parts: nobody means everything that ends in {@code .nl}. */
    private static final String BELOW = "\\*\\." + LABEL + "(\\." + LABEL + ")+";

    private static final int MOST_PORT = 65_535;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** @throws IllegalArgumentException which names what is invalid */
    public static WebSources of(List<String> hosts, List<String> networks) {
        return new WebSources(
                hosts.stream().map(WebSources::host).toList(),
                networks.stream().map(Network::of).toList());
    }

    private static String host(String text) {
        var host = text.strip().toLowerCase(Locale.ROOT);
        if (!host.matches(NAME + "|" + BELOW)) {
            throw new IllegalArgumentException(text + " is no host such as www.example.nl or *.example.nl");
        }
        return host;
    }

    /** Why a URL is not allowed; {@code null} when its host may be looked up. */
    public Explanation flaw(URI url) {
        if (hosts.isEmpty()) {
            return Explanation.of("report-fetching-off");
        }
        if (!isWeb(url)
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getPort() == 0
                || url.getPort() > MOST_PORT) {
            return Explanation.of("report-url-unusable");
        }
        if (hosts.stream().noneMatch(listed -> matches(listed, hostOf(url)))) {
            return Explanation.of("report-host-not-listed", "host", hostOf(url));
        }
        return networks.isEmpty() && !isPlainHttps(url) ? Explanation.of("report-https-only") : null;
    }

    /**
     * Why a URL is not allowed, given the addresses of its host; {@code null} when it may be fetched from any of these.
     */
    public Explanation flaw(URI url, List<InetAddress> addresses) {
        var flaw = flaw(url);
        if (flaw != null) {
            return flaw;
        }
        if (addresses.isEmpty()) {
            return Explanation.of("report-host-unknown", "host", hostOf(url));
        }
        if (addresses.stream().allMatch(this::isInside)) {
            return null;
        }
        if (!isPlainHttps(url)) {
            return Explanation.of("report-https-only");
        }
        return addresses.stream().allMatch(a -> isInside(a) || Network.isPublic(a))
                ? null
                : Explanation.of("report-host-not-public", "host", hostOf(url));
    }

    private boolean isInside(InetAddress address) {
        return networks.stream().anyMatch(n -> n.contains(address));
    }

    private static boolean isWeb(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
    }

    private static boolean isPlainHttps(URI url) {
        return isEncrypted(url) && portOf(url) == HTTPS;
    }

    public static boolean isEncrypted(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    public static int portOf(URI url) {
        return url.getPort() > 0 ? url.getPort() : isEncrypted(url) ? HTTPS : HTTP;
    }

    /** In lower case, without a final dot. */
    public static String hostOf(URI url) {
        var host = url.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean matches(String listed, String host) {
        return listed.startsWith("*.") ? host.endsWith(listed.substring(1)) : listed.equals(host);
    }
}
