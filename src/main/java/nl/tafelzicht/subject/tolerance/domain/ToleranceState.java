package nl.tafelzicht.subject.tolerance.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;

/**
 * A tolerance limit as its viewers get it.
 *
 * @param revision number of the terms, from 1
 * @param agreements to this revision; in force when mayor, police and prosecutor are among them
 */
public record ToleranceState(
        String id,
        Municipality municipality,
        Terms terms,
        int revision,
        ToleranceStatus status,
        List<Agreement> agreements,
        Withdrawal withdrawal,
        Instant since,
        long seq) {

    public record Agreement(Role role, String by, Instant at) {}

    public record Withdrawal(String reason, Role role, String by, Instant at) {}

    boolean hasAgreed(Role role) {
        return agreements.stream().anyMatch(a -> a.role() == role);
    }
}
