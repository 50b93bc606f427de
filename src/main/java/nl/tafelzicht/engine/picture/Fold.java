package nl.tafelzicht.engine.picture;

import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.CountingSubject;
import nl.tafelzicht.engine.eventsourcing.FollowingSubject;
import nl.tafelzicht.engine.eventsourcing.PassingSubject;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.journal.JournalEvent;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/** Applies one event to a picture: part by part, and then put together. Used by one thread. */
final class Fold {

    private final JournalEvent at;
    private final long seq;
    private PMap<Class<?>, PMap<String, Entity>> entities;
    private PMap<Class<?>, PMap<String, Entity>> unlisted;
    private Indexes indexes;
    private Departures departures;
    private TreePSet<Change> changes;

    Fold(
            JournalEvent at,
            PMap<Class<?>, PMap<String, Entity>> entities,
            PMap<Class<?>, PMap<String, Entity>> unlisted,
            Indexes indexes,
            Departures departures,
            TreePSet<Change> changes) {
        this.at = at;
        this.seq = at.seq();
        this.entities = entities;
        this.unlisted = unlisted;
        this.indexes = indexes;
        this.departures = departures;
        this.changes = changes;
    }

    /**
     * The picture after an event of a subject.
     *
     * @param followers other subjects whose entities depend on it
     */
    <E, S extends Entity> Picture of(Subject<E, S> subject, Object what, Iterable<FollowingSubject<?, ?>> followers) {
        var event = subject.eventType().cast(what);
        if (subject instanceof CountingSubject<E, S, ?> counting) {
            count(counting, event);
        }
        var kind = subject.kind();
        var id = EventTypes.idOf(at.stream());
        var before = find(kind, id);
        if (subject instanceof PassingSubject<E, S> passing) {
            if (before == null && !passing.enters(event)) {
                return picture();
            }
            var after = passing.evolve(before, id, event, EventTypes.occurrence(at));
            int present = in(entities, kind).size();
            if (before == null && !(passing.isCurrent(after) && passing.isAdmitted(after, event, present))) {
                return picture();
            }
            if (!passing.isCurrent(after)) {
                leave(subject, before, after);
                return picture();
            }
            enter(subject, before, after);
        } else {
            enter(subject, before, subject.evolve(before, id, event, EventTypes.occurrence(at)));
        }
        if (before != null) {
            var after = find(kind, id);
            followers.forEach(follower -> follow(follower, kind, before, after));
        }
        return picture();
    }

    private <E, C extends Entity> void count(CountingSubject<E, ?, C> counting, E event) {
        var touched = counting.counted(event);
        if (touched == null) {
            return;
        }
        var before = find(counting.counter(), touched);
        var after = counting.count(before, event, EventTypes.occurrence(at));
        if (after != before) {
            put(counting.counter(), after);
            move(counting.counter(), touched, before == null ? 0 : before.seq(), after.seq());
        }
    }

    private <S extends Entity> void enter(Subject<?, S> subject, S before, S after) {
        var kind = subject.kind();
        var departure = before == null ? departures.of(kind, after.id()) : null;
        for (var list : subject.lists()) {
            if (list.type() == kind.type()) {
                long was = before != null ? before.seqIn(list) : departure != null ? departure.seq() : 0;
                if (was != after.seqIn(list)) {
                    move(list, after.id(), was, after.seqIn(list));
                }
            }
        }
        departures = departures.without(kind, after.id());
        indexes = indexed(subject, before, after);
        if (after.isListed()) {
            put(kind, after);
            unlisted = minus(unlisted, kind, after.id());
        } else {
            entities = minus(entities, kind, after.id());
            unlisted = unlisted.plus(kind.type(), in(unlisted, kind).plus(after.id(), after));
        }
    }

    private <S extends Entity> Indexes indexed(Subject<?, S> subject, S before, S after) {
        var was = before != null && before.isListed() ? before : null;
        var is = after != null && after.isListed() ? after : null;
        return was == null && is == null ? indexes : indexes.after(subject, was, is);
    }

    /** Remembers the departure, so that viewers who have the entity are told that it is gone. */
    private <S extends Entity> void leave(Subject<?, S> subject, S before, S after) {
        var kind = subject.kind();
        move(kind, after.id(), before.seq(), seq);
        indexes = indexed(subject, before, null);
        entities = minus(entities, kind, after.id());
        departures = departures.with(kind, after, seq);
        for (var excess = departures.excess(); excess != null; excess = departures.excess()) {
            departures = departures.forget(excess);
            changes = changes.minus(excess);
        }
    }

    private <S extends Entity> void follow(FollowingSubject<?, S> follower, Kind<?> kind, Entity before, Entity after) {
        var own = in(entities, follower.kind()).values().stream()
                .map(follower.kind().type()::cast);
        follower.following(own, kind, before, after, seq).toList().forEach(entity -> {
            move(
                    follower.kind(),
                    entity.id(),
                    find(follower.kind(), entity.id()).seq(),
                    entity.seq());
            put(follower.kind(), entity);
        });
    }

    private <S extends Entity> S find(Kind<S> kind, String id) {
        var listed = in(entities, kind).get(id);
        return kind.type().cast(listed != null ? listed : in(unlisted, kind).get(id));
    }

    private void put(Kind<?> kind, Entity entity) {
        entities = entities.plus(kind.type(), in(entities, kind).plus(entity.id(), entity));
    }

    private static PMap<Class<?>, PMap<String, Entity>> minus(
            PMap<Class<?>, PMap<String, Entity>> from, Kind<?> kind, String id) {
        var all = in(from, kind);
        return all.containsKey(id) ? from.plus(kind.type(), all.minus(id)) : from;
    }

    private static PMap<String, Entity> in(PMap<Class<?>, PMap<String, Entity>> all, Kind<?> kind) {
        return all.getOrDefault(kind.type(), HashTreePMap.empty());
    }

    private void move(Kind<?> list, String id, long from, long to) {
        if (from > 0) {
            changes = changes.minus(new Change(from, list, id));
        }
        changes = changes.plus(new Change(to, list, id));
    }

    Picture picture() {
        return new Picture(seq, entities, unlisted, indexes, departures, changes);
    }
}
