package nl.tafelzicht.engine.archive;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;

/**
 * Pictures of claims, by the hash of their content: outside the journal, in the same database, so that one back-up has
 * both.
 */
public final class Attachments {

    /** Larger than any screenshot. */
    public static final int MAX_BYTES = 5 * 1024 * 1024;

    /**
     * A stored attachment.
     *
     * @param type a media type
     * @param bytes its length
     */
    public record Stored(String sha256, String type, int bytes) {}

    private final Pool pool;

    public Attachments(Pool pool) {
        this.pool = pool;
    }

    /**
     * Storing the same content again gives the same attachment.
     *
     * @param actor who uploaded it
     */
    public Future<Stored> put(byte[] content, MediaType type, String actor) {
        var hash = Hashes.sha256(content);
        return pool.preparedQuery("insert into attachment (sha256, type, content, actor) values ($1, $2, $3, $4) on "
                        + "conflict do nothing")
                .execute(Tuple.of(hash, type.toString(), Buffer.buffer(content), actor))
                .compose(done -> pool.preparedQuery(
                                "insert into attachment_brought (sha256, actor) values ($1, $2) on conflict do nothing")
                        .execute(Tuple.of(hash, actor)))
                .map(done -> new Stored(hash, type.toString(), content.length));
    }

    /**
     * Finds attachments that a person uploaded, or sees already elsewhere; others are not found, whether they exist or
     * not.
     *
     * @param actor who names them
     * @param known those among them that the actor sees already
     */
    public Future<List<Stored>> find(Collection<String> hashes, String actor, Collection<String> known) {
        if (hashes.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return pool.preparedQuery(
                        "select sha256, type, length(content) as bytes from attachment a where sha256 = any($1) "
                                + "and (sha256 = any($3) or actor = $2 or exists (select from attachment_brought b where "
                                + "b.sha256 = a.sha256 and b.actor = $2))")
                .execute(Tuple.of(hashes.toArray(String[]::new), actor, known.toArray(String[]::new)))
                .map(rows -> rows.stream()
                        .map(row -> new Stored(row.getString("sha256"), row.getString("type"), row.getInteger("bytes")))
                        .toList());
    }

    /** @return its content, or {@code null} */
    public Future<Buffer> content(String hash) {
        return pool.preparedQuery("select content from attachment where sha256 = $1")
                .execute(Tuple.of(hash))
                .map(rows -> {
                    for (Row row : rows) {
                        return row.getBuffer("content");
                    }
                    return null;
                });
    }
}
