package nl.tafelzicht.engine.picture;

import java.util.HashMap;
import java.util.Map;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.engine.eventsourcing.PictureIndex;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The indexes of all subjects, by their types. Immutable. */
final class Indexes {

    /** The indexes of an empty picture. */
    static final Indexes EMPTY = new Indexes(HashTreePMap.from(none()));

    private final PMap<Class<?>, PictureIndex<?>> byType;

    private Indexes(PMap<Class<?>, PictureIndex<?>> byType) {
        this.byType = byType;
    }

    private static Map<Class<?>, PictureIndex<?>> none() {
        var none = new HashMap<Class<?>, PictureIndex<?>>();
        for (var subject : Subjects.all().list()) {
            for (var index : subject.indexes()) {
                if (none.put(index.getClass(), index) != null) {
                    throw new IllegalStateException("two subjects have the index " + index.getClass());
                }
            }
        }
        return none;
    }

    /** @throws IllegalArgumentException for a type that no subject has registered */
    <I extends PictureIndex<?>> I get(Class<I> type) {
        var index = byType.get(type);
        if (index == null) {
            throw new IllegalArgumentException("no subject has the index " + type.getName());
        }
        return type.cast(index);
    }

    /**
     * The indexes after an entity of a subject changed; {@code null} stands for an entity that is not in the picture.
     */
    <S extends Entity> Indexes after(Subject<?, S> subject, S before, S after) {
        var next = byType;
        for (var none : subject.indexes()) {
            var now = of(none);
            var then = now.after(before, after);
            if (then != now) {
                next = next.plus(none.getClass(), then);
            }
        }
        return next == byType ? this : new Indexes(next);
    }

    /** The current value of an index, stored under the type of its empty value. */
    @SuppressWarnings("unchecked") // an index after a change is of the same subject
    private <S extends Entity> PictureIndex<S> of(PictureIndex<S> none) {
        return (PictureIndex<S>) byType.get(none.getClass());
    }
}
