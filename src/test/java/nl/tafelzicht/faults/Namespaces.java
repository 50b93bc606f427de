package nl.tafelzicht.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nl.tafelzicht.support.MachineNetworks;

/**
 * A network namespace for each node, with three lines: to the other nodes, to the database, to the viewers. Each of the
 * three networks is a bridge. Needs root and Debian's iproute2.
 *
 * <pre>node 1 ─┬─ bus ──── node 2, node 3
 *         ├─ db ───── this host: PostgreSQL
 *         └─ front ── this host: viewers and writers</pre>
 */
final class Namespaces implements Network {

    private static final String[] NETWORKS = {"b", "d", "f"};
    private static final int BUS = 0;
    private static final int DATABASE = 1;
    private static final int FRONT = 2;

    private static final AtomicInteger MADE = new AtomicInteger();

    private final String name =
            "tz" + ProcessHandle.current().pid() % 100_000 + (char) ('a' + MADE.getAndIncrement() % 26);
    private final int nodes;
    private MachineNetworks networks;

    private Namespaces(int nodes) {
        this.nodes = nodes;
    }

    /** @return the namespaces, or the loopback where they are not permitted */
    static Network orLoopback(int nodes) {
        var made = new Namespaces(nodes);
        try {
            made.make();
            return made;
        } catch (IOException refused) {
            System.out.println(
                    "no network namespaces here (" + refused.getMessage() + "): lines between nodes are not cut");
            made.close();
            return Network.loopback();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void make() throws IOException, InterruptedException {
        networks = MachineNetworks.alone();
        for (int n = 0; n < NETWORKS.length; n++) {
            ip("link", "add", bridge(n), "type", "bridge");
            ip("link", "set", bridge(n), "up");
            if (n != BUS) {
                ip("addr", "add", address(n, 254) + "/24", "dev", bridge(n));
            }
        }
        for (int i = 0; i < nodes; i++) {
            ip("netns", "add", namespace(i));
            ip("-n", namespace(i), "link", "set", "lo", "up");
            for (int n = 0; n < NETWORKS.length; n++) {
                var inside = "e" + NETWORKS[n];
                ip("link", "add", outside(n, i), "type", "veth", "peer", "name", inside, "netns", namespace(i));
                ip("link", "set", outside(n, i), "master", bridge(n), "up");
                ip("-n", namespace(i), "addr", "add", address(n, i + 1) + "/24", "dev", inside);
                ip("-n", namespace(i), "link", "set", inside, "up");
            }
        }
    }

    private String bridge(int network) {
        return name + NETWORKS[network];
    }

    private String outside(int network, int node) {
        return name + NETWORKS[network] + node;
    }

    private String namespace(int node) {
        return name + "n" + node;
    }

    private static String address(int network, int host) {
        return "10.213." + (network + 1) + "." + host;
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public List<String> prefix(int i) {
        return List.of("ip", "netns", "exec", namespace(i));
    }

    @Override
    public String front(int i) {
        return address(FRONT, i + 1);
    }

    @Override
    public String bus(int i) {
        return address(BUS, i + 1);
    }

    @Override
    public String database() {
        return address(DATABASE, 254);
    }

    @Override
    public boolean canCut() {
        return true;
    }

    @Override
    public void cutBus(int i, boolean cut) throws IOException, InterruptedException {
        ip("link", "set", outside(BUS, i), cut ? "down" : "up");
    }

    @Override
    public void cutDatabase(int i, boolean cut) throws IOException, InterruptedException {
        ip("link", "set", outside(DATABASE, i), cut ? "down" : "up");
    }

    /** What was not made is not there to be removed. */
    @Override
    public void close() {
        for (int i = 0; i < nodes; i++) {
            remove("netns", "del", namespace(i));
        }
        for (int n = 0; n < NETWORKS.length; n++) {
            for (int i = 0; i < nodes; i++) {
                remove("link", "del", outside(n, i));
            }
            remove("link", "del", bridge(n));
        }
        try {
            if (networks != null) {
                networks.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(String... what) {
        try {
            ip(what);
        } catch (IOException absent) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
