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

    /**
     * @param marking of the alert, at least AMBER
     * @param recipients those of the alert
     */
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

    /** Facts that it is based on have changed. */
    record Challenged(List<Difference> differences, long factsSeq) implements ResponseEvent {}

    /** Somebody examined the changes and decided that it still holds. */
    record Upheld(List<Fact> basis, long basisSeq, @Words String reason, Role role) implements ResponseEvent {}

    /** The marking of the alert that it answers has changed. */
    record Remarked(Tlp marking, Set<String> recipients, List<Municipality> municipalities) implements ResponseEvent {}
}
