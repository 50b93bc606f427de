package nl.tafelzicht.engine.http.live;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Session;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.live.LiveSockets;
import nl.tafelzicht.engine.live.SharedDeflate;

/**
 * The handshake of the live feed: checks the session, the origin, and the position to continue from. Then the socket
 * goes to {@link LiveSockets}.
 */
public final class LiveRoute {

    private static final Duration SOON = Duration.ofSeconds(2);
    /** 16 bytes in base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private final HttpDependencies dependencies;
    private final Authentication authentication;
    private final LiveSockets sockets;
    private final ConnectionWatch watch;

    /** The first frame; {@code clock} is the clock of the election day, which the page shows. */
    private record Hello(String type, String journal, long head, Principal viewer, DayClock clock) {}

    private record Reset(String type, String reason) {}

    /** @param since position of the viewer; {@code journal} that it belongs to, or {@code null} */
    private record Position(long since, String journal) {}

    public LiveRoute(
            HttpDependencies dependencies, Authentication authentication, LiveSockets sockets, ConnectionWatch watch) {
        this.dependencies = dependencies;
        this.authentication = authentication;
        this.sockets = sockets;
        this.watch = watch;
    }

    /** A refused request is answered like any other; an accepted one becomes a WebSocket. */
    public void handle(RoutingContext rc) {
        var request = rc.request();
        request.pause();
        var query = new QueryStringDecoder(request.uri());
        if (sockets.isClosed() || sockets.isBlind()) {
            throw Problem.later(503, Explanation.of("node-not-ready"), SOON);
        }
        checkUpgrade(request);
        var position = position(query);
        session(request, query)
                .onComplete(
                        session -> {
                            var viewpoint = Rights.viewpoint(session.principal());
                            if (viewpoint.isPresent()) {
                                accept(rc, session, viewpoint.get(), position);
                            } else {
                                rc.fail(Problem.of(403, Explanation.of("sees-no-content")));
                            }
                        },
                        rc::fail);
    }

    /** RFC 6455, 4.2.1. */
    private static void checkUpgrade(HttpServerRequest request) {
        if (!names(request, "Upgrade", "websocket") || !names(request, "Connection", "upgrade")) {
            throw Problem.upgrade(Explanation.of("websocket-only"));
        }
        var version = request.getHeader("Sec-WebSocket-Version");
        if (!"13".equals(version)) {
            throw Problem.upgrade(Explanation.of("websocket-version"));
        }
        var key = request.getHeader("Sec-WebSocket-Key");
        if (key == null || !KEY.matcher(key).matches()) {
            throw Problem.field("Sec-WebSocket-Key", Explanation.of("not-a-websocket-key"));
        }
    }

    private static boolean names(HttpServerRequest request, String header, String word) {
        return request.headers().getAll(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(value -> value.strip().equalsIgnoreCase(word));
    }

    private static Position position(QueryStringDecoder query) {
        var since = first(query, "since");
        if (since != null && !since.matches("\\d{1,18}")) {
            throw Problem.field("since", Explanation.of("not-a-count"));
        }
        return new Position(since == null ? 0 : Long.parseLong(since), first(query, "journal"));
    }

    private static String first(QueryStringDecoder query, String name) {
        return query.parameters().getOrDefault(name, List.of()).stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * A page of another site could open a WebSocket with the user's cookie, hence the check of the origin; a ticket
     * needs no such check.
     */
    private Future<Session> session(HttpServerRequest request, QueryStringDecoder query) {
        if (request.headers().contains("Origin") && !authentication.comesFromUs(request)) {
            return Future.failedFuture(Problem.of(403, Explanation.of("foreign-page")));
        }
        var ticket = first(query, "ticket");
        return ticket == null
                ? authentication.verify(request, true)
                : dependencies.sessions().redeem(ticket);
    }

    private void accept(RoutingContext rc, Session session, Viewpoint viewpoint, Position position) {
        watch.upgraded(rc.request().remoteAddress());
        rc.request().toWebSocket().onFailure(rc::fail).onSuccess(socket -> {
            if (!sockets.enter(socket, session)) {
                return;
            }
            if (position.since <= dependencies.picture().get().seq() && isOurs(position)) {
                begin(rc, socket, session, viewpoint, position.since, null);
            } else {
                dependencies
                        .journal()
                        .head()
                        .onComplete(
                                head -> begin(rc, socket, session, viewpoint, position.since, reset(position, head)),
                                unknown -> socket.close((short) 1013, "the journal does not answer"));
            }
        });
    }

    private boolean isOurs(Position position) {
        return position.journal == null || position.journal.equals(dependencies.journalId());
    }

    /** A viewer may be ahead of this node, if it came from another node; but never ahead of the journal. */
    private String reset(Position position, JournalStore.Head head) {
        if (!isOurs(position)) {
            return "the journal is another one";
        }
        return position.since > head.seq() ? "since lies beyond the journal's head" : null;
    }

    private void begin(
            RoutingContext rc, ServerWebSocket socket, Session session, Viewpoint viewpoint, long since, String reset) {
        socket.writeTextMessage(Json.text(new Hello(
                "hello",
                dependencies.journalId(),
                dependencies.picture().get().seq(),
                session.principal(),
                DayClock.now(dependencies))));
        if (reset != null) {
            socket.writeTextMessage(Json.text(new Reset("reset", reset)));
        }
        if (!socket.isClosed()) {
            sockets.join(
                    socket,
                    session,
                    viewpoint,
                    reset == null ? since : 0,
                    SharedDeflate.isAgreed(rc.request().connection()));
        }
    }
}
