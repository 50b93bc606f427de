package nl.tafelzicht.engine.seal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.engine.access.SigningKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the head of the journal once in each period, on the node that is first.
 *
 * <pre>head (seq, hash) ─► checkpoint ─► signed (JWS, ES256) ─► stored with the journal, and published</pre>
 *
 * A period in which no node could write has no checkpoint; the next one covers it too. Thread-safe.
 */
public final class SignedCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(SignedCheckpoints.class);
    /** Shorter in tests, which would otherwise wait for it. */
    private static final long LOOK_MILLIS = Long.getLong("tafelzicht.statement-look-millis", 10_000);

    private static final String HEAD =
            "select h.journal, h.seq, h.hash, h.sealed_from, r.previous, r.seq as restored from "
                    + "journal_head h left join (select previous, seq from journal_restore order by number "
                    + "desc limit 1) r on true where h.seq > 0 and not exists (select from journal_statement "
                    + "where period = $1)";
    private static final String ADD =
            "insert into journal_statement (period, seq, statement) values ($1, $2, $3) on conflict do nothing";
    /** Only up to the last signed event: newer batches would reveal how busy this minute is. */
    private static final String BATCHES =
            "select first, last, encode(hash, 'hex'), encode(sha256(leaves || seals), 'hex') from "
                    + "journal_batch where last > $1 and last <= (select max(seq) from journal_statement) "
                    + "order by last limit $2";

    private static final String FIRST =
            "select period, seq, statement from journal_statement where period >= $1 order by period limit 1";
    private static final String NEWEST =
            "select period, seq, statement from journal_statement where period < $1 order by period desc limit $2";

    private final Vertx vertx;
    private final Pool pool;
    private final SigningKeys keys;
    private final Clock clock;
    private final Duration period;

    /** A checkpoint as it is published; {@code statement} is the signed form. */
    public record Published(Instant period, long seq, String statement) {}

    /**
     * The public data of a batch; {@code content} is SHA-256 of its leaves and seals, {@code null} for a batch of an
     * earlier version.
     */
    public record Batch(long first, long last, String content, String hash) {}

    /** @param clock real time, also in an exercise; {@code period} at least a second */
    public SignedCheckpoints(Vertx vertx, Pool pool, Clock clock, Duration period) {
        this.vertx = vertx;
        this.pool = pool;
        this.keys = new SigningKeys(vertx, pool, SigningKeys.Purpose.STATEMENT);
        this.clock = clock;
        this.period = period;
    }

    /** Loads the keys, and checks at intervals whether a checkpoint is due. */
    public Future<Void> start() {
        return keys.start().onSuccess(ready -> {
            vertx.setPeriodic(1, Math.min(LOOK_MILLIS, period.toMillis()), t -> makeDue()
                    .onFailure(
                            cause -> LOG.warn("no statement about the journal could be made: {}", cause.getMessage())));
        });
    }

    private Future<Void> makeDue() {
        long length = period.toMillis();
        var start = Instant.ofEpochMilli(clock.millis() / length * length).atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(HEAD).execute(Tuple.of(start)).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture();
            }
            var row = rows.iterator().next();
            var statement = new SignedCheckpoint(
                    row.getUUID(0),
                    row.getLong(1),
                    row.getBuffer(2).getBytes(),
                    clock.instant(),
                    row.getLong(3),
                    row.getUUID(4) == null ? null : new SignedCheckpoint.Restore(row.getUUID(4), row.getLong(5)));
            return pool.preparedQuery(ADD)
                    .execute(Tuple.of(start, statement.seq(), sign(statement)))
                    .mapEmpty();
        });
    }

    private String sign(SignedCheckpoint statement) {
        return keys.current()
                .generateToken(
                        statement.claims(),
                        new JWTOptions()
                                .setAlgorithm("ES256")
                                .setHeader(new JsonObject().put("kid", keys.signingKey())));
    }

    /** The first checkpoint of a period that begins at or after a moment; {@code null} while there is none. */
    public Future<Published> firstFrom(Instant moment) {
        return pool.preparedQuery(FIRST)
                .execute(Tuple.of(moment.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() == 0 ? null : published(rows).get(0));
    }

    /** The newest checkpoints from before a moment, newest first. */
    public Future<List<Published>> newest(Instant before, int limit) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
                .map(SignedCheckpoints::published);
    }

    /** The batches after a {@code seq} until the newest checkpoint, oldest first. */
    public Future<List<Batch>> batches(long after, int limit) {
        return pool.preparedQuery(BATCHES).execute(Tuple.of(after, limit)).map(rows -> {
            var list = new ArrayList<Batch>(rows.size());
            for (var row : rows) {
                list.add(new Batch(row.getLong(0), row.getLong(1), row.getString(3), row.getString(2)));
            }
            return list;
        });
    }

    private static List<Published> published(RowSet<Row> rows) {
        var list = new ArrayList<Published>(rows.size());
        for (var row : rows) {
            list.add(new Published(row.getOffsetDateTime(0).toInstant(), row.getLong(1), row.getString(2)));
        }
        return list;
    }

    /** The public keys with which checkpoints can be verified. */
    public JsonObject publicKeys() {
        return keys.published();
    }
}
