package nl.tafelzicht.subject.visit.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.subject.visit.domain.VisitState.Disagreement;
import nl.tafelzicht.subject.visit.domain.VisitState.Observer;
import nl.tafelzicht.subject.visit.domain.VisitState.Place;

/** What can be done on a visit. A moment that is {@code null} means now. */
public sealed interface VisitCommand extends Command<Visit> {

    /** @param hindered why the observer was refused entry, or {@code null} */
    record Arrive(Place place, Observer observer, Instant observedAt, String hindered) implements VisitCommand {}

    record Given(Question question, String answer) {}

    record Answer(List<Given> answers, Instant observedAt) implements VisitCommand {}

    record Find(Severity severity, String text, Instant observedAt) implements VisitCommand {}

    record Hinder(String text, Instant observedAt) implements VisitCommand {}

    record Admit(Instant observedAt) implements VisitCommand {}

    record Leave(Instant observedAt) implements VisitCommand {}

    record React(int finding, String text, Role role) implements VisitCommand {}

    /** Issued by the hub itself. */
    record Disagree(List<Disagreement> disagreements) implements VisitCommand {}
}
