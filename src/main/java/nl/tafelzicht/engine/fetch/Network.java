package nl.tafelzicht.engine.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Addresses with the same first bits: {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address. */
public record Network(InetAddress first, int bits) {

    private static final int BYTE = 8;

    /** Reserved ranges of IPv4 (IANA's registry), and multicast. */
    private static final List<Network> SPECIAL_4 = List.of(
            of("0.0.0.0/8"),
            of("10.0.0.0/8"),
            of("100.64.0.0/10"),
            of("127.0.0.0/8"),
            of("169.254.0.0/16"),
            of("172.16.0.0/12"),
            of("192.0.0.0/24"),
            of("192.0.2.0/24"),
            of("192.88.99.0/24"),
            of("192.168.0.0/16"),
            of("198.18.0.0/15"),
            of("198.51.100.0/24"),
            of("203.0.113.0/24"),
            of("224.0.0.0/3"));

    /** The only public range of IPv6; all other addresses are reserved, or wrap an IPv4 address. */
    private static final Network GLOBAL_6 = of("2000::/3");

    /**
     * Reserved within the public range: special protocols (Teredo among them), documentation, and 6to4, which wraps an
     * IPv4 address.
     */
    private static final List<Network> SPECIAL_6 =
            List.of(of("2001::/23"), of("2001:db8::/32"), of("2002::/16"), of("3fff::/20"));

    /** @throws IllegalArgumentException when it is invalid */
    public static Network of(String text) {
        var parts = text.strip().split("/", 2);
        if (!parts[0].matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException(text + " is no network such as 10.0.0.0/8");
        }
        try {
            var first = InetAddress.getByName(parts[0]); // not a host name, so there is no DNS look-up
            int all = first.getAddress().length * BYTE;
            int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException(text + " has 0 to " + all + " bits behind the slash");
            }
            return new Network(first, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(text + " is no network such as 10.0.0.0/8", e);
        }
    }

    public boolean contains(InetAddress address) {
        var mine = first.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int bit = 1 << (BYTE - 1 - i % BYTE);
            if ((mine[i / BYTE] & bit) != (other[i / BYTE] & bit)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an address is publicly reachable, and so not internal. */
    public static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? SPECIAL_4.stream().noneMatch(n -> n.contains(address))
                : GLOBAL_6.contains(address) && SPECIAL_6.stream().noneMatch(n -> n.contains(address));
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
