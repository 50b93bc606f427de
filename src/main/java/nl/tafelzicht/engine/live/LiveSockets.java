package nl.tafelzicht.engine.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Session;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.picture.CurrentPicture;

/**
 * The WebSockets of one event loop on the {@link Feed}: paces its rounds, and closes sockets whose session ended or
 * that can't keep up.
 *
 * <pre>the picture changed ─► (pace) ─► round ─► sockets</pre>
 *
 * A round runs at once when the last was long ago, {@link #TICK_NANOS} after it when busy, and never sooner than four
 * times what the last took: with more sockets than the machine can write to at that rate, frames become fewer and
 * larger instead of late.
 */
public final class LiveSockets {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    /**
     * Rounds take at most one part in this many of an event loop's time, so that reports still get through beside a
     * thousand dashboards. Half as much, and twice, were measured: docs/performance.md.
     */
    private static final long SHARE = 4;

    private static final long HEARTBEAT_LOOK_MILLIS = 500;
    /**
     * A viewer sends nothing by itself; its pongs show that it is there, and keep its connection from being considered
     * idle.
     */
    private static final long PING_MILLIS = 25_000;

    private static final long WATCH_MILLIS = 1_000;
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Bytes that may wait for a viewer before it is skipped until it drains. */
    private static final int QUEUE_BYTES = 128 * 1024;

    private static final Buffer NOTHING = Buffer.buffer();

    /** Close codes, from the contract. */
    static final short SESSION_ENDED = 4401;

    static final short RIGHTS_CHANGED = 4403;
    static final short TOO_SLOW = 1013;
    static final short TRY_ELSEWHERE = 1013;
    static final short TOO_MANY_SCREENS = 4429;
    static final short GOING_DOWN = 1001;

    private final Vertx vertx;
    private final Context context;
    private final Feed feed;
    private final Sessions sessions;
    private final SocketBudget budget;
    private final LiveMetrics metrics;
    private final SharedFrames frames = new SharedFrames();
    private final CurrentPicture picture;
    private final Clock sessionClock;
    private final Map<ServerWebSocket, Viewer> viewers = new HashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private long lastRound = System.nanoTime() - TICK_NANOS;
    private long lastCost;
    private long framesSent;
    private long bytesSent;
    private int behind;
    private boolean closed;

    /** A socket with its account, and since when it is behind. */
    private final class Viewer implements FrameSink {
        private final ServerWebSocket socket;
        private final Session session;
        private final boolean deflates;
        private Subscriber subscriber;
        private long behindSince;

        Viewer(ServerWebSocket socket, Session session, boolean deflates) {
            this.socket = socket;
            this.session = session;
            this.deflates = deflates;
        }

        /**
         * A socket that has just closed counts as full; sending to it would throw, in the middle of everyone's round.
         */
        @Override
        public boolean isFull() {
            boolean full = socket.isClosed() || socket.writeQueueFull();
            if (full && subscriber != null && subscriber.isInStep()) {
                metrics.skipped();
            }
            return full;
        }

        @Override
        public void send(byte[] frame) {
            var shared = frames.of(frame);
            var sent = deflates ? shared.deflated() : shared.text();
            framesSent++;
            bytesSent += sent.length();
            socket.writeFrame(sent);
        }

        /** The first of the person's roles. */
        String role() {
            return session.principal().roles().stream()
                    .sorted()
                    .findFirst()
                    .map(Role::toString)
                    .orElse("none");
        }

        void drained() {
            behindSince = 0;
            feed.drained(subscriber);
            wake();
        }

        /** @return since when the viewer has not kept up, in nanoseconds, or 0 */
        long behindFor(long now) {
            if (subscriber.isInStep()) {
                behindSince = 0;
            } else if (behindSince == 0) {
                behindSince = now;
            }
            return behindSince == 0 ? 0 : now - behindSince;
        }
    }

