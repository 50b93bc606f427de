package nl.tafelzicht.subject.tolerance.domain;

import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Words;

/** What happened to a tolerance limit. */
public sealed interface ToleranceEvent {

    /** A proposal counts as the proposer's agreement. */
    record Proposed(Municipality municipality, Terms terms, Role role) implements ToleranceEvent {}

    record Agreed(int revision, Role role) implements ToleranceEvent {}

    /** Starts over: the others have to agree to the new terms. */
    record Changed(int revision, Terms terms, Role role) implements ToleranceEvent {}

    record Withdrawn(@Words String reason, Role role) implements ToleranceEvent {}
}
