package nl.tafelzicht.subject.response.domain;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.Facts.Difference;

/** What happened to a response. */
public sealed interface ResponseEvent {

    /** @param marking of the alert, at least AMBER; {@code recipients} likewise */
    record Proposed(
            String narrative,
            ResponseKind kind,
            ResponseContent content,
            List<Municipality> municipalities,
            Tlp marking,
            Set<String> recipients,
            List<Fact> basis,
            long basisSeq,
            Role role)
            implements ResponseEvent {}

    record Revised(ResponseContent content, List<Fact> basis, long basisSeq, Role role) implements ResponseEvent {}

    record Approved(List<Fact> basis, long basisSeq, Role role) implements ResponseEvent {}

    record Rejected(@Words String reason, Role role) implements ResponseEvent {}

    record Published(@Words String reference, Role role) implements ResponseEvent {}

    record Sent(@Words String reference, Role role) implements ResponseEvent {}

    record OutcomeRecorded(Outcome.Decision decision, @Words String note, Role role) implements ResponseEvent {}

    record Withdrawn(@Words String reason, Role role) implements ResponseEvent {}

    /** What it rests on is not so any more. */
    record Challenged(List<Difference> differences, long factsSeq) implements ResponseEvent {}

    /** Somebody looked at what changed, and it holds all the same. */
    record Upheld(List<Fact> basis, long basisSeq, @Words String reason, Role role) implements ResponseEvent {}

    /** The alert that it answers is marked otherwise now. */
    record Remarked(Tlp marking, Set<String> recipients, List<Municipality> municipalities) implements ResponseEvent {}
}
