package nl.tafelzicht.engine.picture;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.eventsourcing.FollowingSubject;
import nl.tafelzicht.engine.eventsourcing.PictureIndex;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.journal.JournalEvent;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/**
 * The fold of the journal up to {@link #seq}: what is known at that moment. Immutable, so that readers on any thread
 * need no lock and see one moment throughout; the next picture shares all that did not change.
 *
 * <pre>picture(seq) + event(seq + 1) ─► picture(seq + 1)</pre>
 *
 * Invariants: every entity carries the {@code seq} of its last change, and the index of changes has exactly one entry
 * for each entity, at that {@code seq}. So {@link #changedAfter} costs what changed, not what exists; it serves the
 * snapshot (after 0), the live delta, resuming after any absence, and the slow viewer that skips what lies in between.
 * An entity with two parts has an entry for each, in the list of that part.
 */
public final class Picture {

    public static final Picture EMPTY = new Picture(
            0, HashTreePMap.empty(), HashTreePMap.empty(), Indexes.EMPTY, Departures.NONE, TreePSet.empty());

    private static final Visibility GONE = Visibility.nobody(null);
    private static final List<FollowingSubject<?, ?>> FOLLOWERS =
            Subjects.all().offering(FollowingSubject.class).stream()
                    .<FollowingSubject<?, ?>>map(subject -> subject)
                    .toList();

    private final long seq;
    /** By type, since both lists of an entity with two parts hold the same entity, and by id. */
    private final PMap<Class<?>, PMap<String, Entity>> entities;
    /** Entities that are no longer listed, kept to tell viewers so, and for when they come back. */
    private final PMap<Class<?>, PMap<String, Entity>> unlisted;

    private final Indexes indexes;
    private final Departures departures;
    private final TreePSet<Change> changes;

    Picture(
            long seq,
            PMap<Class<?>, PMap<String, Entity>> entities,
            PMap<Class<?>, PMap<String, Entity>> unlisted,
            Indexes indexes,
            Departures departures,
            TreePSet<Change> changes) {
        this.seq = seq;
        this.entities = entities;
        this.unlisted = unlisted;
        this.indexes = indexes;
        this.departures = departures;
        this.changes = changes;
    }

    public long seq() {
        return seq;
    }

    /** @return the entity, including one that is no longer listed; or {@code null} */
    public <S extends Entity> S entity(Kind<S> kind, String id) {
        var listed = of(entities, kind).get(id);
        return kind.type().cast(listed != null ? listed : of(unlisted, kind).get(id));
    }

    /** The number of entities of a kind. */
    public int count(Kind<?> kind) {
        return of(entities, kind).size();
    }

    /** All entities of a kind, in any order. */
    public <S extends Entity> Stream<S> all(Kind<S> kind) {
        return of(entities, kind).values().stream().map(kind.type()::cast);
    }

    /**
     * An index of a subject.
     *
     * @throws IllegalArgumentException for a type that no subject has registered
     */
    public <I extends PictureIndex<?>> I index(Class<I> type) {
        return indexes.get(type);
    }

    private static PMap<String, Entity> of(PMap<Class<?>, PMap<String, Entity>> all, Kind<?> kind) {
        return all.getOrDefault(kind.type(), HashTreePMap.empty());
    }

    /** The last changes of all entities that changed after {@code after}, ascending. */
    public SortedSet<Change> changedAfter(long after) {
        return after <= 0 ? changes : changes.tailSet(Change.endOf(after), true);
    }

    /** Who may see the changed entity: nobody, when it left. */
    public Visibility visibility(Change change) {
        var entity = entity(change.kind(), change.id());
        return entity == null ? GONE : entity.visibility();
    }

    /** Who could see the changed entity at any time. */
    public Visibility everVisible(Change change) {
        var entity = entity(change.kind(), change.id());
        return entity == null ? departures.of(change.kind(), change.id()).ever() : entity.everVisible();
    }

    /** The changed entity, for viewers who always belonged to its audience. */
    public Object state(Change change) {
        return entity(change).stateIn(change.kind());
    }

    /** The changed entity, for one viewer. */
    public Object stateFor(Change change, Predicate<Visibility> sees) {
        return entity(change).stateIn(change.kind(), sees);
    }

    private Entity entity(Change change) {
        Kind<?> kind = change.kind();
        return entity(kind, change.id());
    }

    /** The picture after these events, which must continue this one exactly. */
    public Picture after(List<JournalEvent> events) {
        var next = this;
        for (var event : events) {
            next = next.after(event);
        }
        return next;
    }

    /** @throws IllegalStateException when the event does not continue this picture */
    public Picture after(JournalEvent event) {
        if (event.seq() != seq + 1) {
            throw new IllegalStateException("event " + event.seq() + " does not continue picture " + seq);
        }
        var what = EventTypes.read(event);
        var subject = Subjects.all().of(what);
        var fold = new Fold(event, entities, unlisted, indexes, departures, changes);
        return subject == null ? fold.picture() : fold.of(subject, what, FOLLOWERS);
    }

    /**
     * This picture with entities added that were folded from their streams because they are not in it: only for
     * deciding a command on it.
     */
    public Picture beside(Collection<? extends Entity> others) {
        if (others.isEmpty()) {
            return this;
        }
        var all = entities;
        for (var other : others) {
            var ofType = all.getOrDefault(other.getClass(), HashTreePMap.empty());
            if (!ofType.containsKey(other.id())) {
                all = all.plus(other.getClass(), ofType.plus(other.id(), other));
            }
        }
        return new Picture(seq, all, unlisted, indexes, departures, changes);
    }

    /** A viewer with an older position may have entities whose departure is forgotten: it starts anew. */
    public long forgotten() {
        return departures.forgotten();
    }

    /** Who could see an entity when it left the picture; {@code null} for one that did not leave, or left long ago. */
    public Visibility departed(Kind<?> kind, String id) {
        var departure = departures.of(kind, id);
        return departure == null ? null : departure.visibility();
    }
}
