package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Count files and official reports by the SHA-256 of their content, in the journal's database. Thread-safe. */
final class CountFiles {

    private static final String PUT =
            "insert into count_file (sha256, bytes, content, actor) values ($1, $2, $3, $4) on conflict do nothing";
    private static final String GET = "select content from count_file where sha256 = $1";

    private final Pool pool;

    CountFiles(Pool pool) {
        this.pool = pool;
    }

    /** Bytes, compressed; twice what the largest count needs. */
    private static final int MOST_PACKED = 32 * 1024 * 1024;

    /**
     * Compresses a file for storing: twenty to one, as fast as it can be read. Blocks.
     *
     * @return {@code null} when it is too large
     */
    static byte[] pack(Path file) throws IOException {
        var packed = new ByteArrayOutputStream((int) Math.min(1 << 22, Files.size(file) / 16 + 1_024));
        try (var in = Files.newInputStream(file);
                var out = new GZIPOutputStream(packed, 1 << 16) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                }) {
            var part = new byte[1 << 16];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                out.write(part, 0, read);
                if (packed.size() > MOST_PACKED) {
                    return null;
                }
            }
        }
        return packed.toByteArray();
    }

    /** Storing the same content again has no effect. */
    Future<Void> put(String sha256, long bytes, byte[] packed, String actor) {
        return pool.preparedQuery(PUT)
                .execute(Tuple.of(sha256, bytes, Buffer.buffer(packed), actor))
                .mapEmpty();
    }

    /**
     * The compressed content.
     *
     * @return {@code null} when it is not stored
     */
    Future<byte[]> get(String sha256) {
        return pool.preparedQuery(GET)
                .execute(Tuple.of(sha256))
                .map(rows -> rows.size() == 0
                        ? null
                        : rows.iterator().next().getBuffer(0).getBytes());
    }

    /** Bytes of all official reports together: at 5 MB a station, those of the whole country. */
    static final long MOST_REPORT_BYTES = 64L << 30;

    private static final String PUT_REPORT = """
            insert into official_report (sha256, content, actor) select $1, $2, $3
            where pg_total_relation_size('official_report') < $4 on conflict do nothing""";
    private static final String HAS_REPORT = "select from official_report where sha256 = $1";
    private static final String GET_REPORT = "select content from official_report where sha256 = $1";

    /**
     * Storing the same content again has no effect.
     *
     * @return whether it is stored now: there may be no room
     */
    Future<Boolean> putReport(String sha256, byte[] content, String actor) {
        return pool.preparedQuery(PUT_REPORT)
                .execute(Tuple.of(sha256, Buffer.buffer(content), actor, MOST_REPORT_BYTES))
                .compose(put -> pool.preparedQuery(HAS_REPORT).execute(Tuple.of(sha256)))
                .map(rows -> rows.size() == 1);
    }

    /** @return {@code null} when it is not stored */
    Future<byte[]> report(String sha256) {
        return pool.preparedQuery(GET_REPORT)
                .execute(Tuple.of(sha256))
                .map(rows -> rows.size() == 0
                        ? null
                        : rows.iterator().next().getBuffer(0).getBytes());
    }

    static InputStream unpacked(byte[] packed) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16);
    }
}
