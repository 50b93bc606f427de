package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.count.domain.CountState.FileHead;
import nl.tafelzicht.subject.count.domain.CountState.Lateness;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;

/** What happened to a municipality's count of an election. */
public sealed interface CountEvent {

    /**
     * The municipality and election of a count; in each event that may be the first.
     *
     * @param municipality or {@code null}
     */
    @Since(2)
    record Identity(Municipality municipality, String authority, String election, String electionName) {}

    /** The method of counting, and when the first count is expected. Each may be {@code null}: not known. */
    @Since(2)
    record Announced(Identity identity, CountingMethod method, Instant expectedBy, Role role) implements CountEvent {}

    /** A new session, or another time or place for a planned or adjourned one. */
    @Since(2)
    record SessionPlanned(
            int number, Instant beginsAt, @Words String place, Point location, boolean isPublic, Role role)
            implements CountEvent {}

    @Since(2)
    record SessionChanged(
            int number, SessionStatus status, @Words String note, Role role) implements CountEvent {}

    @Since(2)
    record ProvisionalPublished(
            @Words String where,
            int stations,
            int of,
            boolean extrapolated,
            @Words String reason,
            Role role) implements CountEvent {}

    /**
     * @param found its findings
     * @param leftOut how many more there are than are kept
     */
    @Since(2)
    record FileTaken(Identity identity, FileHead head, List<Finding> found, int leftOut, Role role)
            implements CountEvent {}

    @Since(2)
    record FindingExplained(int finding, @Words String text, Role role) implements CountEvent {}

    @Since(2)
    record RecountOrdered(int finding, @Words String text, Role role) implements CountEvent {}

    @Since(2)
    record Recounted(int finding, @Words String text, Role role) implements CountEvent {}

    /** @param paper the report that it was compared with */
    @Since(2)
    record FingerprintChecked(
            int file, boolean matches, @Words String paper, Role role) implements CountEvent {}

    @Since(2)
    record ObjectionNoted(
            String station,
            Objection.Occasion occasion,
            Instant madeAt,
            @Words String text,
            Role role) implements CountEvent {}

    @Since(2)
    record ObjectionAnswered(int objection, @Words String text, Role role) implements CountEvent {}

    /** Lists will be drawn with the first checkpoint signed at or after this hour. */
    @Since(2)
    record ReAddAnnounced(Instant hour, Role role) implements CountEvent {}

    /** @param seed from which anybody can draw the same lists */
    @Since(2)
    record ReAddDrawn(Instant period, String seed, List<Integer> lists, Role role) implements CountEvent {}

    @Since(2)
    record ReAdded(int list, int difference, @Words String note, Role role) implements CountEvent {}

    @Since(2)
    record ReportArchived(
            String sha256,
            long bytes,
            String station,
            @Words String title,
            @Words String url,
            Role role) implements CountEvent {}

    /** Somebody checked whether it is still where it was published. */
    @Since(2)
    record ReportSought(String sha256, boolean found, Role role) implements CountEvent {}

    /** Recorded by the hub itself: an hour passed at which something was expected. */
    @Since(2)
    record FoundLate(Lateness what, Integer session) implements CountEvent {}
}
