package nl.tafelzicht.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCounted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameGuardTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Line line = new Line();
    private long now = -5;
    private final EmbeddedChannel channel =
            new EmbeddedChannel(line, new FrameGuard(() -> now, new LiveMetrics(metrics)));

    /** A peer that takes what is written when it is told to. */
    private static final class Line extends ChannelOutboundHandlerAdapter {
        private final Deque<ChannelPromise> waiting = new ArrayDeque<>();
        private boolean reads = true;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (reads) {
                context.write(message, promise);
            } else {
                ((ReferenceCounted) message).release();
                waiting.add(promise);
            }
        }
    }

    private static PingWebSocketFrame ping(String text) {
        return new PingWebSocketFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private double closed() {
        return metrics.get("tafelzicht.live.flooding").counter().count();
    }

    @Test
    void aPingIsAnsweredWithItsContent() {
        channel.writeInbound(ping("so"));
        assertThat(channel.<Object>readInbound()).isNull();
        PongWebSocketFrame pong = channel.readOutbound();
        assertThat(pong.content().toString(StandardCharsets.UTF_8)).isEqualTo("so");
        assertThat(pong.release()).isTrue();
    }

    @Test
    void oneAnswerAtMostWaitsForAPeerThatDoesNotRead() {
        line.reads = false;
        var pings = IntStream.range(0, 50).mapToObj(i -> ping("x".repeat(125))).toList();
        pings.forEach(channel::writeInbound);
        assertThat(line.waiting).hasSize(1);
        assertThat(pings).allMatch(ping -> ping.refCnt() == 0);
        line.waiting.poll().setSuccess();
        channel.writeInbound(ping("again"));
        assertThat(line.waiting).hasSize(1);
    }

    @Test
    void whoSendsTooMuchIsClosedAndNothingMoreOfItIsTaken() {
        for (int i = 0; i < FrameGuard.BURST; i++) {
            channel.writeInbound(new TextWebSocketFrame("hello"));
        }
        assertThat(channel.inboundMessages()).hasSize(FrameGuard.BURST);
        assertThat(channel.isOpen()).isTrue();
        line.reads = false;
        var more = IntStream.range(0, 1_000)
                .mapToObj(i -> i % 2 == 0 ? new TextWebSocketFrame("more") : ping("more"))
                .toList();
        channel.writeInbound(more.toArray());
        assertThat(channel.inboundMessages()).hasSize(FrameGuard.BURST);
        assertThat(more).allMatch(frame -> frame.refCnt() == 0);
        assertThat(line.waiting).hasSize(1);
        assertThat(closed()).isEqualTo(1);
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen())
                .as("a peer that does not even take the close")
                .isFalse();
    }

    @Test
    void theCloseSaysWhy() {
        for (int i = 0; i <= FrameGuard.BURST; i++) {
            channel.writeInbound(new TextWebSocketFrame("hello"));
        }
        CloseWebSocketFrame close = channel.readOutbound();
        assertThat(close.statusCode()).isEqualTo(1008);
        assertThat(close.reasonText()).isEqualTo("too many frames");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void tenASecondGoOnForEver() {
        for (int i = 0; i < 5_000; i++) {
            channel.writeInbound(new TextWebSocketFrame("hello"));
            now += TimeUnit.MILLISECONDS.toNanos(100);
        }
        assertThat(closed()).isZero();
        for (int i = 0; i < FrameGuard.BURST + 1; i++) {
            channel.writeInbound(new TextWebSocketFrame("hello"));
        }
        assertThat(closed()).isEqualTo(1);
    }

    @Test
    void elevenASecondDoNot() {
        for (int i = 0; i < 1_500 && channel.isOpen(); i++) {
            channel.writeInbound(new TextWebSocketFrame("hello"));
            now += TimeUnit.SECONDS.toNanos(1) / 11;
        }
        assertThat(closed()).isEqualTo(1);
    }

    @Test
    void whatIsNoFrameIsNotCounted() {
        for (int i = 0; i < 1_000; i++) {
            channel.writeInbound(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
        }
        assertThat(channel.inboundMessages()).hasSize(1_000);
        assertThat(closed()).isZero();
    }
}
