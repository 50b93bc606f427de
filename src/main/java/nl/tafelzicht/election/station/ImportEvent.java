package nl.tafelzicht.election.station;

import java.time.LocalDate;
import java.util.UUID;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Words;

/** That a file of stations was imported: which, by whom (the event's actor), and what it changed. */
public sealed interface ImportEvent {

    /**
     * Written before the first change that the file brings.
     *
     * @param sha256 of the file as received, in lower-case hexadecimal
     * @param bytes  its length
     * @param date   the election day that the request gave instead of the file's, or {@code null}
     */
    record ImportStarted(String sha256, String format, long bytes, LocalDate date, Role role) implements ImportEvent { }

    /** Written after its last change; absent when the hub went down in between, and the file is then to be imported again. */
    record ImportCompleted(int imported, int changed, int unchanged, int rejected) implements ImportEvent { }

    /** Written after an import was undone, each station by an event of its own: what is kept was changed since, or has reported. */
    record ImportReversed(UUID importId, int restored, int withdrawn, int kept, @Words String reason, Role role) implements ImportEvent { }
}