    /**
     * @param sessionClock real time: sessions do not expire faster in an exercise whose day passes faster
     * @param budget shared by all event loops of the node
     * @param readers is told what was shown to whom
     */
    public LiveSockets(
            Vertx vertx,
            CurrentPicture picture,
            Sessions sessions,
            Clock clock,
            Clock sessionClock,
            SocketBudget budget,
            LiveMetrics metrics,
            Feed.DisclosureListener readers) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.feed = new Feed(picture::get, clock, readers);
        this.sessions = sessions;
        this.budget = budget;
        this.metrics = metrics;
        this.sessionClock = sessionClock;
        this.picture = picture;
        picture.onChange(this::wake);
        sessions.onEnd(() -> context.runOnContext(v -> closeEnded()));
        vertx.setPeriodic(HEARTBEAT_LOOK_MILLIS, t -> heartbeat());
        vertx.setPeriodic(PING_MILLIS, t -> viewers.keySet().forEach(socket -> socket.writePing(NOTHING)));
        vertx.setPeriodic(WATCH_MILLIS, t -> watch());
    }

    /**
     * A newly opened socket takes one of its account's places, until it closes.
     *
     * @return whether there was one; otherwise the socket is being closed with the reason
     */
    public boolean enter(ServerWebSocket socket, Session session) {
        var account = session.principal().name();
        var place = budget.take(account);
        if (place == SocketBudget.Place.FREE) {
            socket.closeHandler(v -> {
                budget.giveBack(account);
                leave(viewers.get(socket));
            });
            return true;
        }
        metrics.refused(place);
        if (place == SocketBudget.Place.NODE_FULL) {
            socket.close(TRY_ELSEWHERE, "this node has no place for another screen");
        } else {
            socket.close(TOO_MANY_SCREENS, "this account has as many screens open as it may have");
        }
        return false;
    }

    /**
     * Adds a socket that has entered to the feed; it has everything up to {@code since} and was greeted already.
     *
     * @param deflates whether {@link SharedDeflate} was negotiated
     */
    public void join(ServerWebSocket socket, Session session, Viewpoint viewpoint, long since, boolean deflates) {
        var viewer = new Viewer(socket, session, deflates);
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        socket.drainHandler(v -> viewer.drained());
        socket.exceptionHandler(broken -> {});
        viewers.put(socket, viewer);
        metrics.joined(viewer.role());
        viewer.subscriber = feed.join(viewpoint, since, viewer);
        frames.release();
    }

    /** @param viewer {@code null} when it never joined */
    private void leave(Viewer viewer) {
        if (viewer == null || viewers.remove(viewer.socket) == null) {
            return;
        }
        feed.leave(viewer.subscriber);
        metrics.left(viewer.role());
    }

    /** There is something to send. Called on any thread: on the picture's for every change. */
    private void wake() {
        if (!woken.getAndSet(true)) {
            context.runOnContext(v -> pace());
        }
    }

    private void pace() {
        long wait = Math.max(TICK_NANOS, SHARE * lastCost) - (System.nanoTime() - lastRound);
        if (wait <= 0) {
            round();
        } else {
            vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)), t -> round());
        }
    }

    private void round() {
        woken.set(false);
        lastRound = System.nanoTime();
        feed.round();
        frames.release();
        lastCost = System.nanoTime() - lastRound;
        metrics.round(lastCost);
        count();
    }

    /** Counts once for a whole round: the counters are shared, and there may be millions of frames in a second. */
    private void count() {
        metrics.sent(framesSent, bytesSent);
        framesSent = 0;
        bytesSent = 0;
    }

    private void heartbeat() {
        feed.heartbeat();
        frames.release();
        count();
    }

    private void watch() {
        if (isBlind()) {
            List.copyOf(viewers.values())
                    .forEach(viewer -> close(viewer, TRY_ELSEWHERE, "this node does not see the journal"));
        }
        long now = System.nanoTime();
        var instant = sessionClock.instant();
        int left = (int) viewers.values().stream()
                .filter(viewer -> !viewer.subscriber.isInStep())
                .count();
        metrics.behind(left - behind);
        behind = left;
        for (var viewer : List.copyOf(viewers.values())) {
            if (viewer.behindFor(now) > SLOW_NANOS) {
                metrics.tooSlow();
                close(viewer, TOO_SLOW, "does not keep up");
            } else if (!viewer.session.expiresAt().isAfter(instant)) {
                close(viewer, SESSION_ENDED, "the session has expired");
            }
        }
    }

    private void closeEnded() {
        for (var viewer : List.copyOf(viewers.values())) {
            var end = sessions.endOf(viewer.session);
            if (end == Session.End.ENDED) {
                close(viewer, SESSION_ENDED, "the session has ended");
            } else if (end == Session.End.RIGHTS_CHANGED) {
                close(viewer, RIGHTS_CHANGED, "rights have changed");
            }
        }
    }

    private void close(Viewer viewer, short code, String reason) {
        viewer.socket.close(code, reason);
        leave(viewer);
    }

    /** The node stops: every viewer is told to reconnect elsewhere. */
    public void closeAll() {
        closed = true;
        new ArrayList<>(viewers.values()).forEach(v -> close(v, GOING_DOWN, "the node goes down"));
    }

    /** Whether this node can't know if its picture is up to date: then it serves no live viewers. */
    public boolean isBlind() {
        return !picture.isPresent();
    }

    public boolean isClosed() {
        return closed;
    }
}
