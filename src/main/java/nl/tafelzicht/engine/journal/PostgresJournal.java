package nl.tafelzicht.engine.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The journal in PostgreSQL. Appends use one connection that is kept open (a pool keeps neither their order nor their
 * prepared statement); it is opened when first needed, and again after it broke, but then only to the same database,
 * see {@link Replaced}. Reads use the pool. Appending belongs to one event loop.
 */
public final class PostgresJournal implements JournalStore {

    /**
     * A commit takes milliseconds; a database that does not answer in this time is considered lost, and the batch is
     * tried again.
     */
    private static final long APPEND_TIMEOUT_SECONDS = 4;

    static final long APPEND_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(APPEND_TIMEOUT_SECONDS);
    /** A read that takes longer was sent over a broken line, on which no answer will ever come. */
    private static final long READ_TIMEOUT_SECONDS = 5;
    /**
     * Classes 22, data exception, and 23, integrity constraint: the content can't be stored, now or ever. (A taken id
     * or version is an answer, not an exception.)
     */
    private static final Set<String> NEVER = Set.of("22", "23");

    private static final String APPEND =
            "select head, refused from journal_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    private static final String COLUMNS = "select seq, id, stream, version, type, at, actor, data::text from journal ";
    private static final String READ_AFTER = COLUMNS + "where seq > $1 order by seq limit $2";
    private static final String READ_STREAM =
            COLUMNS + "where stream = $1 and version > $2 and version <= $3 order by version";
    private static final String READ_STREAMS = COLUMNS + "where stream = any($1) order by stream, version";
    private static final String READ_NEWEST =
            COLUMNS + "where stream = any($1) and seq < $2 order by seq desc limit $3";
    private static final String FIND = COLUMNS + "where id = $1";
    private static final String SAID = "select said from journal where id = $1";
    private static final String READ_RELATED = COLUMNS
            + "where type = any($4) and stream in (select stream from journal where type = $1 and data "
            + "->> $2 = $3) order by seq";
    private static final String READ_TYPE = COLUMNS + "where type = $1 and seq < $2 order by seq desc limit $3";
    private static final String SEQ_AT = "select journal_seq_at($1)";
    private static final String HEAD = "select journal, seq from journal_identity()";

    /** Writes as much as a large batch, to pages that are freed when the transaction ends. */
    private static final String PROBE =
            "create temp table if not exists journal_probe (filler text) on commit delete rows";

    private static final String FILL =
            "insert into journal_probe select repeat('x', 1000) from generate_series(1, 300)";
    private static final String FORBIDDEN = "42501";

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Pool pool;
    private Future<PgConnection> connection;
    private volatile UUID journal;

    public PostgresJournal(Vertx vertx, PgConnectOptions options, Pool pool) {
        this.vertx = vertx;
        this.options = options;
        this.pool = pool;
    }

