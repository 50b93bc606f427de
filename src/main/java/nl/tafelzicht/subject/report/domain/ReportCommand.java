package nl.tafelzicht.subject.report.domain;

import java.util.Set;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.tolerance.domain.Verdict;

/** What can be asked of a report. */
public sealed interface ReportCommand extends Command<Report> {

    /** @param role of the reporter, or {@code null} for the public, or when the reporter is protected */
    record Submit(ReportContent content, Role role) implements ReportCommand {
        @Override
        public String reportKind() {
            return content.kind().toString();
        }
    }

    /** The reporter adds something. */
    record Add(String text) implements ReportCommand {}

    record MarkRead(Role role) implements ReportCommand {}

    /** Record how it compares with the tolerance limits in force. */
    record Judge(Verdict verdict) implements ReportCommand {}

    record Recategorise(
            ReportKind kind, Severity severity, Tlp marking, Set<String> recipients, String reason, Role role)
            implements ReportCommand {}

    record Dismiss(String reason, Role role) implements ReportCommand {}

    record Restore(String reason, Role role) implements ReportCommand {}

    /** Take it out of the queue above the limit. */
    record TakeUp() implements ReportCommand {}

    /** It is no longer current. */
    record Leave(ReportEvent.Why why) implements ReportCommand {}
}
