package nl.tafelzicht.subject.visit.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.subject.visit.domain.VisitState.Answer;
import nl.tafelzicht.subject.visit.domain.VisitState.Disagreement;
import nl.tafelzicht.subject.visit.domain.VisitState.Observer;
import nl.tafelzicht.subject.visit.domain.VisitState.Place;

/** What happened on an observer's visit. {@code observedAt} is stated by the observer. */
public sealed interface VisitEvent {

    /**
     * The observer arrived at the station.
     *
     * @param hindered why the observer was refused entry; {@code null} when admitted
     */
    @Since(2)
    record Arrived(
            Place place,
            Observer observer,
            Instant observedAt,
            @Words String hindered) implements VisitEvent {}

    @Since(2)
    record Answered(List<Answer> answers) implements VisitEvent {}

    @Since(2)
    record Found(Severity severity, @Words String text, Instant observedAt) implements VisitEvent {}

    @Since(2)
    record Hindered(@Words String text, Instant observedAt) implements VisitEvent {}

    /** Let in, or allowed to watch, after all. */
    @Since(2)
    record Admitted(Instant observedAt) implements VisitEvent {}

    @Since(2)
    record Left(Instant observedAt) implements VisitEvent {}

    @Since(2)
    record Reacted(int finding, @Words String text, Role role) implements VisitEvent {}

    /** Recorded by the hub itself: others contradict it about the same station and time. */
    @Since(2)
    record Disagreed(List<Disagreement> disagreements) implements VisitEvent {}
}