    @Override
    public Future<Written> append(List<List<NewEvent>> appends) {
        return connected().compose(c -> c.preparedQuery(APPEND)
                .execute(parameters(appends))
                .timeout(APPEND_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .map(PostgresJournal::written)
                .recover(cause -> {
                    if (isNeverStored(cause)) {
                        return Future.failedFuture(new Rejected(cause.getMessage(), cause));
                    }
                    drop(c);
                    return Future.failedFuture(cause);
                }));
    }

    /**
     * On a full disk a small write may still fit into existing pages; this one needs new pages. A user who may not
     * create temporary tables skips the probe.
     */
    @Override
    public Future<Void> probe() {
        return pool.withTransaction(c ->
                        c.query(PROBE).execute().compose(made -> c.query(FILL).execute()))
                .timeout(APPEND_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .recover(cause -> cause instanceof PgException e && FORBIDDEN.equals(e.getSqlState())
                        ? Future.succeededFuture()
                        : Future.failedFuture(cause))
                .mapEmpty();
    }

    private Future<PgConnection> connected() {
        if (connection == null || connection.failed()) {
            connection = Connecting.to(vertx, options).compose(c -> {
                c.closeHandler(closed -> connection = null);
                return c.query(HEAD)
                        .execute()
                        .timeout(APPEND_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .compose(rows -> sameJournal(rows.iterator().next().getUUID(0)))
                        .onFailure(cause -> c.close())
                        .map(c);
            });
        }
        return connection;
    }

    /**
     * A new connection may lead to another database: nothing is appended there based on what this node knows of the
     * first.
     */
    private Future<Void> sameJournal(UUID found) {
        if (journal == null) {
            journal = found;
        }
        return journal.equals(found) ? Future.succeededFuture() : Future.failedFuture(new Replaced());
    }

    private void drop(PgConnection c) {
        connection = null;
        c.close();
    }

    private static boolean isNeverStored(Throwable cause) {
        return cause instanceof PgException e
                && e.getSqlState() != null
                && NEVER.contains(e.getSqlState().substring(0, 2));
    }

    private static Tuple parameters(List<List<NewEvent>> appends) {
        int size = appends.stream().mapToInt(List::size).sum();
        var append = new Integer[size];
        var id = new UUID[size];
        var stream = new String[size];
        var version = new Integer[size];
        var type = new String[size];
        var at = new OffsetDateTime[size];
        var actor = new String[size];
        var data = new String[size];
        var said = new UUID[size];
        var words = new String[size];
        var masked = new String[size];
        int row = 0;
        for (int a = 0; a < appends.size(); a++) {
            for (var e : appends.get(a)) {
                append[row] = a;
                id[row] = e.id();
                stream[row] = e.stream();
                version[row] = e.version();
                type[row] = e.type();
                at[row] = e.at().atOffset(ZoneOffset.UTC);
                actor[row] = e.actor();
                data[row] = e.data();
                said[row] = e.said();
                words[row] = e.words();
                masked[row] = e.masked();
                row++;
            }
        }
        return Tuple.from(List.of(append, id, stream, version, type, at, actor, data, said, words, masked));
    }

    private static Written written(RowSet<Row> rows) {
        var row = rows.iterator().next();
        var refused = row.getArrayOfIntegers(1);
        Arrays.sort(refused);
        return new Written(row.getLong(0), List.of(refused));
    }

    @Override
    public Future<List<JournalEvent>> readAfter(long seq, int limit) {
        return read(READ_AFTER, Tuple.of(seq, limit)).map(PostgresJournal::events);
    }

    @Override
    public Future<List<JournalEvent>> readStream(String stream, int after, int until) {
        return read(READ_STREAM, Tuple.of(stream, after, until)).map(PostgresJournal::events);
    }

    @Override
    public Future<List<JournalEvent>> readStreams(List<String> streams) {
        return streams.isEmpty()
                ? Future.succeededFuture(List.of())
                : read(READ_STREAMS, Tuple.of(streams.toArray(String[]::new))).map(PostgresJournal::events);
    }

    @Override
    public Future<List<JournalEvent>> readNewest(List<String> streams, long before, int limit) {
        return read(READ_NEWEST, Tuple.of(streams.toArray(String[]::new), before, limit))
                .map(PostgresJournal::events);
    }

    @Override
    public Future<List<JournalEvent>> readType(String type, long before, int limit) {
        return read(READ_TYPE, Tuple.of(type, before, limit)).map(PostgresJournal::events);
    }

    @Override
    public Future<List<JournalEvent>> readRelated(List<String> types, String field, String value) {
        return read(READ_RELATED, Tuple.of(types.get(0), field, value, types.toArray(String[]::new)))
                .map(PostgresJournal::events);
    }

    @Override
    public Future<Long> seqAt(Instant moment) {
        return read(SEQ_AT, Tuple.of(moment.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Future<JournalEvent> find(UUID id) {
        return read(FIND, Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : event(rows.iterator().next()));
    }

    @Override
    public Future<UUID> said(UUID id) {
        return read(SAID, Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getUUID(0));
    }

    @Override
    public Future<Head> head() {
        return read(HEAD, Tuple.tuple()).map(rows -> {
            var row = rows.iterator().next();
            if (journal == null) {
                journal = row.getUUID(0);
            }
            return new Head(row.getUUID(0), row.getLong(1));
        });
    }

    private Future<RowSet<Row>> read(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).timeout(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static List<JournalEvent> events(RowSet<Row> rows) {
        var events = new ArrayList<JournalEvent>(rows.size());
        for (var row : rows) {
            events.add(event(row));
        }
        return events;
    }

    private static JournalEvent event(Row row) {
        return new JournalEvent(
                row.getLong(0),
                row.getUUID(1),
                row.getString(2),
                row.getInteger(3),
                row.getString(4),
                row.getOffsetDateTime(5).toInstant(),
                row.getString(6),
                row.getString(7));
    }
}
