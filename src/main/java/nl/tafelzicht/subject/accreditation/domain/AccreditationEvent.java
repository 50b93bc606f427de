package nl.tafelzicht.subject.accreditation.domain;

import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/** What happened to an accreditation. */
public sealed interface AccreditationEvent {

    @Since(2)
    record Given(Accreditation.Terms terms, Role role) implements AccreditationEvent {}

    /**
     * A visit began under it: written together with the arrival, so that of two simultaneous arrivals only one is
     * accepted.
     */
    @Since(2)
    record Used(String station) implements AccreditationEvent {}

    @Since(2)
    record Withdrawn(@Words String reason, Role role) implements AccreditationEvent {}
}
