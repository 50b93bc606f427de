package nl.tafelzicht.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Writes one frame's bytes to many sockets without copying them for each: they lie once outside the heap, and each socket gets a view. (One
 * {@code WebSocketFrame} for several sockets fails, since it is released after the first; a text frame made from a string is encoded anew for each,
 * which at a thousand dashboards costs more than all the rest. Vert.x has no public way to say "these bytes as text": hence its implementation class.)
 */
final class SharedFrames {

    private final Map<byte[], ByteBuf> shared = new IdentityHashMap<>();

    WebSocketFrame text(byte[] frame) {
        var bytes = shared.computeIfAbsent(frame, f -> Unpooled.directBuffer(f.length).writeBytes(f));
        return new WebSocketFrameImpl(WebSocketFrameType.TEXT, bytes.retainedDuplicate(), true);
    }

    /** Nobody new will be sent what was shared up to here; what still waits in a socket keeps its bytes until it is written. */
    void release() {
        shared.values().forEach(ByteBuf::release);
        shared.clear();
    }
}
