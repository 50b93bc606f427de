package nl.tafelzicht.subject.report.domain;

import java.util.Locale;
import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.subject.tolerance.domain.Verdict;

/** What happened to a report. */
public sealed interface ReportEvent {

    /** @param role of the reporter, or {@code null} for the public, or when the reporter is protected */
    record Submitted(ReportContent content, Role role) implements ReportEvent {}

    /** The reporter added something. */
    record Added(@Words String text) implements ReportEvent {}

    /** An addressee has opened it for the first time. */
    record Read(Role role) implements ReportEvent {}

    /**
     * Compared with the tolerance limits in force; {@code verdict} is {@code null} when none applies there any more.
     */
    record Judged(Verdict verdict) implements ReportEvent {}

    /** The desk changed its classification. Each field is the new value, or {@code null} for no change. */
    record Recategorised(
            ReportKind kind,
            Severity severity,
            Tlp marking,
            Set<String> recipients,
            @Words String reason,
            Role role) implements ReportEvent {}

    /** It became part of an incident. */
    record Linked(String incident) implements ReportEvent {}

    /** It is no longer part of an incident, and waits in the queue again. */
    record Unlinked() implements ReportEvent {}

    /** @param waited where it waited above the limit, when it did; otherwise {@code null} */
    record Dismissed(@Words String reason, Role role, Waited waited) implements ReportEvent {}

    /** A dismissal was revoked. */
    record Restored(@Words String reason, Role role) implements ReportEvent {}

    /** It was escalated to these roles, who may see it from now on. */
    record Shared(Set<Role> roles) implements ReportEvent {}

    /** It is no longer current, and leaves the picture; the table of all reports keeps it. */
    record Left(Why why) implements ReportEvent {}

    /**
     * It was taken up again, or for the first time: it is in the picture from now on, in this state.
     *
     * @param waited where it waited above the limit, when it did; otherwise {@code null}
     */
    record Returned(ReportState state, Visibility visibility, Visibility everVisible, Waited waited)
            implements ReportEvent {}

    /**
     * The counter of reports above the limit in which it was.
     *
     * @param municipality CBS code, or {@code null}
     */
    record Waited(ReportKind kind, String municipality) {}

    /** Why a report leaves the picture. */
    enum Why {
        /** It was dismissed some time ago. */
        DISMISSED,
        /** Its incident was closed some time ago. */
        CLOSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
