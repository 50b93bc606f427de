package nl.tafelzicht.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Screens and senders that cost the machine little, and the same whatever they are connected to: plain sockets, one
 * thread that reads for all screens and one that sends. A report carries the moment at which it was due ({@code @T…@});
 * each such mark that comes to a screen is one delivery, however many stand in a frame. A compressed frame is inflated
 * once for all screens that got the same bytes. Reports are sent on time, whether or not the ones before were answered.
 */
final class LightLoad implements AutoCloseable {

    /**
     * Many, since a server answers the requests of one connection one after another: with few the time of a commit
     * would be the limit, and not the server.
     */
    private static final int SENDERS = 200;

    private static final int READ = 1 << 18;
    private static final int MOST_KNOWN_FRAMES = 4_096;
    private static final int BUCKET_MICROS = 50;
    private static final int BUCKETS = 400_000;
    private static final long TAIL_NANOS = 10_000_000_000L;

    /** What it is connected to. @param header that both requests bear, or nothing */
    record Target(int port, String livePath, String header, boolean compressed, Reports reports) {}

    /** The n-th report. */
    interface Reports {
        String path(int n);

        String body(int n, String mark);
    }

    /** @param delivered of {@code expected}; the marks of the warm-up are not counted */
    record Result(
            long sent,
            long answered,
            long refused,
            long delivered,
            long expected,
            long frames,
            double p50,
            double p99) {
        long lost() {
            return Math.max(0, expected - delivered);
        }
    }

