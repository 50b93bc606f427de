package nl.tafelzicht.engine.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.tafelzicht.engine.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of all nodes. Each node writes its own to a table, so that any node can show all of them, including one
 * that the event bus does not reach, or that has ended. Thread-safe.
 */
public final class Nodes {

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    /** A node counts as silent after so many missed reports. */
    private static final int MOST_MISSED = 3;

    private static final String SAY =
            "insert into node_status (node, status, stuck, settings, clock_ahead_millis, format) "
                    + "values ($1, $2, $3, $4, $5, $6) "
                    + "on conflict (node) do update set seen_at = now(), status = excluded.status, stuck = "
                    + "excluded.stuck, settings = excluded.settings, clock_ahead_millis = "
                    + "excluded.clock_ahead_millis, format = excluded.format "
                    + "returning (extract(epoch from clock_timestamp()) * 1000)::int8";
    /**
     * Nodes of earlier versions write events without seals; once none was heard of for a minute, events without seals
     * are forbidden.
     */
    private static final String SEAL =
            "update journal_head set sealed_from = seq + 1 where sealed_from is null and not exists "
                    + "(select from node_status where format is null and seen_at > now() - interval '1 minute')";
    /**
     * The highest format that all nodes heard of in the last minute can read; earlier versions do not report one, and
     * read the first.
     */
    private static final String READ_BY_ALL =
            "select coalesce(min(coalesce(format, 1)), 1) from node_status where seen_at > now() - interval '1 minute'";

    private static final String LEAVE = "delete from node_status where node = $1";
    private static final String FORGET = "delete from node_status where seen_at < now() - interval '1 day'";
    private static final String ALL =
            "select status::text, stuck, settings::text, clock_ahead_millis, extract(epoch from "
                    + "now() - seen_at)::float8 as silent from node_status order by node";

    private final Vertx vertx;
    private final Pool pool;
    private final String node;
    private final String version;
    private final Instant startedAt;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Supplier<String> stuck;
    private final Map<String, String> settings;
    private final int format;
    /** Shorter in tests, which would otherwise wait for it. */
    private final long sayMillis = Long.getLong("tafelzicht.node-say-millis", 5_000);

    private volatile int readByAll = 1;
    private volatile long said;
    private volatile Long clockAhead;
    private volatile int different;
    private volatile int versions = 1;

    /**
     * A node, as it reported itself.
     *
     * @param silentSeconds since its last report; by the database's clock
     * @param stuck why it no longer follows the journal, in words; {@code null} when it does
     * @param settings that must be equal on all nodes, by name; {@code null} for an earlier version
     * @param clockAheadMillis how far its clock is ahead of the database's, to within half of the duration of a query;
     *     {@code null} when it is not known
     */
    public record Heard(
            NodeStatus status,
            double silentSeconds,
            String stuck,
            Map<String, String> settings,
            Long clockAheadMillis) {}

    /**
     * @param node its name among the others
     * @param settings that must be equal on all nodes, by name
     * @param format the highest format of the journal that this version reads
     * @param stuck gives why it no longer follows the journal, or {@code null}
     */
    public Nodes(
            Vertx vertx,
            Pool pool,
            String node,
            String version,
            Clock clock,
            MeterRegistry metrics,
            Map<String, String> settings,
            int format,
            Supplier<String> stuck) {
        this.vertx = vertx;
        this.pool = pool;
        this.node = node;
        this.version = version;
        this.startedAt = clock.instant();
        this.clock = clock;
        this.metrics = metrics;
        this.settings = settings;
        this.format = format;
        this.stuck = stuck;
        Gauge.builder(
                        "tafelzicht.node.clock.ahead.seconds",
                        () -> clockAhead == null ? Double.NaN : clockAhead / 1000.0)
                .description("of this node's clock, before the database's")
                .register(metrics);
        Gauge.builder("tafelzicht.node.settings.different", () -> different)
                .description("other nodes whose settings are not as this one's, where they have to be")
                .register(metrics);
        Gauge.builder("tafelzicht.node.versions", () -> versions)
                .description("versions of the program among the nodes")
                .register(metrics);
    }

    /**
     * Begins to report this node's state at intervals.
     *
     * @return completes when it was reported for the first time and this node knows what the others can read, or when
     *     that failed. Before, it assumes that an older node is running, and refuses what that could not read
     */
    public Future<Void> start() {
        said = System.nanoTime();
        vertx.setPeriodic(sayMillis, sayMillis, t -> say());
        return say().otherwiseEmpty();
    }

    /**
     * Whether this node could write to the database within the last quarter of a minute: with a full disk, or a
     * read-only server, reading still works. Thread-safe.
     */
    public boolean writes() {
        return System.nanoTime() - said < TimeUnit.MILLISECONDS.toNanos(MOST_MISSED * sayMillis);
    }

    /**
     * The highest format of the journal that every running node reads, as of some seconds ago; the first one before it
     * was determined. Thread-safe.
     */
    public int readByAll() {
        return readByAll;
    }

    private Future<Void> say() {
        var status = NodeStatus.of(node, version, startedAt, clock.instant(), metrics);
        var asked = clock.instant();
        return pool.preparedQuery(SAY)
                .execute(Tuple.of(
                        node,
                        new JsonObject(Json.text(status)),
                        stuck.get(),
                        new JsonObject(Json.text(settings)),
                        clockAhead,
                        format))
                .onSuccess(rows -> {
                    said = System.nanoTime();
                    clockAhead =
                            asked.plus(Duration.between(asked, clock.instant()).dividedBy(2))
                                            .toEpochMilli()
                                    - rows.iterator().next().getLong(0);
                })
                .compose(done -> all())
                .onSuccess(this::compare)
                .compose(done -> pool.query(READ_BY_ALL).execute())
                .onSuccess(rows -> readByAll = rows.iterator().next().getInteger(0))
                .compose(done -> pool.query(SEAL).execute())
                .compose(done -> pool.query(FORGET).execute())
                .onFailure(cause -> LOG.debug("can't say how this node is doing: {}", cause.getMessage()))
                .mapEmpty();
    }

    /** Compares the settings of the nodes heard of recently; earlier versions do not report any. */
    private void compare(List<Heard> all) {
        var alive = all.stream()
                .filter(other -> other.silentSeconds * 1_000 < MOST_MISSED * sayMillis)
                .toList();
        different = (int) alive.stream()
                .filter(other -> other.settings != null && !other.settings.equals(settings))
                .count();
        versions = (int) Math.max(
                1,
                alive.stream().map(other -> other.status.version()).distinct().count());
    }

    /** The name of this node among the others. */
    public String name() {
        return node;
    }

    /** The settings of this node that must be equal on all. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Reports an orderly end, so that nobody considers the node missing. */
    public Future<Void> leave() {
        return pool.preparedQuery(LEAVE).execute(Tuple.of(node)).mapEmpty();
    }

    @SuppressWarnings("unchecked") // written by this class: an object of texts
    private static Map<String, String> settings(String json) {
        return json == null ? null : Json.read(json, TreeMap.class);
    }

    public Future<List<Heard>> all() {
        return pool.query(ALL).execute().map(rows -> {
            var heard = new ArrayList<Heard>();
            rows.forEach(row -> heard.add(new Heard(
                    Json.read(row.getString("status"), NodeStatus.class),
                    row.getDouble("silent"),
                    row.getString("stuck"),
                    settings(row.getString("settings")),
                    row.getLong("clock_ahead_millis"))));
            return heard;
        });
    }
}
