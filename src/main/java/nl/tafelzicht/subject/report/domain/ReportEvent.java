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

    /** @param role of the reporter, or {@code null} for somebody of the public, or whose name is protected */
    record Submitted(ReportContent content, Role role) implements ReportEvent {}

    /** The reporter had something to add. */
    record Added(@Words String text) implements ReportEvent {}

    /** Somebody to whom it goes has opened it for the first time. */
    record Read(Role role) implements ReportEvent {}

    /**
     * Laid beside the tolerance limits in force; {@code verdict} is {@code null} when none of them holds there any
     * more.
     */
    record Judged(Verdict verdict) implements ReportEvent {}

    /**
     * The desk holds it for something else than the reporter did. Each is what now holds, or {@code null} for no
     * change.
     */
    record Recategorised(
            ReportKind kind,
            Severity severity,
            Tlp marking,
            Set<String> recipients,
            @Words String reason,
            Role role) implements ReportEvent {}

    /** It is part of an incident. */
    record Linked(String incident) implements ReportEvent {}

    /** It is no longer part of an incident, and waits in the queue again. */
    record Unlinked() implements ReportEvent {}

    /** @param waited where it waited above the limit, when it did; otherwise {@code null} */
    record Dismissed(@Words String reason, Role role, Waited waited) implements ReportEvent {}

    /** A dismissal was taken back. */
    record Restored(@Words String reason, Role role) implements ReportEvent {}

    /** It was escalated to these roles, who may see it from now on. */
    record Shared(Set<Role> roles) implements ReportEvent {}

    /** It is no matter of now any more, and leaves the picture for the table that lists all reports. */
    record Left(Why why) implements ReportEvent {}

    /**
     * Somebody takes it up again, or for the first time: it is in the picture from here on, as it is then. @param
     * waited where it waited above the limit, when it did; otherwise {@code null}
     */
    record Returned(ReportState state, Visibility visibility, Visibility everVisible, Waited waited)
            implements ReportEvent {}

    /** Of what waits above the limit, for the count of it. @param municipality CBS code, or {@code null} */
    record Waited(ReportKind kind, String municipality) {}

    /** Why a report leaves the picture. */
    enum Why {
        /** Somebody dismissed it, some time ago. */
        DISMISSED,
        /** Its incident was closed, some time ago. */
        CLOSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
