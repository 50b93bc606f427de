package nl.tafelzicht.engine.http.live;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import nl.tafelzicht.engine.http.api.Negotiation;

/**
 * A large answer, compressed while it is made and kept in pieces: it is never one array of bytes, and never in memory
 * as plain text. It is sent piece by piece, as fast as its reader takes it; any number of readers share it. Immutable.
 */
final class Pieces {

    private static final int PIECE_BYTES = 64 * 1024;

    private final List<byte[]> pieces;
    private final long length;

    /** Writes the plain answer. */
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private Pieces(List<byte[]> pieces) {
        this.pieces = pieces;
        this.length = pieces.stream().mapToLong(p -> p.length).sum();
    }

    /** Blocks while the answer is written: not for an event loop. */
    static Pieces of(Writer writer) throws IOException {
        var collected = new Collector();
        try (var gzip = new GZIPOutputStream(collected, 1 << 13) {
            {
                def.setLevel(Deflater.BEST_SPEED + 1);
            }
        }) {
            writer.write(gzip);
        }
        return new Pieces(collected.done());
    }

    /** Compressed bytes. */
    long length() {
        return length;
    }

    /** Sends it compressed, if the reader accepts that. */
    void send(Vertx vertx, RoutingContext rc) {
        var response = rc.response();
        boolean gzip = Negotiation.acceptsGzip(rc);
        if (rc.request().method() == HttpMethod.HEAD) {
            if (gzip) {
                response.putHeader("Content-Encoding", "gzip").putHeader("Content-Length", String.valueOf(length));
            }
            response.end();
        } else if (gzip) {
            response.putHeader("Content-Encoding", "gzip").putHeader("Content-Length", String.valueOf(length));
            write(response, pieces.iterator());
        } else {
            response.setChunked(true);
            try {
                inflate(vertx, response, new GZIPInputStream(new Concatenated(pieces.iterator()), 1 << 13));
            } catch (IOException e) {
                throw new IllegalStateException("what was compressed here can't be read", e);
            }
        }
    }

    private static void write(HttpServerResponse response, Iterator<byte[]> rest) {
        while (rest.hasNext()) {
            if (response.closed()) {
                return;
            }
            response.write(Buffer.buffer(rest.next()));
            if (response.writeQueueFull()) {
                response.drainHandler(v -> write(response, rest));
                return;
            }
        }
        if (!response.ended()) {
            response.end();
        }
    }

    private static void inflate(Vertx vertx, HttpServerResponse response, InputStream plain) {
        vertx.executeBlocking(() -> plain.readNBytes(PIECE_BYTES), false)
                .onSuccess(piece -> {
                    if (response.closed()) {
                        return;
                    }
                    if (piece.length == 0) {
                        response.end();
                        return;
                    }
                    write(response, Buffer.buffer(piece)).onSuccess(taken -> inflate(vertx, response, plain));
                })
                .onFailure(broken -> response.reset());
    }

    /** Writes a part of an answer. Completes when the reader can take more. */
    static Future<Void> write(HttpServerResponse response, Buffer part) {
        if (response.closed()) {
            return Future.failedFuture("the reader is gone");
        }
        var written = response.write(part);
        if (!response.writeQueueFull()) {
            return Future.succeededFuture();
        }
        Promise<Void> drained = Promise.promise();
        response.drainHandler(v -> drained.tryComplete());
        written.onFailure(drained::tryFail);
        return drained.future();
    }

    private static final class Collector extends OutputStream {
        private final List<byte[]> full = new ArrayList<>();
        private byte[] piece = new byte[PIECE_BYTES];
        private int used;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            for (int at = from, left = count; left > 0; ) {
                int some = Math.min(left, piece.length - used);
                System.arraycopy(bytes, at, piece, used, some);
                at += some;
                left -= some;
                used += some;
                if (used == piece.length) {
                    full.add(piece);
                    piece = new byte[PIECE_BYTES];
                    used = 0;
                }
            }
        }

        List<byte[]> done() {
            if (used > 0) {
                full.add(Arrays.copyOf(piece, used));
            }
            return Collections.unmodifiableList(full);
        }
    }

    private static final class Concatenated extends InputStream {
        private final Iterator<byte[]> rest;
        private InputStream piece = InputStream.nullInputStream();

        Concatenated(Iterator<byte[]> rest) {
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            for (int read = piece.read(into, from, most); ; read = piece.read(into, from, most)) {
                if (read > 0 || most == 0) {
                    return read;
                }
                if (!rest.hasNext()) {
                    return -1;
                }
                piece = new ByteArrayInputStream(rest.next());
            }
        }

        /** Overridden so that readers do not take the end of a piece for the end of the stream. */
        @Override
        public int available() throws IOException {
            return Math.max(piece.available(), rest.hasNext() ? 1 : 0);
        }
    }
}
