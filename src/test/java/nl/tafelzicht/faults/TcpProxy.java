package nl.tafelzicht.faults;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A line between two programs that can be made a bad one: late, stalled, torn, or swallowing what is sent while it
 * looks whole. Works on the one event loop of the Vert.x that it is given.
 */
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

    TcpProxy(Vertx vertx, String host, String targetHost, int targetPort, long seed)
            throws InterruptedException, ExecutionException {
        this.vertx = vertx;
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.random = new Random(seed);
        this.client = vertx.createNetClient(
                new NetClientOptions().setTcpNoDelay(true).setSoLinger(0).setConnectTimeout(3_000));
        this.server = vertx.createNetServer(new NetServerOptions()
                        .setTcpNoDelay(true)
                        .setSoLinger(0)
                        .setHost(host)
                        .setPort(0))
                .connectHandler(this::take);
        server.listen().toCompletionStage().toCompletableFuture().get();
    }

    int port() {
        return server.actualPort();
    }

    void become(Line line) {
        this.line = line;
        if (line == Line.HALF_OPEN) {
            vertx.runOnContext(v -> pairs.forEach(pair -> pair.swallowed = true));
        }
    }

    private void take(NetSocket in) {
        in.pause();
        if (line == Line.HALF_OPEN) {
            in.handler(lost -> {});
            in.exceptionHandler(gone -> {});
            in.resume();
            return;
        }
        client.connect(targetPort, targetHost)
                .onSuccess(out -> pairs.add(new Pair(in, out)))
                .onFailure(refused -> in.close());
    }

    private final class Pair {
        private final NetSocket in;
        private final NetSocket out;
        /**
         * For good: whoever hangs on such a connection has to notice by itself, as when a router between them forgot
         * it.
         */
        private boolean swallowed;

        Pair(NetSocket in, NetSocket out) {
            this.in = in;
            this.out = out;
            carry(in, out);
            carry(out, in);
            in.resume();
        }

        private void carry(NetSocket from, NetSocket to) {
            var way = new Way(from, to);
            from.handler(part -> pass(part, way));
            from.closeHandler(closed -> {
                pairs.remove(this);
                if (!swallowed) {
                    to.close();
                }
            });
            from.exceptionHandler(gone -> {});
        }

        private void pass(Buffer part, Way way) {
            if (swallowed) {
                return;
            }
            switch (line) {
                case GOOD -> way.take(part, 0);
                case LATE -> way.take(part, LATE_MILLIS);
                case BAD -> {
                    if (random.nextDouble() < TEARS) {
                        in.close();
                        out.close();
                    } else {
                        way.take(part, LATE_MILLIS + (random.nextDouble() < STALLS ? STALL_MILLIS : 0));
                    }
                }
                case HALF_OPEN -> swallowed = true;
            }
        }
    }

    /** One way of a connection. In order: nothing overtakes what was sent before it, however late that is. */
    private final class Way {
        private final NetSocket from;
        private final NetSocket to;
        private final Queue<Late> waiting = new ArrayDeque<>();

        private record Late(Buffer part, long dueNanos) {}

        Way(NetSocket from, NetSocket to) {
            this.from = from;
            this.to = to;
        }

        void take(Buffer part, long millis) {
            waiting.add(new Late(part, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
            if (waiting.size() == 1) {
                sendDue();
            }
        }

        private void sendDue() {
            for (var next = waiting.peek(); next != null; next = waiting.peek()) {
                long wait = next.dueNanos - System.nanoTime();
                if (wait > 0) {
                    vertx.setTimer(1 + TimeUnit.NANOSECONDS.toMillis(wait), t -> sendDue());
                    return;
                }
                waiting.remove();
                send(next.part);
            }
        }

        private void send(Buffer part) {
            to.write(part);
            if (!to.writeQueueFull()) {
                return;
            }
            from.pause();
            to.drainHandler(drained -> from.resume());
        }
    }

    void close() throws InterruptedException, ExecutionException {
        server.close().toCompletionStage().toCompletableFuture().get();
        client.close().toCompletionStage().toCompletableFuture().get();
    }
}
