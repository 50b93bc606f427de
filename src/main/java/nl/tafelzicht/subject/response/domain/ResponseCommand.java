package nl.tafelzicht.subject.response.domain;

import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;

/** What can be asked of a response. A command is decided with the facts of that moment. */
public sealed interface ResponseCommand extends Command<Response> {

    record Propose(String narrative, ResponseKind kind, ResponseContent content, Role role)
            implements ResponseCommand {}

    record Revise(ResponseContent content, Role role) implements ResponseCommand {}

    /** @param seq of the version that was read, which an approval must name */
    record Approve(Long seq, Role role) implements ResponseCommand {}

    record Reject(String reason, Role role) implements ResponseCommand {}

    /** @param reference where it was published, or {@code null} */
    record Publish(String reference, Role role) implements ResponseCommand {}

    /** @param reference under which the receiver files it, or {@code null} */
    record Send(String reference, Role role) implements ResponseCommand {}

    record RecordOutcome(Outcome.Decision decision, String note, Role role) implements ResponseCommand {}

    record Withdraw(String reason, Role role) implements ResponseCommand {}

    /** Check whether it still holds. */
    record Check() implements ResponseCommand {}

    record Uphold(String reason, Role role) implements ResponseCommand {}
}
