package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntConsumer;

/**
 * One keep-alive connection with as little in it as possible, so that the load costs the machine less than what it
 * measures.
 */
final class RawHttp {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Held, since Vert.x closes a client, and its connections with it, that nobody refers to any more. */
    private final NetClient client;

    private final NetSocket socket;
    private final Queue<IntConsumer> waiting = new ArrayDeque<>();
    private Buffer pending = Buffer.buffer();
    private boolean closed;

    private RawHttp(NetClient client, NetSocket socket) {
        this.client = client;
        this.socket = socket;
        socket.handler(this::take);
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(v -> closed = true);
    }

    static Future<RawHttp> connect(Vertx vertx, int port) {
        NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        return client.connect(port, "127.0.0.1").map(socket -> new RawHttp(client, socket));
    }

    static Buffer report(String token, String station, String key, String body) {
        return post(token, "/stations/" + station + "/reports", key, body);
    }

    static Buffer post(String token, String path, String key, String body) {
        return Buffer.buffer("POST /api/v1" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + key + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    /** @param answered is told the status */
    void send(Buffer request, IntConsumer answered) {
        waiting.add(answered);
        socket.write(request);
    }

    boolean isClosed() {
        return closed;
    }

    int underWay() {
        return waiting.size();
    }

    private void take(Buffer part) {
        pending = pending.length() == 0 ? part : pending.appendBuffer(part);
        for (int end = answerEnd(); end > 0; end = answerEnd()) {
            int status = Integer.parseInt(pending.getString(9, 12));
            pending = pending.getBuffer(end, pending.length());
            waiting.remove().accept(status);
        }
    }

    /** Where the first answer ends, or -1 while it is not all there. */
    private int answerEnd() {
        int head = indexOf(END_OF_HEAD);
        if (head < 0) {
            return -1;
        }
        var text = pending.getString(0, head).toLowerCase(java.util.Locale.ROOT);
        int at = text.indexOf("content-length: ");
        int stop = text.indexOf('\r', at);
        int length = Integer.parseInt(
                text.substring(at + 16, stop < 0 ? text.length() : stop).strip());
        int end = head + END_OF_HEAD.length + length;
        return pending.length() >= end ? end : -1;
    }

    private int indexOf(byte[] wanted) {
        outer:
        for (int i = 0; i <= pending.length() - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (pending.getByte(i + j) != wanted[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
