package nl.tafelzicht.node;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import nl.tafelzicht.engine.access.AccountChanges;
import nl.tafelzicht.engine.access.AccountStore;
import nl.tafelzicht.engine.access.Accounts;
import nl.tafelzicht.engine.access.DemoAccounts;
import nl.tafelzicht.engine.access.Issuer;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.archive.Attachments;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.command.CommandMetrics;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.command.DisclosureLog;
import nl.tafelzicht.engine.command.ReactionVerticle;
import nl.tafelzicht.engine.command.SubjectVerticle;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.NodeParts;
import nl.tafelzicht.engine.http.server.HttpVerticle;
import nl.tafelzicht.engine.journal.JournalMetrics;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.PostgresJournal;
import nl.tafelzicht.engine.live.LiveMetrics;
import nl.tafelzicht.engine.notify.Addresses;
import nl.tafelzicht.engine.notify.NotificationVerticle;
import nl.tafelzicht.engine.operation.Nodes;
import nl.tafelzicht.engine.operation.PictureMetrics;
import nl.tafelzicht.engine.operation.Storage;
import nl.tafelzicht.engine.operation.Version;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.EventFormats;
import nl.tafelzicht.engine.picture.PastPictures;
import nl.tafelzicht.engine.picture.StoredEntities;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.engine.seal.SignedCheckpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of the hub: creates and connects all parts; no other class depends on it.
 *
 * <pre>
 * start: database ─► migrations ─► Vert.x ─► keys ─► journal (replayed into the picture) ─► commands ─► HTTP ─► ready
 * stop:  sockets closed, HTTP drained ─► accepted requests finished ─► Vert.x ─► database</pre>
 */
