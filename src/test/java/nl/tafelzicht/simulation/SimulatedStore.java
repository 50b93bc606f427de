package nl.tafelzicht.simulation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.journal.NewEvent;

/**
 * The journal in memory, with the database's rules, and a network before it that delays, fails before the commit, or
 * loses the answer after it.
 */
final class SimulatedStore implements JournalStore {

    private final World world;
    private final List<JournalEvent> events = new ArrayList<>();
    private final Map<UUID, JournalEvent> byId = new HashMap<>();
    private final Map<UUID, UUID> said = new HashMap<>();
    private final Set<String> places = new HashSet<>();
    private final UUID journal = new UUID(0, 1);

    SimulatedStore(World world) {
        this.world = world;
    }

    List<JournalEvent> events() {
        return events;
    }

    @Override
    public Future<Written> append(List<List<NewEvent>> appends) {
        if (world.chance(.03)) {
            return over(() -> {
                throw new IllegalStateException("the connection broke before the commit");
            });
        }
        boolean answerIsLost = world.chance(.03);
        return over(() -> {
            var written = commit(appends);
            if (answerIsLost) {
                throw new IllegalStateException("the connection broke after the commit");
            }
            return written;
        });
    }

    private Written commit(List<List<NewEvent>> appends) {
        long head = events.size();
        var refused = new ArrayList<Integer>();
        for (int i = 0; i < appends.size(); i++) {
            var append = appends.get(i);
            if (append.stream().anyMatch(e -> byId.containsKey(e.id()) || places.contains(place(e)))) {
                refused.add(i);
                continue;
            }
            for (var e : append) {
                var event = new JournalEvent(
                        events.size() + 1, e.id(), e.stream(), e.version(), e.type(), e.at(), e.actor(), e.data());
                events.add(event);
                byId.put(e.id(), event);
                if (e.said() != null) {
                    said.put(e.id(), e.said());
                }
                places.add(place(e));
            }
        }
        return new Written(head, refused);
    }

    private static String place(NewEvent e) {
        return e.stream() + ' ' + e.version();
    }

    @Override
    public Future<List<JournalEvent>> readAfter(long seq, int limit) {
        return over(() -> List.copyOf(events.subList(
                (int) Math.min(seq, events.size()), (int) Math.min(events.size(), seq + Math.min(limit, 7)))));
    }

    @Override
    public Future<List<JournalEvent>> readStream(String stream, int after, int until) {
        return over(() -> events.stream()
                .filter(e -> e.stream().equals(stream) && e.version() > after && e.version() <= until)
                .toList());
    }

    @Override
    public Future<List<JournalEvent>> readStreams(List<String> streams) {
        return over(
                () -> events.stream().filter(e -> streams.contains(e.stream())).toList());
    }

    @Override
    public Future<List<JournalEvent>> readNewest(List<String> streams, long before, int limit) {
        return Future.succeededFuture(events.stream()
                .filter(e -> streams.contains(e.stream()) && e.seq() < before)
                .sorted(java.util.Comparator.comparingLong(JournalEvent::seq).reversed())
                .limit(limit)
                .toList());
    }

    @Override
    public Future<List<JournalEvent>> readType(String type, long before, int limit) {
        return Future.failedFuture("nobody asks for a type here");
    }

    @Override
    public Future<List<JournalEvent>> readRelated(List<String> types, String field, String value) {
        return Future.failedFuture("nobody undoes an import here");
    }

    @Override
    public Future<Void> probe() {
        return over(() -> null);
    }

    @Override
    public Future<Long> seqAt(Instant moment) {
        return Future.failedFuture("nobody looks back here");
    }

    @Override
    public Future<JournalEvent> find(UUID id) {
        return over(() -> byId.get(id));
    }

    @Override
    public Future<UUID> said(UUID id) {
        return over(() -> said.get(id));
    }

    @Override
    public Future<Head> head() {
        return over(() -> new Head(journal, events.size()));
    }

    /** There and back again, each taking its time. */
    private <T> Future<T> over(Supplier<T> call) {
        Promise<T> promise = Promise.promise();
        world.later(5, () -> {
            try {
                var answer = call.get();
                world.later(5, () -> promise.complete(answer));
            } catch (IllegalStateException broken) {
                world.later(5, () -> promise.fail(broken));
            }
        });
        return promise.future();
    }
}
