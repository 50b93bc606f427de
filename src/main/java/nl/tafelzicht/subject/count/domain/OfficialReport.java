package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import nl.tafelzicht.election.Role;

/**
 * An official report (proces-verbaal) as it was published, kept here: whoever wants to check later must have kept it
 * (Kieswet O 8).
 *
 * @param sha256 of the file; a report is who it is by that
 * @param station whose it is; {@code null} for that of the municipality
 * @param url where it was published, or {@code null}
 * @param goneSince when somebody found it there no more; {@code null} while it is there, or nobody looked
 */
public record OfficialReport(
        String sha256,
        long bytes,
        String station,
        String title,
        String url,
        String by,
        Role role,
        Instant at,
        Instant goneSince) {

    OfficialReport seen(Instant gone) {
        return new OfficialReport(sha256, bytes, station, title, url, by, role, at, gone);
    }
}
