package nl.tafelzicht.engine.http.api;

import io.vertx.core.MultiMap;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;

/**
 * The network that a request comes from, for rate limits. Of the addresses that proxies recorded only the last entry
 * counts, which is our own proxy's, however many header lines there are. Of an IPv6 address the first 56 bits count,
 * which is what one household or office has. Never stored.
 */
final class SourceAddress {

    private static final int BYTES_OF_PREFIX = 7;
    private static final int LONGEST = 60;

    private SourceAddress() {}

    /** @param peer the other end of the connection; {@code trustProxy} whether that is our own proxy */
    static String of(MultiMap headers, String peer, boolean trustProxy) {
        var forwarded = trustProxy ? last(headers.getAll("X-Forwarded-For")) : null;
        return network(forwarded == null ? peer : forwarded);
    }

    /** The last entry of a list that may span several lines; {@code null} when there is none. */
    static String last(List<String> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        var line = lines.get(lines.size() - 1);
        var entry = line.substring(line.lastIndexOf(',') + 1).strip();
        return entry.isEmpty() ? null : entry;
    }

    /**
     * A text that is no address counts as it is, shortened, so that a proxy that writes names or nonsense still tells
     * its callers apart.
     */
    private static String network(String text) {
        var address = withoutPort(text);
        if (!address.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.*)?")) {
            return address.substring(0, Math.min(LONGEST, address.length()));
        }
        try {
            // not a host name, so there is no DNS look-up
            var parsed = InetAddress.getByName(address.replaceFirst("%.*", ""));
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, BYTES_OF_PREFIX) + "/56"
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address.substring(0, Math.min(LONGEST, address.length()));
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[") && text.contains("]")) {
            return text.substring(1, text.indexOf(']'));
        }
        return text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')
                ? text.substring(0, text.indexOf(':'))
                : text;
    }
}
