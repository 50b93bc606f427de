package nl.tafelzicht.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SharedFramesTest {

    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final byte[] FRAME = IntStream.range(0, 200)
            .mapToObj(i -> "{\"id\":\"GM0363-" + i + "\",\"status\":\"open\"}")
            .collect(Collectors.joining(","))
            .getBytes(StandardCharsets.UTF_8);

    private final SharedFrames frames = new SharedFrames();

    @Test
    void anAgreedSocketGetsFewerBytesThatSayTheSame() throws Exception {
        var sent = frames.of(FRAME).deflated();
        assertThat(sent.type()).isEqualTo(WebSocketFrameType.BINARY);
        assertThat(sent.length()).isLessThan(FRAME.length / 4);
        assertThat(inflated(sent)).isEqualTo(FRAME);
    }

    /** As RFC 7692 7.2.2 has it, for bytes that compress and bytes that do not. */
    @Property(tries = 200)
    void whateverIsInAFrameComesOutAgain(
            @ForAll @Size(min = SharedFrames.DEFLATE_FROM_BYTES, max = 20_000) byte[] frame) throws Exception {
        assertThat(inflated(frames.of(frame).deflated())).isEqualTo(frame);
        frames.release();
    }

    @Test
    void aSmallFrameStaysAsItIs() {
        var heartbeat = "{\"type\":\"heartbeat\",\"seq\":1}".getBytes(StandardCharsets.UTF_8);
        var sent = frames.of(heartbeat).deflated();
        assertThat(sent.type()).isEqualTo(WebSocketFrameType.TEXT);
        assertThat(sent.textData()).isEqualTo(new String(heartbeat, StandardCharsets.UTF_8));
    }

    @Test
    void bytesAreFreedWhenTheLastSocketHasWrittenThem() {
        var first = frames.of(FRAME).deflated();
        var second = frames.of(FRAME).deflated();
        frames.release();
        first.release();
        assertThat(second.refCnt())
                .as("what still waits in a socket keeps its bytes")
                .isEqualTo(1);
        second.release();
        assertThat(second.refCnt()).isZero();
    }

    private static byte[] inflated(WebSocketFrameImpl frame) throws Exception {
        var deflated = new byte[frame.length() + TAIL.length];
        frame.getBinaryData().getBytes(0, deflated, 0, frame.length());
        System.arraycopy(TAIL, 0, deflated, frame.length(), TAIL.length);
        var inflater = new Inflater(true);
        inflater.setInput(deflated);
        var out = new byte[100_000];
        int length = inflater.inflate(out);
        assertThat(inflater.needsInput()).isTrue();
        inflater.end();
        frame.release();
        return Arrays.copyOf(out, length);
    }
}
