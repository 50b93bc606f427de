package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/** Records the import of a station file: which file, by whom (the event's actor), and what it changed. */
public sealed interface ImportEvent {

    /** More than the Kingdom has. */
    int MOST_MUNICIPALITIES = 500;

    /**
     * Written before the first change that the file brings.
     *
     * @param sha256 of the file as received, in lower-case hexadecimal
     * @param bytes its length
     * @param date the election day that the request gave instead of the file's, or {@code null}
     * @param elections what the file says that its stations are for; {@code null} when it doesn't
     * @param url where the hub fetched the file; {@code null}, like {@code fetchedAt}, for one that was sent
     * @param municipalities whose stations it has; {@code null} when they are more than {@link #MOST_MUNICIPALITIES}
     */
    record ImportStarted(
            String sha256,
            String format,
            long bytes,
            LocalDate date,
            Role role,
            @Since(2) List<String> elections,
            @Since(2) List<String> municipalities,
            @Since(2) @Words String url,
            @Since(2) Instant fetchedAt)
            implements ImportEvent {}

    /**
     * Written after its last change; absent when the hub stopped in between, and the file should then be imported
     * again.
     *
     * @param withdrawn {@code null} for none
     * @param notApproved rows that were shown and not chosen; {@code null} when all were
     */
    record ImportCompleted(
            int imported,
            int changed,
            int unchanged,
            int rejected,
            @Since(2) Integer withdrawn,
            @Since(2) Integer notApproved)
            implements ImportEvent {}

    /**
     * Written after an import was undone, which each station records with an event of its own: stations that were
     * changed since, or have reported, are kept.
     */
    record ImportReversed(
            UUID importId,
            int restored,
            int withdrawn,
            int kept,
            @Words String reason,
            Role role) implements ImportEvent {}
}
