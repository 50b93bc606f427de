package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import nl.tafelzicht.election.Role;

/**
 * An official report (proces-verbaal) as it was published, stored here for later checks (Kieswet O 8).
 *
 * @param sha256 of the file, which identifies the report
 * @param station whose report it is; {@code null} for that of the municipality
 * @param url where it was published, or {@code null}
 * @param goneSince when it was found missing there; {@code null} while it is there, or nobody checked
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
