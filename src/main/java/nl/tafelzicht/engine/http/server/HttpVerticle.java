package nl.tafelzicht.engine.http.server;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.http.admin.AccountRoutes;
import nl.tafelzicht.engine.http.admin.AdminRoutes;
import nl.tafelzicht.engine.http.admin.ReadingRoutes;
import nl.tafelzicht.engine.http.admin.StatementRoutes;
import nl.tafelzicht.engine.http.admin.StorageRoutes;
import nl.tafelzicht.engine.http.api.AsOfResolver;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.DocumentedSubject;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.ListRoutes;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Methods;
import nl.tafelzicht.engine.http.api.Named;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Presence;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Problems;
import nl.tafelzicht.engine.http.api.RateLimits;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.http.api.ServedSubject;
import nl.tafelzicht.engine.http.api.SubjectEndpoint;
import nl.tafelzicht.engine.http.api.Timelines;
import nl.tafelzicht.engine.http.live.ConnectionWatch;
import nl.tafelzicht.engine.http.live.LiveRoute;
import nl.tafelzicht.engine.http.live.PastRoutes;
import nl.tafelzicht.engine.http.live.PictureRoutes;
import nl.tafelzicht.engine.http.publicsite.PageRoutes;
import nl.tafelzicht.engine.http.publicsite.PublicDependencies;
import nl.tafelzicht.engine.http.publicsite.PublicSubject;
import nl.tafelzicht.engine.http.publicsite.PublicSubject.PublicPart;
import nl.tafelzicht.engine.http.session.LoginRoutes;
import nl.tafelzicht.engine.http.session.SessionRoutes;
import nl.tafelzicht.engine.live.FrameGuard;
import nl.tafelzicht.engine.live.LiveSockets;
import nl.tafelzicht.engine.live.SharedDeflate;
import nl.tafelzicht.engine.live.SocketBudget;

/**
 * The hub's web server on one event loop: the API, the live feed, the page. Several instances share the port.
 *
 * <pre>request ─► log ─► headers ─► who is it ─► route ─► answer, or a problem</pre>
 */
public final class HttpVerticle extends VerticleBase {

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_CLIENT_FRAME_BYTES = 4 * 1024;
    private static final int IDLE_SECONDS = 75;
    private static final int COMPRESS_FROM_BYTES = 1_400;
    private static final int CLOSING_HANDSHAKE_SECONDS = 1;

    /** Paths that anybody may read. */
    private static final List<String> OPEN_TO_PAGES_OF_OTHERS = Stream.concat(
                    Stream.of("/openapi.json", "/public/journal/*"),
                    Subjects.all().offering(PublicSubject.class).stream()
                            .flatMap(subject -> subject.readableFromAnywhere().stream()))
            .toList();

    /** Created once, shared by all instances. */
    public static final class Shared {
        private final HttpDependencies dependencies;
        private final List<ServedSubject<?, ?, ?>> subjects = served();
        private final OpenApi api = new OpenApi(Subjects.all().offering(DocumentedSubject.class));
        private final PageRoutes page;
        private final PictureRoutes.Snapshots snapshots = new PictureRoutes.Snapshots();
        private final List<PublicPart> publicParts;
        private final RateLimits limits;
        private final Presence presence;
        private final SocketBudget sockets;
        private final boolean serveMetrics;

        private static List<ServedSubject<?, ?, ?>> served() {
            return Subjects.all().offering(ServedSubject.class).stream()
                    .<ServedSubject<?, ?, ?>>map(subject -> subject)
                    .toList();
        }

        /** @param serveMetrics whether metrics are served here, instead of on a port of their own */
        public Shared(Vertx vertx, HttpDependencies dependencies, boolean serveMetrics) {
            this.dependencies = dependencies;
            this.publicParts = Subjects.all().offering(PublicSubject.class).stream()
                    .map(subject -> subject.open(vertx, dependencies))
                    .toList();
            this.limits = new RateLimits(dependencies.sessionClock());
            this.presence = new Presence(vertx, dependencies.journalId());
            presence.start();
            this.page = new PageRoutes(
                    vertx,
                    dependencies.options().demoAccounts(),
                    dependencies.sessions().issuer(),
                    dependencies.options().boundaries());
            this.sockets = new SocketBudget(
                    dependencies.options().socketsPerAccount(),
                    dependencies.options().sockets());
            this.serveMetrics = serveMetrics;
        }
    }

    private final Shared shared;
    private final HttpDependencies dependencies;
    private HttpServer server;
    private LiveSockets sockets;

    public HttpVerticle(Shared shared) {
        this.shared = shared;
        this.dependencies = shared.dependencies;
    }

    @Override
    public Future<?> start() {
        var options = dependencies.options();
        var authentication =
                new Authentication(dependencies.sessions(), options.origins(), options.trustProxy(), options.pageUrl());
        sockets = new LiveSockets(
                vertx,
                dependencies.picture(),
                dependencies.sessions(),
                dependencies.clock(),
                dependencies.sessionClock(),
                shared.sockets,
                dependencies.liveMetrics(),
                (picture, change, reader) -> dependencies
                        .disclosures()
                        .note(change.kind(), picture.entity(change.kind(), change.id()), reader, "live"));
        server = vertx.createHttpServer(
                options.tls() == null ? serverOptions() : options.tls().on(serverOptions()));
        var watch = new ConnectionWatch(vertx);
        var router = router(authentication, new LiveRoute(dependencies, authentication, sockets, watch));
        var deflate = new SharedDeflate(MAX_CLIENT_FRAME_BYTES);
        server.connectionHandler(connection -> {
            watch.opened(connection);
            deflate.offer(connection);
            StrictHttp.install(connection, shared.api.version());
            FrameGuard.install(connection, dependencies.liveMetrics());
        });
        server.requestHandler(request -> {
            watch.asked(request);
            router.handle(request);
        });
        return server.listen(options.port(), options.host()).onSuccess(listening -> {
            if (options.tls() != null) {
                options.tls().watch(vertx, server);
            }
        });
    }

