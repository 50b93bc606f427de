package nl.tafelzicht.engine.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.eventsourcing.SummarisedSubject;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;

/**
 * What a page shows first of a large picture: everything, except that subjects with very many entities contribute only
 * those that stand out, and figures of all. Immutable.
 *
 * @param changes the entities that are in it
 * @param figures of all entities that the viewer sees, by the name of their list
 * @param isPart whether something was left out
 */
public record FirstView(List<Change> changes, Map<String, Object> figures, boolean isPart) {

    /** A view of everything that a viewer sees. */
    public static FirstView whole(List<Change> seen) {
        return new FirstView(seen, Map.of(), false);
    }

    /** @param seen everything of a picture that a viewer may see, in the order of change */
    public static FirstView of(Picture picture, List<Change> seen) {
        var figures = new TreeMap<String, Object>();
        var kept = new HashMap<Class<?>, Set<String>>();
        for (SummarisedSubject<?, ?> subject : Subjects.all().offering(SummarisedSubject.class)) {
            summarise(subject, picture, seen, kept, figures);
        }
        var first = seen.stream()
                .filter(change -> {
                    var ids = kept.get(change.kind().type());
                    return ids == null || ids.contains(change.id());
                })
                .toList();
        return first.size() == seen.size() ? whole(seen) : new FirstView(first, figures, true);
    }

    private static <S extends Entity> void summarise(
            SummarisedSubject<?, S> subject,
            Picture picture,
            List<Change> seen,
            Map<Class<?>, Set<String>> kept,
            Map<String, Object> figures) {
        Kind<S> kind = subject.kind();
        var entities = new ArrayList<S>();
        for (var change : seen) {
            if (change.kind().equals(kind)) {
                entities.add(picture.entity(kind, change.id()));
            }
        }
        var summary = subject.summary(entities);
        kept.put(kind.type(), summary.first());
        if (summary.figures() != null) {
            figures.put(kind.list(), summary.figures());
        }
    }
}
