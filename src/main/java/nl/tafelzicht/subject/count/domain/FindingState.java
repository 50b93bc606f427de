package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.Locale;
import nl.tafelzicht.election.Role;

/**
 * A finding and its life.
 *
 * <pre>
 * open ─► explained
 *   │ └─► recount-ordered ─► recounted
 *   └─ any of them: corrected, by a later file without it
 * </pre>
 *
 * @param id within its count, from 1; stays
 * @param file number of the file that it was found in
 * @param said the last remark about it, or {@code null}
 * @param correctedBy number of the later file without it, or {@code null}
 */
public record FindingState(int id, int file, Finding finding, Status state, Said said, Integer correctedBy) {

    public enum Status {
        OPEN,
        EXPLAINED,
        RECOUNT_ORDERED,
        RECOUNTED,
        CORRECTED;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** Whether somebody still has to do something. */
        public boolean isOpen() {
            return this == OPEN || this == RECOUNT_ORDERED;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** A remark about it. */
    public record Said(String text, String by, Role role, Instant at) {}

    FindingState to(Status status, Said words) {
        return new FindingState(id, file, finding, status, words, correctedBy);
    }

    /** @param corrected whether the file without it had arrived by then */
    FindingState asOf(Instant moment, boolean corrected) {
        boolean wasSaid = said != null && !said.at().isAfter(moment);
        if (state == Status.CORRECTED) {
            return corrected ? this : new FindingState(id, file, finding, Status.OPEN, wasSaid ? said : null, null);
        }
        return wasSaid ? this : new FindingState(id, file, finding, Status.OPEN, null, null);
    }

    FindingState correctedBy(int later) {
        return new FindingState(id, file, finding, Status.CORRECTED, said, later);
    }
}
