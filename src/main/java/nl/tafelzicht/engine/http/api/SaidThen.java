package nl.tafelzicht.engine.http.api;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.EventTypes;

/**
 * Decides which past events a viewer may read, by the audience at the time of each event: its marking, its place, and
 * the organisations that it was shared with by then. A marking that was lowered, or a share, holds from that moment on;
 * earlier events stay with their earlier audience, unless somebody with the right opened them, too.
 */
final class SaidThen {

    private final JournalStore journal;

    SaidThen(JournalStore journal) {
        this.journal = journal;
    }

    /**
     * The events that the viewer could see when they happened, in their order. Some subjects show everything to
     * everyone who sees them now.
     */
    Future<List<JournalEvent>> of(Viewpoint viewpoint, List<JournalEvent> events) {
        var streams = events.stream()
                .map(JournalEvent::stream)
                .filter(stream -> !isOpen(stream))
                .distinct()
                .toList();
        if (streams.isEmpty()) {
            return Future.succeededFuture(events);
        }
        return journal.readStreams(streams).map(all -> {
            var seen = seen(viewpoint, all);
            return events.stream()
                    .filter(e -> isOpen(e.stream()) || seen.contains(e.id()))
                    .toList();
        });
    }

    private static boolean isOpen(String stream) {
        return Subjects.all().ofStream(stream) instanceof TimelineSubject<?, ?> subject && subject.isOpen();
    }

    private static Set<UUID> seen(Viewpoint viewpoint, List<JournalEvent> all) {
        Map<String, Entity> entities = new HashMap<>();
        Map<String, List<UUID>> said = new HashMap<>();
        var seen = new HashSet<UUID>();
        for (var event : all) {
            var what = EventTypes.read(event);
            var then = EventTypes.evolve(
                    entities.get(event.stream()), EventTypes.idOf(event.stream()), what, EventTypes.occurrence(event));
            entities.put(event.stream(), then);
            said.computeIfAbsent(event.stream(), stream -> new ArrayList<>()).add(event.id());
            if (!viewpoint.sees(then.visibility()) || !viewpoint.sees(then.visibilityOf(what))) {
                continue;
            }
            if (Subjects.all().of(what) instanceof TimelineSubject<?, ?> subject && opensPast(subject, what)) {
                seen.addAll(said.get(event.stream()));
            }
            seen.add(event.id());
        }
        return seen;
    }

    private static <E> boolean opensPast(TimelineSubject<E, ?> subject, Record what) {
        return subject.opensPast(subject.eventType().cast(what));
    }
}
