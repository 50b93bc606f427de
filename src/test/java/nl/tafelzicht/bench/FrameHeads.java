package nl.tafelzicht.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.http.WebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Gives a screen the first bytes of each frame, inflated if need be, and drops the rest: here thousands of screens
 * share two processors with the hub that is measured, where each has a processor of its own in a crisis room. All bytes
 * still come through the socket.
 */
final class FrameHeads extends MessageToMessageDecoder<WebSocketFrame> {

    private static final String INFLATING =
            "io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateDecoder";
    private static final int HEAD_BYTES = 100;

    private static final FastThreadLocal<Inflater> INFLATER = new FastThreadLocal<>() {
        @Override
        protected Inflater initialValue() {
            return new Inflater(true);
        }
    };

    /** @return whether its frames are compressed */
    static boolean of(WebSocket socket) {
        var pipeline = ((WebSocketInternal) socket).channelHandlerContext().pipeline();
        boolean compressed = pipeline.get(INFLATING) != null;
        if (compressed) {
            pipeline.replace(INFLATING, "heads", new FrameHeads());
        } else {
            pipeline.addBefore("handler", "heads", new FrameHeads());
        }
        return compressed;
    }

    @Override
    public boolean acceptInboundMessage(Object message) {
        return message instanceof TextWebSocketFrame;
    }

    @Override
    protected void decode(ChannelHandlerContext context, WebSocketFrame frame, List<Object> out)
            throws DataFormatException {
        out.add(new TextWebSocketFrame(
                true,
                0,
                (frame.rsv() & WebSocketExtension.RSV1) == 0
                        ? frame.content()
                                .retainedSlice(
                                        0, Math.min(HEAD_BYTES, frame.content().readableBytes()))
                        : inflated(context, frame.content())));
    }

    private static ByteBuf inflated(ChannelHandlerContext context, ByteBuf deflated) throws DataFormatException {
        var inflater = INFLATER.get();
        inflater.reset();
        inflater.setInput(deflated.nioBuffer());
        var head = context.alloc().heapBuffer(HEAD_BYTES);
        head.writerIndex(inflater.inflate(head.array(), head.arrayOffset(), HEAD_BYTES));
        return head;
    }
}
