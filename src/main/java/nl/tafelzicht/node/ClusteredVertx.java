package nl.tafelzicht.node;

import com.hazelcast.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Vert.x alone, or one of several on a clustered event bus. Nothing that must be right depends on the cluster: it only makes it fast. */
final class ClusteredVertx {

    /** A dead member is forgotten after this time; Hazelcast's own default is a minute. */
    private static final int MEMBER_TIMEOUT_SECONDS = 15;

    private ClusteredVertx() { }

    static Future<Vertx> start(nl.tafelzicht.node.Config.Cluster cluster) {
        var options = new VertxOptions().setPreferNativeTransport(true);
        var tight = System.getProperty("tafelzicht.max-event-loop-millis");
        if (tight != null) options.setMaxEventLoopExecuteTime(Long.parseLong(tight) * 1_000_000).setBlockedThreadCheckInterval(100);
        if (cluster == null) return Future.succeededFuture(Vertx.vertx(options));
        options.setEventBusOptions(new EventBusOptions().setHost(cluster.host()).setClusterPublicHost(cluster.host()));
        return Vertx.builder().with(options).withClusterManager(new HazelcastClusterManager(hazelcast(cluster))).buildClustered();
    }

    private static Config hazelcast(nl.tafelzicht.node.Config.Cluster cluster) {
        var config = ConfigUtil.loadConfig();
        config.setClusterName("tafelzicht");
        config.setProperty("hazelcast.logging.type", "slf4j").setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false").setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.max.no.heartbeat.seconds", String.valueOf(MEMBER_TIMEOUT_SECONDS))
                .setProperty("hazelcast.heartbeat.interval.seconds", "2")
                .setProperty("hazelcast.wait.seconds.before.join", "0");
        var network = config.getNetworkConfig().setPort(cluster.port()).setPortAutoIncrement(false).setPublicAddress(cluster.host() + ":" + cluster.port());
        network.getInterfaces().setEnabled(true).addInterface(cluster.host());
        var join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        if (cluster.dns() != null) join.getKubernetesConfig().setEnabled(true).setProperty("service-dns", cluster.dns());
        else join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
        return config;
    }
}
