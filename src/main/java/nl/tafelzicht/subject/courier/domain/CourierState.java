package nl.tafelzicht.subject.courier.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Role;

/**
 * A courier's trip with ballots, as viewers get it.
 *
 * @param since since when it has this status
 * @param dueAt by when it should have arrived
 * @param arrived ballots that were received; {@code null} before that
 * @param steps who said what when, in order; four at most
 * @param seq {@code seq} of its last change
 */
public record CourierState(
        String id,
        CourierStatus status,
        Instant since,
        Trip trip,
        Instant dueAt,
        Integer arrived,
        List<Step> steps,
        long seq) {

    /** @param reason why it was cancelled, or {@code null} */
    public record Step(CourierStatus status, String by, Role role, Instant at, String reason) {}

    /** When it left the giver, or {@code null}. */
    Instant leftAt() {
        return steps.stream()
                .filter(step -> step.status() == CourierStatus.UNDER_WAY)
                .map(Step::at)
                .findFirst()
                .orElse(null);
    }
}
