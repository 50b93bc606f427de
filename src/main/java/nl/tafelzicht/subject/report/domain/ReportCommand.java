package nl.tafelzicht.subject.report.domain;

import java.util.Set;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.tolerance.domain.Verdict;

/** What can be asked of a report. */
public sealed interface ReportCommand extends Command<Report> {

    /** @param role of the reporter, or {@code null} for somebody of the public, or whose name is protected */
    record Submit(ReportContent content, Role role) implements ReportCommand {
        @Override
        public String reportKind() {
            return content.kind().toString();
        }
    }

    /** The reporter has something to add. */
    record Add(String text) implements ReportCommand {}

    record MarkRead(Role role) implements ReportCommand {}

    /** Note how it compares with the tolerance limits in force. */
    record Judge(Verdict verdict) implements ReportCommand {}

    record Recategorise(
            ReportKind kind, Severity severity, Tlp marking, Set<String> recipients, String reason, Role role)
            implements ReportCommand {}

    record Dismiss(String reason, Role role) implements ReportCommand {}

    record Restore(String reason, Role role) implements ReportCommand {}

    /** Somebody takes it out of the queue of what came above the limit. */
    record TakeUp() implements ReportCommand {}

    /** It is no matter of now any more. */
    record Leave(ReportEvent.Why why) implements ReportCommand {}
}
