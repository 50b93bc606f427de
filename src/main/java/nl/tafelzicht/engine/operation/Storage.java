package nl.tafelzicht.engine.operation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nl.tafelzicht.engine.eventsourcing.StoringSubject;
import nl.tafelzicht.engine.eventsourcing.StoringSubject.Stored;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much storage each part takes, and how much is free: for administrators. Thread-safe. */
public final class Storage {

    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
    private static final Duration LATELY = Duration.ofHours(1);
    private static final List<Stored> ENGINE = List.of(
            new Stored("journal", List.of("journal", "journal_batch", "journal_statement"), null),
            new Stored("reports", List.of("report_list", "report_total"), null),
            new Stored("attachments", List.of("attachment", "attachment_brought"), null),
            new Stored("notifications", List.of("notification", "notification_pace"), null));

    private static final String SIZES =
            "select n, pg_total_relation_size(to_regclass(n)) as bytes, pg_database_size(current_database()) as all "
                    + "from unnest($1::text[]) n";
    /**
     * Events have contiguous numbers in the order of time: the last one before a moment is found by bisection, which
     * reads some twenty events out of millions.
     */
    private static final String EVENTS = """
            with recursive halved (low, high) as (
                select 0::bigint, (select seq + 1 from journal_head)
                union all
                select case when middle.at < $1 then middle.seq else low end,
                       case when middle.at < $1 then high else middle.seq end
                from halved, lateral (select seq, at from journal where seq = (low + high) / 2) middle
                where high - low > 1)
            select (select seq from journal_head) as events, max(low) as before from halved""";

    private final Vertx vertx;
    private final Pool pool;
    private final Clock clock;
    private final Path folder;

    /**
     * @param bytes with its indexes
     * @param most bytes that it may have, or {@code null}
     */
    public record Part(String name, long bytes, Long most) {}

    /**
     * @param free bytes on the disk of the database
     * @param size of that disk in bytes
     */
    public record Disk(long free, long size) {}

    /**
     * @param disk {@code null} when the database is not on a disk of this node
     * @param lately events of the last hour, by the clock of the election day; {@code bytesLately} approximately their
     *     size in the journal
     */
    public record Room(List<Part> parts, long bytes, Disk disk, long events, long lately, long bytesLately) {}

    private record Sizes(List<Part> parts, long bytes) {}

    /**
     * @param clock of the election day
     * @param folder of the embedded database, or {@code null}
     */
    public Storage(Vertx vertx, Pool pool, Clock clock, Path folder) {
        this.vertx = vertx;
        this.pool = pool;
        this.clock = clock;
        this.folder = folder;
    }

    public Future<Room> room() {
        return sizes().compose(sizes -> pool.preparedQuery(EVENTS)
                .execute(Tuple.of(clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC)))
                .compose(rows -> disk().map(disk -> {
                    var row = rows.iterator().next();
                    long events = row.getLong("events");
                    long lately = events - row.getLong("before");
                    long journal = sizes.parts.get(0).bytes;
                    return new Room(
                            sizes.parts,
                            sizes.bytes,
                            disk,
                            events,
                            lately,
                            events == 0 ? 0 : Math.round((double) journal * lately / events));
                })));
    }

    private Future<Sizes> sizes() {
        var stored = Stream.concat(
                        ENGINE.stream(),
                        Subjects.all().offering(StoringSubject.class).stream()
                                .flatMap(subject -> subject.stored().stream()))
                .toList();
        var tables = stored.stream().flatMap(s -> s.tables().stream()).toArray(String[]::new);
        return pool.preparedQuery(SIZES).execute(Tuple.of(tables)).map(rows -> {
            var parts = new ArrayList<Part>();
            long known = 0;
            long all = 0;
            for (var one : stored) {
                long bytes = 0;
                for (var row : rows) {
                    all = row.getLong("all");
                    var size = row.getLong("bytes");
                    bytes += one.tables().contains(row.getString("n")) && size != null ? size : 0;
                }
                known += bytes;
                parts.add(new Part(one.part(), bytes, one.most()));
            }
            parts.add(new Part("rest", Math.max(0, all - known), null));
            return new Sizes(parts, all);
        });
    }

    private Future<Disk> disk() {
        if (folder == null) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(
                () -> {
                    try {
                        var disk = Files.getFileStore(folder);
                        return new Disk(disk.getUsableSpace(), disk.getTotalSpace());
                    } catch (IOException e) {
                        LOG.debug("the disk of {} can't be asked", folder, e);
                        return null;
                    }
                },
                false);
    }
}
