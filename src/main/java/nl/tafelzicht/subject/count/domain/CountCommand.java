package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.count.domain.CountEvent.Identity;
import nl.tafelzicht.subject.count.domain.CountState.FileHead;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;

/** What can be asked of a municipality's count; {@code role} is the role of the person who asks. */
public sealed interface CountCommand extends Command<MunicipalCount> {

    record Announce(Identity identity, CountingMethod method, Instant expectedBy, Role role) implements CountCommand {}

    /** @param number of an existing session; {@code null} for a new one */
    record PlanSession(Integer number, Instant at, String place, Point location, boolean isPublic, Role role)
            implements CountCommand {}

    record ChangeSession(int number, SessionStatus status, String note, Role role) implements CountCommand {}

    record PublishProvisional(String where, int stations, int of, boolean extrapolated, String reason, Role role)
            implements CountCommand {}

    /** @param after the number of files when this one was checked */
    record TakeFile(Identity identity, FileHead head, List<Finding> findings, int after, Role role)
            implements CountCommand {}

    record Explain(int finding, String text, Role role) implements CountCommand {}

    /** @param done whether it was recounted; otherwise a recount is ordered */
    record Recount(int finding, String text, boolean done, Role role) implements CountCommand {}

    /**
     * @param groups two groups as printed on paper
     * @param positions of the groups, from 0, or {@code null}
     */
    record CheckFingerprint(int file, List<String> groups, List<Integer> positions, String paper, Role role)
            implements CountCommand {}

    /** @param confirmed that the text contains no personal data, though it seems so */
    record Object(String station, Objection.Occasion occasion, Instant at, String text, boolean confirmed, Role role)
            implements CountCommand {}

    record Answer(int objection, String text, boolean confirmed, Role role) implements CountCommand {}

    record AnnounceReAdd(Instant hour, Role role) implements CountCommand {}

    /** @param period of the first checkpoint signed at or after the hour that was announced */
    record DrawReAdd(Instant period, String seed, Role role) implements CountCommand {}

    /** @param difference between the sum by hand and the file */
    record RecordReAdd(int list, int difference, String note, Role role) implements CountCommand {}

    record ArchiveReport(String sha256, long bytes, String station, String title, String url, Role role)
            implements CountCommand {}

    record SeekReport(String sha256, boolean found, Role role) implements CountCommand {}

    record CheckDeadlines() implements CountCommand {}
}
