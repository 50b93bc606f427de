package nl.tafelzicht.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nl.tafelzicht.node.Config.Certificates;
import nl.tafelzicht.node.Config.Cluster;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How nodes find and trust each other. Beyond a loopback address they need a secret and certificates. */
final class ClusterOptions {

    private static final int SHORTEST_SECRET = 16;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--cluster", description = "be one of several nodes")
    private boolean cluster;

    @Option(names = "--cluster-members", split = ",", description = "host:port of the nodes")
    private List<String> members;

    @Option(names = "--cluster-dns", description = "instead: a name that resolves to all nodes")
    private String dns;

    @Option(names = "--cluster-host", defaultValue = "127.0.0.1", description = "address of this node for the others")
    private String host;

    @Option(names = "--cluster-port", defaultValue = "5701", description = "port of Hazelcast")
    private int port;

    @Option(
            names = "--cluster-bus-port",
            defaultValue = "0",
            description = "port of the event bus (default: any free one)")
    private int busPort;

    @Option(names = "--cluster-secret", description = "that a node must know to join; the same for all")
    private String secret;

    @Option(
            names = "--cluster-certificate",
            description =
                    "file (PEM) with this node's certificate: the event bus is then encrypted, and takes nodes only")
    private Path certificate;

    @Option(names = "--cluster-key", description = "file (PEM, PKCS 8) with its private key")
    private Path key;

    @Option(
            names = "--cluster-authority",
            description = "file (PEM) with the authority that signs the certificates of nodes, and of nobody else")
    private Path authority;

    /** @return {@code null} for a single node */
    Cluster cluster(boolean hasDatabase) {
        if (!cluster) {
            return null;
        }
        check(port > 0 && port <= 65_535, "--cluster-port is between 1 and 65535");
        check(busPort >= 0 && busPort <= 65_535, "--cluster-bus-port is between 0 and 65535");
        check(hasDatabase, "--cluster needs one --database for all nodes");
        check(members != null || dns != null, "--cluster needs --cluster-members or --cluster-dns");
        check(
                members == null || members.stream().allMatch(m -> m.matches("[^:\\s]+:\\d{1,5}")),
                "--cluster-members is host:port, separated by commas");
        check(
                secret == null || secret.length() >= SHORTEST_SECRET,
                "--cluster-secret has at least " + SHORTEST_SECRET + " characters");
        check(
                HubOptions.isLoopback(spec, "--cluster-host", host) || secret != null && certificate != null,
                "--cluster-host " + host
                        + " is not a loopback address: --cluster-secret and --cluster-certificate, -key and "
                        + "-authority are needed there");
        return new Cluster(host, port, busPort, members, dns, secret, certificates());
    }

    private Certificates certificates() {
        check(
                (certificate == null) == (key == null) && (key == null) == (authority == null),
                "--cluster-certificate, --cluster-key and --cluster-authority belong together");
        if (certificate == null) {
            return null;
        }
        Stream.of(certificate, key, authority).forEach(file -> check(Files.isReadable(file), file + " can't be read"));
        return new Certificates(certificate, key, authority);
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