    private final Target target;
    private final Selector selector;
    private final List<Screen> screens = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ);
    private final int[] histogram = new int[BUCKETS];
    private final Map<Integer, Known> known = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Known> eldest) {
            return size() > MOST_KNOWN_FRAMES;
        }
    };
    private final Inflater inflater = new Inflater(true);
    private byte[] inflated = new byte[1 << 22];
    private volatile boolean closing;
    private volatile long countFrom = Long.MAX_VALUE;
    private volatile long delivered;
    private volatile long frames;
    private Thread reader;

    /** The marks in a compressed frame. */
    private record Known(byte[] frame, long[] marks) {}

    private static final class Screen {
        private byte[] left = new byte[0];
        private int length;
    }

    LightLoad(Target target) throws IOException {
        this.target = target;
        this.selector = Selector.open();
    }

    private static long micros() {
        return System.nanoTime() / 1_000;
    }

    void connect(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var socket = dial();
            var extension = target.compressed
                    ? "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
                            + "client_no_context_takeover\r\n"
                    : "";
            write(
                    socket,
                    "GET " + target.livePath + " HTTP/1.1\r\nHost: localhost:" + target.port
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                            + "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                            + extension + target.header + "\r\n");
            var head = new StringBuilder();
            var one = ByteBuffer.allocate(1);
            while (!head.toString().endsWith("\r\n\r\n") && socket.read(one.clear()) > 0) {
                head.append((char) one.get(0));
            }
            if (!head.toString().contains(" 101 ")) {
                throw new IOException("no WebSocket: " + head);
            }
            socket.configureBlocking(false);
            var screen = new Screen();
            screens.add(screen);
            socket.register(selector, SelectionKey.OP_READ, screen);
        }
        reader = new Thread(this::read, "screens");
        reader.setDaemon(true);
        reader.start();
    }

    private SocketChannel dial() throws IOException {
        var socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", target.port));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return socket;
    }

    private static void write(SocketChannel socket, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            if (socket.write(bytes) == 0) {
                LockSupport.parkNanos(200_000);
            }
        }
    }

    private void read() {
        try {
            while (!closing) {
                selector.select(this::readSome, 100);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the screens can't be read", e);
        }
    }

    private void readSome(SelectionKey key) {
        try {
            int n = ((SocketChannel) key.channel()).read(in.clear());
            if (n < 0) {
                key.channel().close();
            } else {
                take((Screen) key.attachment(), n, micros());
            }
        } catch (IOException broken) {
            key.cancel();
        }
    }

    private void take(Screen s, int n, long at) {
        if (s.length + n > s.left.length) {
            s.left = Arrays.copyOf(s.left, (s.length + n) * 2);
        }
        in.flip().get(s.left, s.length, n);
        s.length += n;
        int from = 0;
        while (s.length - from >= 2) {
            long size = s.left[from + 1] & 127;
            int head = size == 126 ? 4 : size == 127 ? 10 : 2;
            if (s.length - from < head) {
                break;
            }
            if (head > 2) {
                size = 0;
                for (int i = 2; i < head; i++) {
                    size = size << 8 | s.left[from + i] & 255;
                }
            }
            if (s.length - from < head + size) {
                break;
            }
            if ((s.left[from] & 15) <= 2) {
                payload((s.left[from] & 0x40) != 0, s.left, from + head, (int) size, at);
            }
            from += head + (int) size;
        }
        s.length -= from;
        System.arraycopy(s.left, from, s.left, 0, s.length);
        if (s.length == 0 && s.left.length > 8_192) {
            s.left = new byte[0];
        }
    }

    private void payload(boolean compressed, byte[] bytes, int from, int length, long at) {
        frames++;
        if (countFrom == Long.MAX_VALUE) {
            return;
        }
        if (!compressed) {
            tell(marks(bytes, from, length), at);
            return;
        }
        int hash = 1;
        for (int i = from; i < from + length; i += length > 512 ? 7 : 1) {
            hash = 31 * hash + bytes[i];
        }
        var same = known.get(hash);
        if (same == null || !Arrays.equals(same.frame, 0, same.frame.length, bytes, from, from + length)) {
            same = new Known(Arrays.copyOfRange(bytes, from, from + length), inflated(bytes, from, length));
            known.put(hash, same);
        }
        tell(same.marks, at);
    }

    private long[] inflated(byte[] bytes, int from, int length) {
        var whole = Arrays.copyOf(Arrays.copyOfRange(bytes, from, from + length), length + 4);
        whole[length + 2] = (byte) 255;
        whole[length + 3] = (byte) 255;
        inflater.reset();
        inflater.setInput(whole);
        try {
            int n = 0;
            for (int got; (got = inflater.inflate(inflated, n, inflated.length - n)) > 0; n += got) {
                if (n + got == inflated.length) {
                    inflated = Arrays.copyOf(inflated, inflated.length * 2);
                }
            }
            return marks(inflated, 0, n);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a frame that can't be inflated", e);
        }
    }

    private static long[] marks(byte[] bytes, int from, int length) {
        var text = new String(
                bytes, from, length, StandardCharsets.ISO_8859_1); // searched by the processor's own instructions
        var found = new long[8];
        int n = 0;
        for (int i = text.indexOf("@T"); i >= 0; i = text.indexOf("@T", i + 2)) {
            int end = text.indexOf('@', i + 2);
            if (end < 0) {
                break;
            }
            if (n == found.length) {
                found = Arrays.copyOf(found, n * 2);
            }
            found[n++] = Long.parseLong(text, i + 2, end, 10);
            i = end - 1;
        }
        return Arrays.copyOf(found, n);
    }

    private void tell(long[] marks, long at) {
        long counted = 0;
        long from = countFrom;
        for (long mark : marks) {
            if (mark < from) {
                continue;
            }
            counted++;
            histogram[(int) Math.max(0, Math.min(BUCKETS - 1, (at - mark) / BUCKET_MICROS))]++;
        }
        delivered += counted;
    }

    /** Sends so many reports a second, at moments that no answer moves, and waits for what is under way. */
    Result run(int perSecond, int warmUpSeconds, int seconds) throws IOException {
        var senders = new SocketChannel[SENDERS];
        var answers = new Answers();
        for (int i = 0; i < SENDERS; i++) {
            (senders[i] = dial()).configureBlocking(false);
            senders[i].register(answers.selector, SelectionKey.OP_READ);
        }
        long start = micros();
        countFrom = start + warmUpSeconds * 1_000_000L;
        int total = perSecond * (warmUpSeconds + seconds);
        long counted = 0;
        for (int n = 0; n < total; n++) {
            long due = start + (long) (n * 1e6 / perSecond);
            for (long now = micros(); now < due; now = micros()) {
                if (due - now > 300) {
                    LockSupport.parkNanos(due - now > 2_000 ? 1_000_000 : 150_000);
                }
                answers.read();
            }
            var body = target.reports.body(n, "@T" + due + "@");
            write(
                    senders[n % SENDERS],
                    "POST " + target.reports.path(n)
                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: l"
                            + start + "-" + n + "\r\n" + target.header + "Content-Length: " + body.length() + "\r\n\r\n"
                            + body);
            if (due >= countFrom) {
                counted++;
            }
        }
        long expected = counted * screens.size();
        for (long until = System.nanoTime() + TAIL_NANOS;
                System.nanoTime() < until && (delivered < expected || answers.all < total);
                LockSupport.parkNanos(20_000_000)) {
            answers.read();
        }
        for (var sender : senders) {
            sender.close();
        }
        answers.selector.close();
        return new Result(total, answers.all, answers.refused, delivered, expected, frames, share(.5), share(.99));
    }

    /** Of any status but 2xx it is counted that there was one. */
    private static final class Answers {
        private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
        private final Selector selector = Selector.open();
        private long all;
        private long refused;

        Answers() throws IOException {}

        void read() throws IOException {
            selector.selectNow(key -> {
                try {
                    read((SocketChannel) key.channel());
                } catch (IOException broken) {
                    key.cancel();
                }
            });
        }

        private void read(SocketChannel sender) throws IOException {
            int n = sender.read(in.clear());
            if (n <= 0) {
                return;
            }
            var text = new String(in.array(), 0, n, StandardCharsets.ISO_8859_1);
            for (int i = text.indexOf("HTTP/1.1 "); i >= 0; i = text.indexOf("HTTP/1.1 ", i + 9)) {
                all++;
                if (i + 9 < text.length() && text.charAt(i + 9) != '2') {
                    refused++;
                }
            }
        }
    }

    private double share(double of) {
        long all = 0;
        for (int n : histogram) {
            all += n;
        }
        long so = 0;
        for (int i = 0; i < BUCKETS; i++) {
            if ((so += histogram[i]) >= all * of) {
                return i * BUCKET_MICROS / 1e3;
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
