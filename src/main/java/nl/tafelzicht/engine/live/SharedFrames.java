package nl.tafelzicht.engine.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.zip.Deflater;

/**
 * Writes one frame's bytes to many sockets without copying or compressing them for each: the bytes are stored once
 * outside the heap, and each socket gets a view. (One {@code WebSocketFrame} for several sockets fails, since it is
 * released after the first; a text frame made from a string is encoded anew for each, which at a thousand dashboards
 * costs more than all the rest. Vert.x has no public way to say "these bytes as text": hence its implementation class.)
 *
 * <p>Belongs to one event loop.
 */
final class SharedFrames {

    /** Smaller frames fit in one packet anyway, and compression would save a third at most. */
    static final int DEFLATE_FROM_BYTES = 512;
    /** The end of a flush, which the sender leaves out (RFC 7692). */
    private static final int TAIL_BYTES = 4;

    private static final int OVERHEAD_BYTES = 64;
    /**
     * Frames that wait in Vert.x' queue when a connection ends are never released: their bytes are left to the garbage
     * collector, without a warning about a leak.
     */
    private static final UnpooledByteBufAllocator OUTSIDE = new UnpooledByteBufAllocator(true, true, false);

    private final Map<byte[], Shared> shared = new IdentityHashMap<>();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

    /** A frame in the forms that were needed. */
    final class Shared {
        private final byte[] frame;
        private ByteBuf plain;
        private ByteBuf deflated;

        private Shared(byte[] frame) {
            this.frame = frame;
        }

        WebSocketFrameImpl text() {
            if (plain == null) {
                plain = outside(frame, frame.length);
            }
            return view(WebSocketFrameType.TEXT, plain);
        }

        /** For a socket on which {@link SharedDeflate#isAgreed}. A small frame is sent uncompressed. */
        WebSocketFrameImpl deflated() {
            if (frame.length < DEFLATE_FROM_BYTES) {
                return text();
            }
            if (deflated == null) {
                deflated = deflate();
            }
            return view(WebSocketFrameType.BINARY, deflated);
        }

        /**
         * Sets the content instead of passing it to the constructor, which would prevent the view from ever being
         * released: the bytes would wait for the garbage collector.
         */
        private WebSocketFrameImpl view(WebSocketFrameType type, ByteBuf bytes) {
            var frame = new WebSocketFrameImpl(type, Unpooled.EMPTY_BUFFER);
            frame.setBinaryData(bytes.retainedDuplicate());
            return frame;
        }

        private ByteBuf deflate() {
            deflater.reset();
            deflater.setInput(frame);
            var out = new byte[frame.length / 4 + OVERHEAD_BYTES];
            int length = 0;
            for (; ; ) {
                length += deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
                if (length < out.length) {
                    return outside(out, length - TAIL_BYTES);
                }
                out = Arrays.copyOf(out, out.length * 2);
            }
        }

        private void release() {
            if (plain != null) {
                plain.release();
            }
            if (deflated != null) {
                deflated.release();
            }
        }
    }

    Shared of(byte[] frame) {
        return shared.computeIfAbsent(frame, Shared::new);
    }

    /**
     * No further socket will be sent the frames shared so far; frames that still wait in a socket keep their bytes
     * until they are written.
     */
    void release() {
        shared.values().forEach(Shared::release);
        shared.clear();
    }

    private static ByteBuf outside(byte[] bytes, int length) {
        return OUTSIDE.directBuffer(length).writeBytes(bytes, 0, length);
    }
}