public final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long START_SECONDS = 300;
    private static final long HTTP_STOP_SECONDS = 4;
    private static final long STOP_SECONDS = 4;
    private static final long LEAVE_SECONDS = 1;

    private final Config config;
    private final Database database;
    private final ClusteredVertx cluster;
    private final String journalId;
    private final Vertx vertx;
    private final Pool pool;
    private final CurrentPicture picture = new CurrentPicture();
    private final DemoAccounts demo;
    private final Sessions sessions;
    private final Clock clock;
    private final Parts parts;
    private final int port;
    private volatile boolean ready;
    private String httpDeployment;
    private Nodes nodes;
    private JournalVerticle journal;

    /**
     * Parts that a test may replace.
     *
     * @param day the clock of the election day
     * @param real the clock of sessions and signed checkpoints
     */
    record Parts(Clock day, Clock real, UnaryOperator<JournalStore> journal) {}

    /** @param journalId the id before this node joined */
    private Node(Config config, Database database, String journalId, ClusteredVertx cluster, Parts parts)
            throws IOException {
        this.config = config;
        this.database = database;
        this.cluster = cluster;
        this.journalId = journalId;
        this.vertx = cluster.vertx();
        this.clock = parts.day();
        this.parts = parts;
        this.port = config.port() == 0 ? freePort(config.host()) : config.port();
        this.pool = PgBuilder.pool()
                .with(Database.pooled())
                .with(Database.line())
                .connectingTo(database.options())
                .using(vertx)
                .build();
        this.demo = config.demoAccounts() ? new DemoAccounts() : null;
        var accounts = new Accounts(pool, demo);
        this.sessions = new Sessions(
                vertx,
                pool,
                accounts,
                config.issuer() == null ? null : new Issuer(config.issuer(), parts.real()),
                parts.real(),
                config.sessionLife(),
                journalId);
    }

    /**
     * Starts a node; blocks until it is ready.
     *
     * @param clock of the election day
     * @throws IOException when the database, the cluster or the port is not available; its message says which
     */
    public static Node start(Config config, Database database, Clock clock) throws IOException {
        return start(config, database, new Parts(clock, Clock.systemUTC(), journal -> journal));
    }

    static Node start(Config config, Database database, Parts parts) throws IOException {
        var journal = database.journal();
        var cluster = await(ClusteredVertx.start(config.cluster(), journal), "the cluster");
        try {
            var node = new Node(config, database, journal, cluster, parts);
            await(node.deploy(), "the hub");
            return node;
        } catch (IOException | RuntimeException e) {
            cluster.vertx().close();
            throw e;
        }
    }

    private Future<Void> deploy() {
        long from = System.nanoTime();
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        PictureMetrics.register(picture, metrics);
        watchCertificate(metrics);
        Gauge.builder("tafelzicht.cluster.nodes", cluster, ClusteredVertx::nodes)
                .description("nodes that this one knows of, itself among them")
                .register(metrics);
        var store = parts.journal().apply(new PostgresJournal(vertx, database.options(), pool));
        journal = new JournalVerticle(
                database.options(),
                store,
                picture::apply,
                () -> picture.get().seq(),
                picture::confirm,
                () -> nodes == null ? EventFormats.FIRST : nodes.readByAll(),
                new JournalMetrics(metrics),
                this::replaced);
        var gazetteer = new Gazetteer();
        var statements = new SignedCheckpoints(vertx, pool, parts.real(), config.statementPeriod());
        var commands = new CommandMetrics(metrics);
        nodes = new Nodes(
                vertx,
                pool,
                name(),
                Version.current(),
                parts.real(),
                metrics,
                Alike.of(config),
                EventFormats.CURRENT,
                picture::stuck);
        var active = new CommandDependencies(picture, store, pool, commands, gazetteer, config.subjects(), clock);
        Commands.registerCodecs(vertx.eventBus());
        return sessions.start()
                .compose(started -> statements.start())
                .compose(started -> vertx.deployVerticle(journal))
                .onSuccess(replayed -> LOG.info(
                        "{} events replayed in {} ms", picture.get().seq(), (System.nanoTime() - from) / 1_000_000))
                .compose(deployed ->
                        Future.all(SubjectVerticle.all(Subjects.all(), picture, store, commands, clock).stream()
                                .map(vertx::deployVerticle)
                                .toList()))
                .compose(deployed -> Future.all(Subjects.all().offering(ActiveSubject.class).stream()
                        .flatMap(subject -> subject.verticles(active).stream())
                        .map(vertx::deployVerticle)
                        .toList()))
                .compose(deployed -> vertx.deployVerticle(new ReactionVerticle(Subjects.all(), active)))
                .compose(deployed -> vertx.deployVerticle(
                        new NotificationVerticle(picture, pool, config.notifications(), clock, metrics)))
                .compose(deployed -> store.head())
                .compose(head -> head.journal().toString().equals(journalId)
                        ? Future.succeededFuture(head)
                        : Future.failedFuture("the journal became another one while this node started"))
                .compose(head -> {
                    var options = new HttpDependencies.Options(
                            config.host(),
                            port,
                            config.origins(),
                            config.speed(),
                            config.exercise(),
                            config.demoAccounts(),
                            config.trustProxy(),
                            config.screens().perAccount(),
                            config.screens().most(),
                            config.notifications().page(),
                            config.boundaries(),
                            config.tls());
                    var dependencies = new HttpDependencies(
                            picture,
                            store,
                            pool,
                            head.journal().toString(),
                            sessions,
                            clock,
                            parts.real(),
                            new LiveMetrics(metrics),
                            metrics,
                            this::notReady,
                            new Addresses(pool),
                            gazetteer,
                            new PastPictures(vertx, picture, store),
                            new StoredEntities(picture, store),
                            new DisclosureLog(vertx, clock),
                            new Attachments(pool),
                            new NodeParts(),
                            config.subjects(),
                            statements,
                            nodes,
                            new AccountChanges(vertx, new AccountStore(pool), demo, sessions),
                            new Storage(vertx, pool, clock, config.database() == null ? config.data() : null),
                            config.settings(),
                            options);
                    var shared = new HttpVerticle.Shared(vertx, dependencies, config.metricsPort() == 0);
                    return metricsServer(metrics)
                            .compose(v -> vertx.deployVerticle(
                                    () -> new HttpVerticle(shared),
                                    new DeploymentOptions().setInstances(config.eventLoops())));
                })
                .compose(id -> nodes.start().map(id))
                .onSuccess(id -> {
                    httpDeployment = id;
                    ready = true;
                })
                .mapEmpty();
    }

    /** The metric of a node without a certificate is NaN. */
    private void watchCertificate(PrometheusMeterRegistry metrics) {
        var end = endOfCertificate();
        Gauge.builder(
                        "tafelzicht.cluster.certificate.expires.seconds",
                        () -> end == null
                                ? Double.NaN
                                : Duration.between(parts.real().instant(), end).toSeconds())
                .description("until this node's certificate runs out")
                .register(metrics);
        Gauge.builder("tafelzicht.tls.certificate.expires.seconds", this::browsersCertificateSeconds)
                .description("until the certificate that browsers are shown runs out")
                .register(metrics);
    }

    /** The certificate for browsers may be replaced while the node runs. */
    private double browsersCertificateSeconds() {
        try {
            return config.tls() == null
                    ? Double.NaN
                    : Duration.between(
                                    parts.real().instant(),
                                    NodeCertificate.endOf(
                                            "--tls-certificate", config.tls().certificate()))
                            .toSeconds();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private Instant endOfCertificate() {
        if (config.cluster() == null || config.cluster().certificates() == null) {
            return null;
        }
        var file = config.cluster().certificates().certificate();
        try {
            var end = NodeCertificate.endOf("--cluster-certificate", file);
            NodeCertificate.warn("node certificate", file, end, parts.real().instant());
            return end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reason why no traffic should go to this node. */
    private String notReady() {
        if (!ready) {
            return "it is starting or stopping";
        }
        if (picture.stuck() != null) {
            return "it is stuck: " + picture.stuck();
        }
        if (!picture.isPresent()) {
            return "it does not see the journal";
        }
        return nodes.writes() && journal.takes() ? null : "it can't write into the database";
    }

    /**
     * What this node holds may be wrong: it ends, and reads the journal again after a restart. Viewers find another
     * journal id there, and start anew too.
     */
    private void replaced() {
        if (!ready) {
            return;
        }
        ready = false;
        LOG.error("the journal is another one than at the start: it was restored from a backup, or a "
                + "standby took over. This node ends, to begin anew");
        Lifecycle.end(Lifecycle.REPLACED);
    }

    private Future<Void> metricsServer(PrometheusMeterRegistry metrics) {
        if (config.metricsPort() == 0) {
            return Future.succeededFuture();
        }
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/metrics")) {
                        request.response()
                                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(metrics.scrape());
                    } else {
                        request.response().setStatusCode(404).end();
                    }
                })
                .listen(config.metricsPort(), config.host())
                .mapEmpty();
    }

    /** Its name among the nodes: the host name of its machine or pod. */
    private String name() {
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + port;
        } catch (UnknownHostException e) {
            return config.host() + ":" + port;
        }
    }

    /** Several event loops can share a port only when its number is known. */
    private static int freePort(String host) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public String address() {
        return (config.tls() == null ? "http://" : "https://")
                + (config.host().contains(":") ? "[" + config.host() + "]" : config.host()) + ":" + port;
    }

    public Sessions sessions() {
        return sessions;
    }

    public CurrentPicture picture() {
        return picture;
    }

    private static <T> T await(Future<T> future, String what) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(what + " does not start: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(what + " does not start within " + START_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Drains and stops; takes some seconds at most. */
    @Override
    public void close() throws IOException {
        ready = false;
        if (httpDeployment != null) {
            awaitStop(vertx.undeploy(httpDeployment), HTTP_STOP_SECONDS);
        }
        if (httpDeployment != null) {
            awaitStop(nodes.leave(), LEAVE_SECONDS);
        }
        awaitStop(vertx.close(), STOP_SECONDS);
        database.close();
    }

    private static void awaitStop(Future<?> stop, long seconds) {
        try {
            stop.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("did not stop in good order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
