package nl.tafelzicht.engine.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.engine.command.CommandVerticle.Write;
import nl.tafelzicht.engine.eventsourcing.PassingSubject;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.picture.Picture;

/**
 * Brings an entity that left the picture back into it, in the transaction of the event that makes it current again.
 * Pure.
 */
final class Returning {

    private Returning() {}

    /** The writes, followed by the returns that they require. */
    static List<Write> complete(Picture picture, List<Write> writes) {
        List<Write> all = writes;
        for (var subject : Subjects.all().offering(PassingSubject.class)) {
            all = complete((PassingSubject<?, ?>) subject, picture, all);
        }
        return all;
    }

    private static <E, S extends Entity> List<Write> complete(
            PassingSubject<E, S> subject, Picture picture, List<Write> writes) {
        var kind = subject.kind();
        var called = new LinkedHashMap<String, S>();
        for (var write : writes) {
            if (!subject.eventType().isInstance(write.event())) {
                continue;
            }
            var event = subject.eventType().cast(write.event());
            var id = write.id();
            var before = called.containsKey(id) ? called.get(id) : picture.entity(kind, id);
            if (before == null || subject.isCurrent(before)) {
                continue;
            }
            if (called.containsKey(id) || subject.bringsBack(event)) {
                var o = new EventMetadata(
                        before.seq(), new UUID(0, 0), before.version() + 1, subject.since(before), CommandRequest.HUB);
                called.put(id, subject.evolve(before, id, event, o));
            }
        }
        if (called.isEmpty()) {
            return writes;
        }
        var all = new ArrayList<>(writes);
        called.forEach((id, after) -> all.add(new Write(kind, id, subject.returned(picture.entity(kind, id), after))));
        return List.copyOf(all);
    }
}
