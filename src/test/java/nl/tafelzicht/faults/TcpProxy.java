package nl.tafelzicht.faults;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** A line between two programs that can be made a bad one: late, stalled, torn, or swallowing what is sent while it looks whole. Works on the one event loop of the Vert.x that it is given. */
final class TcpProxy {

    /** What a line does to what is sent into it. */
    enum Line {
        GOOD,
        /** 200 ms later each way. */
        LATE,
        /** At random moments nothing for a second, or the connection is torn; late otherwise. */
        BAD,
        /** Takes everything and delivers nothing; also what was connected before, and never tells. */
        HALF_OPEN
    }

    private static final long LATE_MILLIS = 200;
    private static final long STALL_MILLIS = 1_000;
    private static final double STALLS = .01;
    private static final double TEARS = .005;

    private final Vertx vertx;
    private final NetClient client;
    private final NetServer server;
    private final Random random;
    private final String targetHost;
    private final int targetPort;
    private final Set<Pair> pairs = new HashSet<>();
    private volatile Line line = Line.GOOD;

    TcpProxy(Vertx vertx, String host, String targetHost, int targetPort, long seed) throws InterruptedException, ExecutionException {
        this.vertx = vertx;
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.random = new Random(seed);
        this.client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setSoLinger(0).setConnectTimeout(3_000));
        this.server = vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setSoLinger(0).setHost(host).setPort(0)).connectHandler(this::take);
        server.listen().toCompletionStage().toCompletableFuture().get();
    }

    int port() {
        return server.actualPort();
    }

    void become(Line line) {
        this.line = line;
        if (line == Line.HALF_OPEN) vertx.runOnContext(v -> pairs.forEach(pair -> pair.swallowed = true));
    }

    private void take(NetSocket in) {
        in.pause();
        if (line == Line.HALF_OPEN) {
            in.handler(lost -> { });
            in.exceptionHandler(gone -> { });
            in.resume();
            return;
        }
        client.connect(targetPort, targetHost).onSuccess(out -> pairs.add(new Pair(in, out))).onFailure(refused -> in.close());
    }

    private final class Pair {
        private final NetSocket in;
        private final NetSocket out;
        /** For good: whoever hangs on such a connection has to notice by itself, as when a router between them forgot it. */
        private boolean swallowed;
        private long stalledUntil;

        Pair(NetSocket in, NetSocket out) {
            this.in = in;
            this.out = out;
            carry(in, out);
            carry(out, in);
            in.resume();
        }

        private void carry(NetSocket from, NetSocket to) {
            from.handler(part -> pass(part, from, to));
            from.closeHandler(closed -> {
                pairs.remove(this);
                if (!swallowed) to.close();
            });
            from.exceptionHandler(gone -> { });
        }

        private void pass(Buffer part, NetSocket from, NetSocket to) {
            if (swallowed) return;
            switch (line) {
                case GOOD -> later(0, part, from, to);
                case LATE -> later(LATE_MILLIS, part, from, to);
                case BAD -> {
                    if (random.nextDouble() < TEARS) {
                        in.close();
                        out.close();
                    } else {
                        later(LATE_MILLIS + (random.nextDouble() < STALLS ? STALL_MILLIS : 0), part, from, to);
                    }
                }
                case HALF_OPEN -> swallowed = true;
            }
        }

        /** In order: nothing overtakes what was sent before it. */
        private void later(long millis, Buffer part, NetSocket from, NetSocket to) {
            long now = System.nanoTime() / 1_000_000;
            long at = Math.max(now + millis, stalledUntil);
            if (at <= now) {
                send(part, from, to);
                return;
            }
            stalledUntil = at;
            vertx.setTimer(Math.max(1, at - now), t -> send(part, from, to));
        }

        private void send(Buffer part, NetSocket from, NetSocket to) {
            to.write(part);
            if (!to.writeQueueFull()) return;
            from.pause();
            to.drainHandler(drained -> from.resume());
        }
    }

    void close() throws InterruptedException, ExecutionException {
        server.close().toCompletionStage().toCompletableFuture().get();
        client.close().toCompletionStage().toCompletableFuture().get();
    }
}
