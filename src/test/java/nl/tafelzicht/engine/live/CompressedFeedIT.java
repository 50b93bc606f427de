package nl.tafelzicht.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/**
 * RFC 7692 byte by byte, without a library that could hide something; what a browser makes of it, the tests of the page
 * show.
 */
class CompressedFeedIT {

    private static final int TEXT = 0x81;
    private static final int COMPRESSED_TEXT = 0xC1;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int PATIENCE_MILLIS = 20_000;

    /** A WebSocket as its bytes. */
    private static final class Wire implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final String answer;

        Wire(Api api, String extensions) throws IOException {
            var address = URI.create(api.address());
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("GET /api/v1/live HTTP/1.1\r\nHost: " + address.getAuthority()
                                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: "
                                    + extensions + "\r\nAuthorization: Bearer " + api.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            answer = head.toString()
                    .lines()
                    .filter(line -> line.toLowerCase().startsWith("sec-websocket-extensions:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
            assertThat(head.toString()).startsWith("HTTP/1.1 101 ");
        }

        /** The next frame that is not a ping, which the hub sends to all from time to time. */
        Frame next() throws IOException {
            var frame = frame();
            while (frame.first == PING) {
                frame = frame();
            }
            return frame;
        }

        private Frame frame() throws IOException {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            return new Frame(first, in.readNBytes(length));
        }

        /** The next frame that is not there to fill a silence. */
        Frame change() throws IOException, DataFormatException {
            var frame = next();
            while (frame.json().get("type").asText().equals("heartbeat")) {
                frame = next();
            }
            return frame;
        }

        /** A payload of 126 bytes or more: shorter ones have another head. */
        void send(int first, byte[] payload) throws IOException {
            var frame = new ByteArrayOutputStream();
            frame.write(first);
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
            frame.writeBytes(new byte[4]); // a mask of zeros
            frame.writeBytes(payload);
            socket.getOutputStream().write(frame.toByteArray());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private record Frame(int first, byte[] payload) {

        /** Each frame is inflated by itself: none refers to one before it. */
        JsonNode json() throws IOException, DataFormatException {
            if (first == TEXT) {
                return Json.MAPPER.readTree(payload);
            }
            var inflater = new Inflater(true);
            inflater.setInput(concat(payload, TAIL));
            var out = new ByteArrayOutputStream();
            var part = new byte[8_192];
            for (int n = inflater.inflate(part); n > 0; n = inflater.inflate(part)) {
                out.write(part, 0, n);
            }
            inflater.end();
            return Json.MAPPER.readTree(out.toByteArray());
        }
    }

    private static byte[] concat(byte[] a, byte[] b) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(a);
        both.writeBytes(b);
        return both.toByteArray();
    }

    @Test
    void whoTakesCompressedFramesGetsTheSameInFewerBytes() throws Exception {
        var code = TestHub.municipality(900);
        var api = TestHub.api().as("municipality-" + code);
        try (var wire = new Wire(api, "permessage-deflate; client_max_window_bits");
                var plain = LiveSocket.open(api, "")) {
            assertThat(wire.answer).startsWith("permessage-deflate").doesNotContain("server_no_context_takeover");
            assertThat(wire.next().json().get("type").asText()).isEqualTo("hello");
            plain.next();
            long bytes = 0;
            long sent = 0;
            for (boolean more = true; more; ) {
                var frame = wire.next();
                var same = plain.next();
                assertThat(frame.first).isEqualTo(COMPRESSED_TEXT);
                var json = frame.json();
                for (var list : List.of("from", "more", "stations", "statuses")) {
                    assertThat(json.get(list)).isEqualTo(same.get(list));
                }
                bytes += Json.bytes(json).length;
                sent += frame.payload.length;
                more = json.path("more").asBoolean();
                if (more) {
                    assertThat(json.get("to")).isEqualTo(same.get("to"));
                } // the last one goes up to where the journal is, which what becomes of other places moves on
            }
            assertThat(sent).isLessThan(bytes / 4);
            api.report(code + "-2", "{\"status\":\"open\"}");
            var small = wire.change();
            assertThat(small.first).as("one packet anyway").isEqualTo(TEXT);
            assertThat(small.json().at("/statuses/0/status").asText()).isEqualTo("open");
        }
    }

    @Test
    void whatAClientAsksForIsPromisedAndWhatCanNotBeKeptIsNot() throws Exception {
        var api = TestHub.api().as("municipality-" + TestHub.municipality(1));
        try (var wire = new Wire(api, "permessage-deflate; server_no_context_takeover; client_no_context_takeover")) {
            assertThat(wire.answer)
                    .contains("permessage-deflate", "server_no_context_takeover", "client_no_context_takeover");
        }
        for (var other : List.of(
                "permessage-deflate; server_max_window_bits=10",
                "permessage-deflate; of_tomorrow",
                "x-webkit-deflate-frame")) {
            try (var wire = new Wire(api, other)) {
                assertThat(wire.answer).isEmpty();
                assertThat(wire.next().first).isEqualTo(TEXT);
            }
        }
    }

    /** A megabyte of zeros in a kilobyte. */
    @Test
    void aClientCanNotBlowUpTheHub() throws Exception {
        var api = TestHub.api().as("municipality-" + TestHub.municipality(1));
        var deflater = new Deflater(9, true);
        deflater.setInput(new byte[1_000_000]);
        var bomb = new byte[4_000];
        int length = deflater.deflate(bomb, 0, bomb.length, Deflater.SYNC_FLUSH);
        deflater.end();
        assertThat(length).isLessThan(2_000);
        try (var wire = new Wire(api, "permessage-deflate")) {
            wire.send(COMPRESSED_TEXT, Arrays.copyOf(bomb, length - TAIL.length));
            assertThat(closed(wire)).isTrue();
        }
        assertThat(api.get("/health/ready").status()).isEqualTo(200);
    }

    /** Dashboards never speak, but a frame that is small enough when inflated does no harm. */
    @Test
    void whatAClientSaysCompressedIsTaken() throws Exception {
        var code = TestHub.municipality(1);
        var api = TestHub.api().as("municipality-" + code);
        var deflater = new Deflater(9, true);
        deflater.setInput(IntStream.range(0, 400)
                .mapToObj(String::valueOf)
                .reduce("", String::concat)
                .getBytes(StandardCharsets.US_ASCII));
        var word = new byte[4_000];
        int length = deflater.deflate(word, 0, word.length, Deflater.SYNC_FLUSH);
        deflater.end();
        try (var wire = new Wire(api, "permessage-deflate")) {
            wire.next();
            wire.next();
            wire.send(COMPRESSED_TEXT, Arrays.copyOf(word, length - TAIL.length));
            api.report(code + "-1", "{\"status\":\"open\"}");
            assertThat(wire.change().json().at("/statuses/0/status").asText()).isEqualTo("open");
        }
    }

    private static boolean closed(Wire wire) throws IOException {
        try {
            while (wire.next().first != CLOSE) {
                continue;
            }
        } catch (EOFException | SocketException end) {
            return true;
        }
        return true;
    }
}
