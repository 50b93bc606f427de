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

/** What happened on an observer's visit. {@code observedAt} is the observer's word. */
public sealed interface VisitEvent {

    /** At the door. @param hindered why the observer was not let in; {@code null} when that went well */
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

    /** Let in, or let watch, after all. */
    @Since(2)
    record Admitted(Instant observedAt) implements VisitEvent {}

    @Since(2)
    record Left(Instant observedAt) implements VisitEvent {}

    @Since(2)
    record Reacted(int finding, @Words String text, Role role) implements VisitEvent {}

    /** The hub's own: somebody else says another thing about the same station and time. */
    @Since(2)
    record Disagreed(List<Disagreement> disagreements) implements VisitEvent {}
}
