package nl.tafelzicht.engine.http.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subjects;

/**
 * A kind that can be escalated by hand, with a function that gives what an escalation shows of an entity; empty when
 * that entity can't be escalated.
 */
public record EscalationOffer<E extends Entity>(Kind<E> kind, Function<E, Optional<Escalatable>> escalatable) {

    /** The offers of all subjects of this hub. */
    public static List<EscalationOffer<?>> all() {
        var all = new ArrayList<EscalationOffer<?>>();
        Subjects.all().offering(RoutedSubject.class).forEach(subject -> all.addAll(subject.escalatable()));
        Subjects.all().offering(ServedSubject.class).forEach(subject -> all.add(of((ServedSubject<?, ?, ?>) subject)));
        return List.copyOf(all);
    }

    private static <E extends Entity> EscalationOffer<E> of(ServedSubject<?, ?, E> subject) {
        return new EscalationOffer<>(subject.kind(), subject::escalatable);
    }
}
