package nl.tafelzicht.engine.live;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionEncoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.List;

/**
 * The WebSocket extension {@code permessage-deflate} (RFC 7692), used in a way that lets one compressed frame serve
 * every socket: no frame refers to an earlier one on the same connection. A compressed frame is passed to a socket as a
 * binary frame, a kind that the feed does not otherwise use, and is sent as the compressed text frame that it is.
 * (Vert.x' own way compresses anew for each socket and keeps a window for each:
 * docs/decisions/0015-compressed-once.md.)
 *
 * <p>Vert.x has no public way to choose how an extension is negotiated: hence two of its implementation classes, which
 * are used here and nowhere else.
 */
public final class SharedDeflate implements WebSocketServerExtensionHandshaker {

    /** Vert.x' own handler of extensions, which is replaced by one that negotiates this extension only. */
    private static final String VERTX_HANDLER = "webSocketExtensionHandler";

    private final PerMessageDeflateServerExtensionHandshaker terms;

    /** @param maxClientBytes size limit of a client's message after inflation; a larger one closes the connection */
    public SharedDeflate(int maxClientBytes) {
        int noLevel = 0; // for an encoder that is not used
        this.terms = new PerMessageDeflateServerExtensionHandshaker(
                noLevel, false, PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE, true, true, maxClientBytes);
    }

    /**
     * Offers the extension on a new connection, in case it becomes a WebSocket. Called on its event loop, for a server
     * with compression of messages switched on.
     */
    public void offer(HttpConnection connection) {
        var pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        pipeline.replace(VERTX_HANDLER, VERTX_HANDLER, new WebSocketServerExtensionHandler(this));
    }

    /** Whether both sides of a WebSocket agreed on it, so that {@link SharedFrames.Shared#deflated} may be sent. */
    public static boolean isAgreed(HttpConnection connection) {
        return ((HttpServerConnection) connection)
                        .channelHandlerContext()
                        .pipeline()
                        .get(Encoder.class)
                != null;
    }

    @Override
    public WebSocketServerExtension handshakeExtension(WebSocketExtensionData offer) {
        var agreed = terms.handshakeExtension(offer);
        return agreed == null ? null : new Agreed(agreed);
    }

    /** The extension as Netty negotiated it, except for how frames are written. */
    private record Agreed(WebSocketServerExtension netty) implements WebSocketServerExtension {

        @Override
        public int rsv() {
            return netty.rsv();
        }

        @Override
        public WebSocketExtensionEncoder newExtensionEncoder() {
            return Encoder.INSTANCE;
        }

        @Override
        public WebSocketExtensionDecoder newExtensionDecoder() {
            return netty.newExtensionDecoder();
        }

        @Override
        public WebSocketExtensionData newReponseData() {
            return netty.newReponseData();
        }
    }

    /** Stateless: one for all sockets. */
    @Sharable
    private static final class Encoder extends WebSocketExtensionEncoder {

        private static final Encoder INSTANCE = new Encoder();

        @Override
        public boolean acceptOutboundMessage(Object message) {
            return message instanceof BinaryWebSocketFrame;
        }

        @Override
        protected void encode(ChannelHandlerContext context, WebSocketFrame deflated, List<Object> out) {
            out.add(new TextWebSocketFrame(
                    true, WebSocketExtension.RSV1, deflated.content().retain()));
        }
    }
}
