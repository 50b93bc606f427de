package nl.tafelzicht.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nl.tafelzicht.engine.access.IssuerSettings;
import nl.tafelzicht.engine.eventsourcing.SubjectSettings;
import nl.tafelzicht.engine.http.api.Tls;
import nl.tafelzicht.engine.notify.Settings;
import nl.tafelzicht.engine.operation.Setting;
import nl.tafelzicht.engine.place.Boundaries;

/**
 * How a node runs, read once at the start and handed on.
 *
 * @param database {@code postgresql://…} of an outside PostgreSQL, or {@code null} for the embedded one
 * @param data where the embedded PostgreSQL keeps its files; {@code null} for a folder that is deleted when the hub
 *     stops
 * @param cluster how to find the other nodes, or {@code null} for a single node
 * @param speed how much faster than real time the day passes; 1 on the day itself
 * @param statementPeriod how often the head of the journal is signed and published
 * @param eventLoops event loops that serve HTTP
 * @param issuer that identifies people, or {@code null} for the hub's own accounts only
 * @param tls certificate for browsers, or {@code null} when a proxy terminates TLS
 * @param boundaries that the map draws, or {@code null} for the schematic ones
 * @param subjects settings of the subjects
 * @param settings all settings with their origin, to be shown to administrators
 * @param metricsPort a port of its own for {@code /metrics}, or 0 to serve it beside the rest
 */
public record Config(
        String host,
        int port,
        String database,
        Path data,
        boolean demoAccounts,
        boolean exercise,
        double speed,
        Cluster cluster,
        Duration sessionLife,
        Duration statementPeriod,
        List<String> origins,
        boolean trustProxy,
        int eventLoops,
        int metricsPort,
        Settings notifications,
        Screens screens,
        IssuerSettings issuer,
        Tls tls,
        SubjectSettings subjects,
        Boundaries boundaries,
        List<Setting> settings) {

    /**
     * The limits on open screens.
     *
     * @param perAccount sockets that an account may have open at this node
     * @param most that all accounts may have open at this node
     */
    public record Screens(int perAccount, int most) {
        public static final Screens DEFAULT = new Screens(20, 10_000);
    }

    /**
     * @param host the address of this node for the others
     * @param port of Hazelcast
     * @param busPort of the event bus, or 0 for any free one
     * @param members {@code host:port} of the nodes, with or without this one
     * @param dns instead of members: a name that resolves to all nodes (a headless Service), or {@code null}
     * @param secret that a node must know to join, or {@code null}
     * @param certificates with which nodes prove themselves to each other on the event bus, or {@code null} for an
     *     unencrypted bus
     */
    public record Cluster(
            String host,
            int port,
            int busPort,
            List<String> members,
            String dns,
            String secret,
            Certificates certificates) {}

    /**
     * Files in PEM.
     *
     * @param authority every holder of a certificate signed by it is a node
     */
    public record Certificates(Path certificate, Path key, Path authority) {}
}
