package nl.tafelzicht.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import nl.tafelzicht.access.Principal;
import nl.tafelzicht.access.Rights;
import nl.tafelzicht.access.Session;
import nl.tafelzicht.access.Sessions;
import nl.tafelzicht.access.Viewpoint;
import nl.tafelzicht.journal.JournalStore;
import nl.tafelzicht.json.Json;
import nl.tafelzicht.live.LiveSockets;

/**
 * The handshake of the live feed: who is it, from where, and from which position on. Then the socket goes to {@link LiveSockets}.
 */
final class LiveRoute {

    private static final String PATH = OpenApi.BASE + "/live";

    private final Services services;
    private final Authentication authentication;
    private final LiveSockets sockets;

    /** The first frame; {@code clock} is the day's, for a page that shows it. */
    private record Hello(String type, String journal, long head, Principal viewer, DayClock clock) { }

    private record DayClock(Instant at, double speed, boolean exercise) { }

    private record Reset(String type, String reason) { }

    /** @param since position of the viewer; {@code journal} that it belongs to, or {@code null} */
    private record Position(long since, String journal) { }

    LiveRoute(Services services, Authentication authentication, LiveSockets sockets) {
        this.services = services;
        this.authentication = authentication;
        this.sockets = sockets;
    }

    void handle(ServerWebSocketHandshake handshake) {
        var query = new QueryStringDecoder(handshake.uri());
        if (!query.path().equals(PATH)) {
            handshake.reject(404);
            return;
        }
        if (sockets.isClosed() || sockets.isBlind()) {
            handshake.reject(503);
            return;
        }
        var position = position(query);
        if (position == null) {
            handshake.reject(400);
            return;
        }
        session(handshake, query).onComplete(
                session -> Rights.viewpoint(session.principal()).ifPresentOrElse(viewpoint -> accept(handshake, session, viewpoint, position), () -> handshake.reject(403)),
                denied -> handshake.reject(denied instanceof Problem p ? p.status() : denied instanceof Sessions.Denied ? 401 : 503));
    }

    private static Position position(QueryStringDecoder query) {
        var since = first(query, "since");
        if (since != null && !since.matches("\\d{1,18}")) return null;
        return new Position(since == null ? 0 : Long.parseLong(since), first(query, "journal"));
    }

    private static String first(QueryStringDecoder query, String name) {
        return query.parameters().getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }

    /** A page of another site could open a WebSocket with the user's cookie: hence the check of the origin; a ticket proves itself. */
    private Future<Session> session(ServerWebSocketHandshake handshake, QueryStringDecoder query) {
        if (handshake.headers().contains("Origin") && !authentication.comesFromUs(handshake.headers())) return Future.failedFuture(Problem.of(403, "another origin"));
        var ticket = first(query, "ticket");
        return ticket == null ? authentication.verify(handshake.headers(), true) : services.sessions().redeem(ticket);
    }

    private void accept(ServerWebSocketHandshake handshake, Session session, Viewpoint viewpoint, Position position) {
        handshake.accept().onSuccess(socket -> {
            if (!sockets.enter(socket, session)) return;
            if (position.since <= services.picture().get().seq() && isOurs(position)) begin(socket, session, viewpoint, position.since, null);
            else services.journal().head().onComplete(
                    head -> begin(socket, session, viewpoint, position.since, reset(position, head)),
                    unknown -> socket.close((short) 1013, "the journal does not answer"));
        });
    }

    private boolean isOurs(Position position) {
        return position.journal == null || position.journal.equals(services.journalId());
    }

    /** A viewer may know more than this node does yet, having it from another node; but not more than the journal. */
    private String reset(Position position, JournalStore.Head head) {
        if (!isOurs(position)) return "the journal is another one";
        return position.since > head.seq() ? "since lies beyond the journal's head" : null;
    }

    private void begin(ServerWebSocket socket, Session session, Viewpoint viewpoint, long since, String reset) {
        Clock clock = services.clock();
        var day = new DayClock(clock.instant(), services.options().speed(), services.options().exercise());
        socket.writeTextMessage(Json.text(new Hello("hello", services.journalId(), services.picture().get().seq(), session.principal(), day)));
        if (reset != null) socket.writeTextMessage(Json.text(new Reset("reset", reset)));
        if (!socket.isClosed()) sockets.join(socket, session, viewpoint, reset == null ? since : 0);
    }
}
