package nl.tafelzicht.subject.accreditation.domain;

import java.time.Instant;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.accreditation.domain.Accreditation.Terms;
import nl.tafelzicht.subject.accreditation.domain.Accreditation.Withdrawal;

/**
 * An accreditation as its viewers get it.
 *
 * @param terms for whom, where and until when
 * @param role of the person who gave it: a municipality or its mayor appoints observers for a station with restricted
 *     access
 * @param visits that were made under it
 * @param withdrawal {@code null} while it is valid
 */
public record AccreditationState(
        String id, Terms terms, Role role, String by, Instant at, int visits, Withdrawal withdrawal, long seq) {}
