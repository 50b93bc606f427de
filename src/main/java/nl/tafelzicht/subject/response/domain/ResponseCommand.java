package nl.tafelzicht.subject.response.domain;

import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;

/** What can be asked of a response. The facts of the moment are laid beside it when it is decided. */
public sealed interface ResponseCommand extends Command<Response> {

    record Propose(String narrative, ResponseKind kind, ResponseContent content, Role role)
            implements ResponseCommand {}

    record Revise(ResponseContent content, Role role) implements ResponseCommand {}

    /** @param seq of the response as it was read, which whoever approves has to name */
    record Approve(Long seq, Role role) implements ResponseCommand {}

    record Reject(String reason, Role role) implements ResponseCommand {}

    /** @param reference where, or {@code null} */
    record Publish(String reference, Role role) implements ResponseCommand {}

    /** @param reference under which the receiver keeps it, or {@code null} */
    record Send(String reference, Role role) implements ResponseCommand {}

    record RecordOutcome(Outcome.Decision decision, String note, Role role) implements ResponseCommand {}

    record Withdraw(String reason, Role role) implements ResponseCommand {}

    /** See whether it still holds. */
    record Check() implements ResponseCommand {}

    record Uphold(String reason, Role role) implements ResponseCommand {}
}
