package nl.tafelzicht.engine.live;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits what the peer of a WebSocket can make the hub do. Vert.x answers each ping with a pong that waits in memory
 * until the peer reads it: with this guard at most one answer waits, and pings that arrive meanwhile are not answered
 * (RFC 6455, 5.5.3: answering the most recent is enough). Viewers have little to say on the feed: a peer that sends
 * more than {@link #BURST} frames at once and {@link #A_SECOND} frames a second in the long run, of whatever kind, is
 * closed with {@link #TOO_MANY}.
 *
 * <p>One instance for each connection, on its event loop.
 */
public final class FrameGuard extends ChannelInboundHandlerAdapter {

    static final int BURST = 100;
    static final int A_SECOND = 10;
    /** Policy violation (RFC 6455, 7.4.1). */
    static final WebSocketCloseStatus TOO_MANY = WebSocketCloseStatus.POLICY_VIOLATION;

    private static final long NANOS_FOR_ONE = TimeUnit.SECONDS.toNanos(1) / A_SECOND;
    /** Time for a peer that does not read the close frame. */
    private static final long CLOSING_SECONDS = 1;

    private final LongSupplier nanos;
    private final LiveMetrics metrics;
    /** The time until which past frames use up the steady rate: at most {@link #BURST} frames' time before now. */
    private long paidUntil;

    private boolean answering;
    private boolean closing;

    /** @param nanos a monotonic clock */
    FrameGuard(LongSupplier nanos, LiveMetrics metrics) {
        this.nanos = nanos;
        this.metrics = metrics;
        this.paidUntil = nanos.getAsLong() - BURST * NANOS_FOR_ONE;
    }

    /** Guards a new connection, in case it becomes a WebSocket. Called on its event loop. */
    public static void install(HttpConnection connection, LiveMetrics metrics) {
        var vertx = ((HttpServerConnection) connection).channelHandlerContext();
        vertx.pipeline().addBefore(vertx.name(), "frameGuard", new FrameGuard(System::nanoTime, metrics));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof WebSocketFrame)) {
            context.fireChannelRead(message);
        } else if (closing) {
            ReferenceCountUtil.release(message);
        } else if (!mayCome()) {
            ReferenceCountUtil.release(message);
            close(context);
        } else if (message instanceof PingWebSocketFrame ping) {
            answer(context, ping);
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean mayCome() {
        long now = nanos.getAsLong();
        paidUntil = Math.max(paidUntil, now - BURST * NANOS_FOR_ONE) + NANOS_FOR_ONE;
        return paidUntil - now <= 0;
    }

    private void answer(ChannelHandlerContext context, PingWebSocketFrame ping) {
        if (answering || !context.channel().isWritable()) {
            ping.release();
            return;
        }
        answering = true;
        context.writeAndFlush(new PongWebSocketFrame(ping.content())).addListener(written -> answering = false);
    }

    /** Discards further input of this peer until the connection ends. */
    private void close(ChannelHandlerContext context) {
        closing = true;
        metrics.tooMuch();
        context.writeAndFlush(new CloseWebSocketFrame(TOO_MANY, "too many frames"))
                .addListener(ChannelFutureListener.CLOSE);
        context.executor().schedule(() -> context.close(), CLOSING_SECONDS, TimeUnit.SECONDS);
    }
}
