package nl.tafelzicht.subject.station;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.station.ImportPlan.Withdrawal;
import nl.tafelzicht.subject.station.ImportRequest.Format;
import nl.tafelzicht.subject.station.ImportRequest.Origin;

/**
 * Files of stations that were previewed and not confirmed yet, in the database, so that any node can handle the
 * confirmation. They expire after {@link #KEPT}; a person has at most {@link #MOST_OF_ONE}, and all together have at
 * most {@link #MOST_BYTES}.
 */
public final class ImportPreviews {

    public static final Duration KEPT = Duration.ofMinutes(15);
    /** Beyond this, a person's oldest preview is replaced. */
    static final int MOST_OF_ONE = 3;
    /** Compressed size of all files together. */
    static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final String MAKE_ROOM =
            "delete from import_preview where expires_at <= now() or id in (select id from "
                    + "import_preview where actor = $1 order by made_at desc offset $2)";
    private static final String PUT = """
            insert into import_preview (id, actor, expires_at, format, date, sha256, bytes, content, register, \
            withdrawals, url, fetched_at)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
            where (select coalesce(sum(length(content)), 0) from import_preview) + $13 <= $14""";
    private static final String GET =
            "select format, date, sha256, bytes, content, register, withdrawals, url, fetched_at from import_preview "
                    + "where id = $1 and actor = $2 and expires_at > now()";
    private static final String DELETE = "delete from import_preview where id = $1";

    private final Pool pool;

    /** @param register fingerprints of the entries of the file's municipalities, as they were shown */
    record Preview(
            Format format,
            LocalDate date,
            String sha256,
            long bytes,
            Origin origin,
            byte[] packed,
            Map<String, String> register,
            List<Withdrawal> withdrawals) {

        void unpackTo(Path file) throws IOException {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(packed));
                    var out = Files.newOutputStream(file)) {
                in.transferTo(out);
            }
        }
    }

    public ImportPreviews(Pool pool) {
        this.pool = pool;
    }

    static byte[] pack(Path file) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var in = Files.newInputStream(file);
                var out = new GZIPOutputStream(packed)) {
            in.transferTo(out);
        }
        return packed.toByteArray();
    }

    /** @return whether there was room */
    Future<Boolean> put(
            UUID id, ImportRequest request, byte[] packed, Map<String, String> register, List<Withdrawal> withdrawals) {
        var values = Tuple.of(
                        id,
                        request.actor(),
                        OffsetDateTime.now().plus(KEPT),
                        request.format().toString(),
                        request.date(),
                        request.sha256())
                .addLong(request.bytes())
                .addBuffer(Buffer.buffer(packed))
                .addString(Json.text(register))
                .addString(Json.text(withdrawals))
                .addString(request.origin() == null ? null : request.origin().url())
                .addOffsetDateTime(
                        request.origin() == null ? null : request.origin().at().atOffset(ZoneOffset.UTC))
                .addLong((long) packed.length)
                .addLong(MOST_BYTES);
        return pool.preparedQuery(MAKE_ROOM)
                .execute(Tuple.of(request.actor(), MOST_OF_ONE - 1))
                .compose(room -> pool.preparedQuery(PUT).execute(values))
                .map(rows -> rows.rowCount() == 1);
    }

    /** @return {@code null} when there is none, or it belongs to another person */
    Future<Preview> get(UUID id, String actor) {
        return pool.preparedQuery(GET).execute(Tuple.of(id, actor)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            var row = rows.iterator().next();
            return new Preview(
                    Format.valueOf(row.getString(0)),
                    row.getLocalDate(1),
                    row.getString(2),
                    row.getLong(3),
                    origin(row),
                    row.getBuffer(4).getBytes(),
                    read(row.getString(5), new TypeReference<>() {}),
                    read(row.getString(6), new TypeReference<>() {}));
        });
    }

    private static Origin origin(Row row) {
        var url = row.getString(7);
        return url == null ? null : new Origin(url, row.getOffsetDateTime(8).toInstant());
    }

    Future<Void> delete(UUID id) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(id)).mapEmpty();
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(text, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("a preview that is not as it was written", e);
        }
    }
}
