package nl.tafelzicht.election.report;

import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.tolerance.Verdict;

/** What happened to a report. */
public sealed interface ReportEvent {

    /** @param role of the reporter, or {@code null} for somebody of the public, or whose name is protected */
    record Submitted(ReportContent content, Role role) implements ReportEvent { }

    /** The reporter had something to add. */
    record Added(String text) implements ReportEvent { }

    /** Somebody to whom it goes has opened it for the first time. */
    record Read(Role role) implements ReportEvent { }

    /** Laid beside the tolerance limits in force; {@code verdict} is {@code null} when none of them holds there any more. */
    record Judged(Verdict verdict) implements ReportEvent { }

    /** The desk holds it for something else than the reporter did. Each is what now holds, or {@code null} for no change. */
    record Recategorised(ReportKind kind, Severity severity, Tlp marking, Set<String> recipients, String reason, Role role) implements ReportEvent { }

    /** It is part of an incident. */
    record Linked(String incident) implements ReportEvent { }

    /** It is no longer part of an incident, and waits in the queue again. */
    record Unlinked() implements ReportEvent { }

    record Dismissed(String reason, Role role) implements ReportEvent { }

    /** A dismissal was taken back. */
    record Restored(String reason, Role role) implements ReportEvent { }

    /** It was escalated to these roles, who may see it from now on. */
    record Shared(Set<Role> roles) implements ReportEvent { }
}
