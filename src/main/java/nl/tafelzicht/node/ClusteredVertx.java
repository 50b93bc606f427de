package nl.tafelzicht.node;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.instance.EndpointQualifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Vert.x alone, or one of several on a clustered event bus. Nothing that must be right depends on the cluster: it only
 * makes it fast.
 *
 * <p>There are two connections between nodes, each protected separately. The event bus accepts and makes connections
 * with node certificates only (TLS 1.3, both sides). Hazelcast admits members that know the secret, no clients, and
 * deserialises few classes; it is not encrypted, so its port belongs behind a network policy. A node with another
 * secret, or another journal, belongs to another cluster: it reads its journal like every node, a little later.
 *
 * @param manager {@code null} for a single node
 */
record ClusteredVertx(Vertx vertx, HazelcastClusterManager manager) {

    /** A dead member is forgotten after this time; Hazelcast's own default is a minute. */
    private static final int MEMBER_TIMEOUT_SECONDS = 15;

    private static final int GUESS_ROUNDS = 300_000;

    /** How many nodes this one knows of, itself included. */
    int nodes() {
        return manager == null ? 1 : manager.getNodes().size();
    }

    /**
     * @param journal id of the journal in the database: nodes of another journal form another cluster, whatever secret
     *     they have
     */
    static Future<ClusteredVertx> start(nl.tafelzicht.node.Config.Cluster cluster, String journal) {
        var options = new VertxOptions().setPreferNativeTransport(true);
        var tight = System.getProperty("tafelzicht.max-event-loop-millis");
        if (tight != null) {
            options.setMaxEventLoopExecuteTime(Long.parseLong(tight) * 1_000_000)
                    .setBlockedThreadCheckInterval(100);
        }
        if (cluster == null) {
            return Future.succeededFuture(new ClusteredVertx(Vertx.vertx(options), null));
        }
        options.setEventBusOptions(eventBus(cluster));
        var manager = new HazelcastClusterManager(hazelcast(cluster, journal));
        return Vertx.builder()
                .with(options)
                .withClusterManager(manager)
                .buildClustered()
                .map(vertx -> new ClusteredVertx(vertx, manager));
    }

    /**
     * Both sides present a certificate. (Vert.x trusts every server on the bus unless told otherwise.) Host names are
     * not verified, since addresses come and go: the authority signs certificates for nodes only.
     */
    private static EventBusOptions eventBus(nl.tafelzicht.node.Config.Cluster cluster) {
        var options = new EventBusOptions()
                .setHost(cluster.host())
                .setClusterPublicHost(cluster.host())
                .setPort(cluster.busPort());
        var files = cluster.certificates();
        if (files == null) {
            return options;
        }
        return options.setSsl(true)
                .setTrustAll(false)
                .setClientAuth(ClientAuth.REQUIRED)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(files.certificate().toString())
                        .setKeyPath(files.key().toString()))
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(files.authority().toString()));
    }

    /**
     * The name of the cluster, which members send unencrypted: derived from secret and journal, slowly enough that each
     * guess of the secret takes a fifth of a second.
     */
    static String name(String secret, String journal) {
        try {
            var derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(
                            secret.toCharArray(), journal.getBytes(StandardCharsets.UTF_8), GUESS_ROUNDS, 128));
            return HexFormat.of().formatHex(derived.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2", e);
        }
    }

    private static Config hazelcast(nl.tafelzicht.node.Config.Cluster cluster, String journal) {
        var config = ConfigUtil.loadConfig();
        config.setClusterName("tafelzicht-" + (cluster.secret() == null ? journal : name(cluster.secret(), journal)));
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.logging.details.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.max.no.heartbeat.seconds", String.valueOf(MEMBER_TIMEOUT_SECONDS))
                .setProperty("hazelcast.heartbeat.interval.seconds", "2")
                .setProperty("hazelcast.wait.seconds.before.join", "0");
        var classes = new JavaSerializationFilterConfig();
        classes.getWhitelist()
                .addPrefixes("java.lang.", "java.util.", "com.hazelcast.", "io.vertx.spi.cluster.hazelcast.", "[");
        config.getSerializationConfig().setJavaSerializationFilterConfig(classes);
        var door = new ServerSocketEndpointConfig()
                .setPort(cluster.port())
                .setPortAutoIncrement(false)
                .setPublicAddress(cluster.host() + ":" + cluster.port());
        door.getInterfaces().setEnabled(true).addInterface(cluster.host());
        var network = config.getAdvancedNetworkConfig().setEnabled(true).setMemberEndpointConfig(door);
        network.getEndpointConfigs().remove(EndpointQualifier.CLIENT);
        var join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        if (cluster.dns() != null) {
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", cluster.dns())
                    .setProperty("service-port", String.valueOf(cluster.port()));
        } else {
            join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
        }
        return config;
    }
}
