package nl.tafelzicht.subject.visit.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.visit.domain.VisitState.Answer;
import nl.tafelzicht.subject.visit.domain.VisitState.Disagreement;
import nl.tafelzicht.subject.visit.domain.VisitState.Finding;
import nl.tafelzicht.subject.visit.domain.VisitState.FindingKind;
import nl.tafelzicht.subject.visit.domain.VisitState.Reaction;
import nl.tafelzicht.subject.visit.domain.VisitState.VisitStatus;

/**
 * A visit of an accredited observer to a polling station: what was seen there, and whether the observer was admitted.
 */
public record Visit(VisitState state, int version) implements Entity {

    public static final Kind<Visit> KIND = new Kind<>("visit", "visits", 67, Visit.class);

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public long seq() {
        return state.seq();
    }

    /**
     * The municipality and its mayor (for an appointed observer only the mayor), the election table, and the
     * organisation that sent the observer.
     */
    @Override
    public Visibility visibility() {
        return official().sharedWith(Set.of(state.observer().organisation()));
    }

    /** Officials of the place and the country: they read what others report about the same, too. */
    private Visibility official() {
        return new Visibility(
                Set.of(state.place().municipality().code()),
                null,
                state.observer().appointed() ? Set.of(Role.MAYOR) : Set.of(Role.MAYOR, Role.MUNICIPALITY),
                Tlp.GREEN,
                Set.of(),
                Set.of());
    }

    /**
     * A contradiction by another organisation's observer is visible to the officials, and not to this observer's
     * organisation.
     */
    @Override
    public Visibility visibilityOf(Object event) {
        return event instanceof VisitEvent.Disagreed e
                        && e.disagreements().stream().anyMatch(d -> d.visit() != null)
                ? official()
                : visibility();
    }

    @Override
    public VisitState stateFor(Predicate<Visibility> sees) {
        return sees.test(official()) || state.disagreements().isEmpty() ? state : withoutOthers();
    }

    private VisitState withoutOthers() {
        var s = state;
        return new VisitState(
                s.id(),
                s.place(),
                s.observer(),
                s.status(),
                s.since(),
                s.arrivedAt(),
                s.leftAt(),
                s.answers(),
                s.findings(),
                s.disagreements().stream().filter(d -> d.visit() == null).toList(),
                s.seq());
    }

    public static Visit evolve(Visit before, String id, VisitEvent event, EventMetadata o) {
        return new Visit(before == null ? begun(id, event, o) : after(before.state, event, o), o.version());
    }

    private static VisitState begun(String id, VisitEvent event, EventMetadata o) {
        var e = (VisitEvent.Arrived) event;
        boolean hindered = e.hindered() != null;
        var findings = hindered ? List.of(hindrance(1, e.hindered(), e.observedAt())) : List.<Finding>of();
        return new VisitState(
                id,
                e.place(),
                e.observer(),
                hindered ? VisitStatus.HINDERED : VisitStatus.PRESENT,
                e.observedAt(),
                e.observedAt(),
                null,
                List.of(),
                findings,
                List.of(),
                o.seq());
    }

    private static Finding hindrance(int number, String text, Instant at) {
        return new Finding(number, FindingKind.HINDRANCE, Severity.ATTENTION, text, at, null);
    }

    private static VisitState after(VisitState s, VisitEvent event, EventMetadata o) {
        if (event instanceof VisitEvent.Answered e) {
            return with(s, newest(s.answers(), e.answers()), s.findings(), s.disagreements(), o);
        }
        if (event instanceof VisitEvent.Found e) {
            var finding = new Finding(
                    s.findings().size() + 1, FindingKind.OBSERVATION, e.severity(), e.text(), e.observedAt(), null);
            return with(s, s.answers(), plus(s.findings(), finding), s.disagreements(), o);
        }
        if (event instanceof VisitEvent.Hindered e) {
            var finding = hindrance(s.findings().size() + 1, e.text(), e.observedAt());
            return step(
                    with(s, s.answers(), plus(s.findings(), finding), s.disagreements(), o),
                    e.observedAt(),
                    s.status() == VisitStatus.LEFT ? VisitStatus.LEFT : VisitStatus.HINDERED);
        }
        if (event instanceof VisitEvent.Admitted e) {
            return step(with(s, s.answers(), s.findings(), s.disagreements(), o), e.observedAt(), VisitStatus.PRESENT);
        }
        if (event instanceof VisitEvent.Left e) {
            return step(with(s, s.answers(), s.findings(), s.disagreements(), o), e.observedAt(), VisitStatus.LEFT);
        }
        if (event instanceof VisitEvent.Reacted e) {
            var reaction = new Reaction(e.text(), o.actor(), e.role(), o.at());
            var findings = s.findings().stream()
                    .map(f -> f.number() == e.finding() ? answered(f, reaction) : f)
                    .toList();
            return with(s, s.answers(), findings, s.disagreements(), o);
        }
        var all = new ArrayList<>(s.disagreements());
        all.addAll(((VisitEvent.Disagreed) event).disagreements());
        return with(s, s.answers(), s.findings(), List.copyOf(all), o);
    }

    private static Finding answered(Finding f, Reaction reaction) {
        return new Finding(f.number(), f.kind(), f.severity(), f.text(), f.at(), reaction);
    }

    /** The time of observation counts, not the time of arrival. */
    private static List<Answer> newest(List<Answer> before, List<Answer> given) {
        var all = new ArrayList<>(before);
        for (var answer : given) {
            var known = all.stream()
                    .filter(a -> a.question() == answer.question())
                    .findFirst()
                    .orElse(null);
            if (known == null || !answer.at().isBefore(known.at())) {
                all.remove(known);
                all.add(answer);
            }
        }
        all.sort(Comparator.comparing(Answer::question));
        return List.copyOf(all);
    }

    private static <T> List<T> plus(List<T> before, T one) {
        return Stream.concat(before.stream(), Stream.of(one)).toList();
    }

    private static VisitState with(
            VisitState s,
            List<Answer> answers,
            List<Finding> findings,
            List<Disagreement> disagreements,
            EventMetadata o) {
        return new VisitState(
                s.id(),
                s.place(),
                s.observer(),
                s.status(),
                s.since(),
                s.arrivedAt(),
                s.leftAt(),
                answers,
                findings,
                disagreements,
                o.seq());
    }

    private static VisitState step(VisitState s, Instant at, VisitStatus to) {
        return new VisitState(
                s.id(),
                s.place(),
                s.observer(),
                to,
                to == s.status() ? s.since() : at,
                s.arrivedAt(),
                to == VisitStatus.LEFT && s.leftAt() == null ? at : s.leftAt(),
                s.answers(),
                s.findings(),
                s.disagreements(),
                s.seq());
    }
}