    private static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_HEADER_BYTES)
                .setMaxWebSocketFrameSize(MAX_CLIENT_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_CLIENT_FRAME_BYTES)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(true)
                .setWebSocketClosingTimeout(CLOSING_HANDSHAKE_SECONDS)
                .setCompressionSupported(true)
                .setCompressionContentSizeThreshold(COMPRESS_FROM_BYTES)
                .addCompressor(StandardCompressionOptions.gzip())
                .setHttp2ClearTextEnabled(false)
                .setReadIdleTimeout(IDLE_SECONDS)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
    }

    private Router router(Authentication authentication, LiveRoute live) {
        var router = Router.router(vertx);
        new Problems(shared.api).install(router);
        router.route().handler(RequestLog::handle);
        router.route().handler(new SecurityHeaders(shared.api.version(), shared.page.scriptHashes())::handle);
        for (var open : OPEN_TO_PAGES_OF_OTHERS) {
            router.route(OpenApi.BASE + open).handler(Methods::readableFromAnywhere);
        }
        router.route()
                .handler(rc -> Methods.tellWhoAsks(
                        rc,
                        () -> rc.request().path().startsWith(OpenApi.BASE + '/')
                                ? shared.api.methods(rc.request().path())
                                : Methods.at(router, rc.request().path())));
        var ops = new OpsRoutes(dependencies);
        ops.install(router);
        if (shared.serveMetrics) {
            ops.installMetrics(router);
        }
        var locations = new LocationResolver(dependencies.picture(), dependencies.gazetteer());
        router.route(OpenApi.BASE + "/*").subRouter(api(router, authentication, live, locations));
        new LoginRoutes(vertx, dependencies.sessions(), authentication, shared.limits).install(router);
        shared.page.install(router);
        Methods.answerHead(router);
        return router;
    }

    private Router api(Router pages, Authentication authentication, LiveRoute live, LocationResolver locations) {
        var api = Router.router(vertx);
        new Problems(shared.api).install(api);
        api.route().handler(HttpVerticle::onlyWhatCanBeThere);
        api.get("/openapi.json").handler(rc -> Negotiation.end(rc, shared.api.tag(), shared.api.json()));
        api.get("/live").handler(live::handle);
        var sessions = new SessionRoutes(dependencies.sessions(), authentication, shared.api);
        var bodies = Bodies.json();
        api.post("/sessions").handler(bodies);
        sessions.installOpen(api);
        api.post("/public/*").handler(bodies);
        new StatementRoutes(dependencies.statements(), shared.api).install(api);
        var site = new PublicDependencies(vertx, pages, api, dependencies, authentication, shared.api, locations);
        shared.publicParts.forEach(part -> part.install(site));
        api.route().handler(rc -> {
            rc.request().pause();
            rc.next();
        });
        api.route().handler(authentication::require);
        var entities = new EntityEndpoint(vertx, shared.api, dependencies.picture(), dependencies.disclosures());
        var timelines = new Timelines(dependencies, shared.api, entities);
        var asOf = new AsOfResolver(dependencies);
        var routes = new RouteDependencies(
                vertx,
                dependencies,
                shared.api,
                entities,
                new Named(dependencies.picture(), dependencies.storedEntities()),
                locations,
                asOf,
                shared.presence,
                shared.limits,
                timelines);
        var routed = Subjects.all().offering(RoutedSubject.class);
        routed.forEach(subject -> subject.installStreaming(api, routes));
        new ListRoutes(vertx, shared.limits).install(api);
        api.route().handler(bodies);
        sessions.install(api);
        routed.forEach(subject -> subject.install(api, routes));
        shared.subjects.forEach(subject -> SubjectEndpoint.install(subject, api, routes));
        new ReadingRoutes(dependencies, shared.api).install(api);
        new AdminRoutes(dependencies).install(api);
        new StorageRoutes(dependencies).install(api);
        new AccountRoutes(dependencies, shared.api, shared.limits).install(api);
        var past = new PastRoutes(vertx, dependencies, shared.api, asOf, shared.limits);
        past.install(api);
        new PictureRoutes(vertx, dependencies, shared.api, shared.snapshots, past).install(api);
        Methods.answerHead(api);
        return api;
    }

    private static void onlyWhatCanBeThere(RoutingContext rc) {
        var path = rc.request().path();
        if (path.endsWith("/") || path.contains("%00")) {
            throw Problem.of(404, Explanation.of("nothing-here"));
        }
        rc.response().putHeader("Content-Type", "application/json");
        rc.next();
    }

    /** Tells viewers to connect elsewhere, and finishes the answers to requests that were accepted. */
    @Override
    public Future<?> stop() {
        sockets.closeAll();
        return server.shutdown(3, TimeUnit.SECONDS);
    }

    /** The port that the server listens on. */
    public int port() {
        return server.actualPort();
    }
}
