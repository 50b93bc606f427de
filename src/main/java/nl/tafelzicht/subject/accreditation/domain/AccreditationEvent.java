package nl.tafelzicht.subject.accreditation.domain;

import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/** What happened to an accreditation. */
public sealed interface AccreditationEvent {

    @Since(2)
    record Given(Accreditation.Terms terms, Role role) implements AccreditationEvent {}

    @Since(2)
    record Withdrawn(@Words String reason, Role role) implements AccreditationEvent {}
}
