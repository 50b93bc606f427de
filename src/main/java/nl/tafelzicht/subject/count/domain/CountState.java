package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.election.place.Point;

/**
 * A municipality's progress with the count of an election, as its viewers get it. No results: the numbers are in the
 * files, and their errors in the findings.
 *
 * @param id {@code TK2025-GM0344}
 * @param municipality {@code null} for the sum of a committee that is not a municipality's
 * @param authority as count files name it: {@code 0344}, or {@code CSB}
 * @param election its identifier
 * @param method {@code null} while it is not known
 * @param expectedBy when the first count is expected; {@code null} while it is not known
 * @param late what is late, and since when that is known
 * @param sessions of the committee, by their numbers
 * @param provisional figures that were published elsewhere: the last {@link MunicipalCount#MOST_PROVISIONAL}
 * @param revisions how often such figures were published
 * @param files in the order in which they arrived; the last replaces the others
 * @param findings how many of each group are still to be settled, and how many are settled, over all files
 * @param objections how many were recorded
 * @param unanswered how many of these have no reaction yet
 * @param reAdd lists that are added up again by hand; {@code null} until that is announced
 * @param reports official reports in the archive
 * @param gone how many of these are no longer where they were published
 * @param since time of the last change
 * @param seq {@code seq} of its last change
 */
public record CountState(
        String id,
        Municipality municipality,
        String authority,
        String election,
        String electionName,
        CountingMethod method,
        Instant expectedBy,
        List<Late> late,
        List<Session> sessions,
        List<Provisional> provisional,
        int revisions,
        List<CountFile> files,
        Map<String, Tally> findings,
        int objections,
        int unanswered,
        ReAdd reAdd,
        int reports,
        int gone,
        Instant since,
        long seq) {

    /** Findings of a group: open, and settled (explained, recounted or corrected). */
    public record Tally(int open, int settled) {}

    /** What can be late. */
    @Since(2)
    public enum Lateness {
        /** Neither a count file nor provisional figures arrived by the expected hour. */
        COUNT,
        /** A session was planned to open and did not. */
        SESSION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param session its number; {@code null} when it is not about a session */
    public record Late(Lateness what, Integer session, Instant since) {}

    @Since(2)
    public enum SessionStatus {
        PLANNED,
        OPEN,
        ADJOURNED,
        CLOSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A public session of the municipal electoral committee.
     *
     * @param number from 1
     * @param at when it is planned to begin, or to continue
     * @param place for people
     * @param location for the map, or {@code null}
     * @param isPublic whether anybody may attend; always so by law, unless the place is full
     * @param note on the last change, or {@code null}
     */
    public record Session(
            int number,
            SessionStatus status,
            Instant at,
            String place,
            Point location,
            boolean isPublic,
            String note,
            String by,
            Role role,
            Instant since) {}

    /**
     * Figures that somebody published before the count was final. Their content stays elsewhere.
     *
     * @param where they were published
     * @param stations the number of stations that they are based on, out of {@code of}
     * @param extrapolated whether they were extrapolated from those to all stations
     * @param reason why they differ from the ones before; {@code null} for the first
     */
    @Since(2)
    public record Provisional(
            @Words String where,
            int stations,
            int of,
            boolean extrapolated,
            @Words String reason,
            String by,
            Role role,
            Instant at) {}

    /**
     * An imported file.
     *
     * @param id {@code TK2025-GM0344.2}
     * @param number from 1
     * @param replaces id of the file before, or {@code null}
     * @param found number of findings of each group in it
     * @param leftOut how many more there were than are kept
     * @param checks of its fingerprint against a paper report, the last {@link MunicipalCount#MOST_CHECKS}
     */
    public record CountFile(
            String id,
            int number,
            FileHead head,
            String replaces,
            Map<String, Integer> found,
            int leftOut,
            List<Check> checks,
            String by,
            Role role,
            Instant at) {}

    /**
     * What a file states about itself.
     *
     * @param fingerprint SHA-256, 64 hex digits
     * @param kind such as {@code 510b}
     * @param phase {@code null} when it is not stated
     * @param createdAt as in the file
     * @param lists their numbers
     * @param eligible Z of the total, {@code admitted} D, {@code votesOnLists} E, {@code cast} H
     * @param notStated what it does not state, so that it was not checked
     */
    @Since(2)
    public record FileHead(
            String fingerprint,
            long bytes,
            String kind,
            Count.Phase phase,
            CountingMethod method,
            String createdAt,
            int units,
            List<Integer> lists,
            int eligible,
            int admitted,
            int votesOnLists,
            int cast,
            List<String> notStated) {}

    /**
     * Somebody compared two groups of digits with a paper report.
     *
     * @param paper which report
     */
    public record Check(boolean matches, String paper, String by, Role role, Instant at) {}

    /** @return {@code null} when none was imported */
    public CountFile newest() {
        return files.isEmpty() ? null : files.get(files.size() - 1);
    }

    /**
     * The state as it was known at a moment; numbers that are counted elsewhere are parameters.
     *
     * @param found findings then, by group
     * @param objected objections then
     * @param open those of them without an answer then
     */
    CountState asOf(Instant moment, Map<String, Tally> found, int objected, int open) {
        return new CountState(
                id,
                municipality,
                authority,
                election,
                electionName,
                method,
                expectedBy,
                late.stream().filter(l -> !l.since().isAfter(moment)).toList(),
                sessions.stream().filter(s -> !s.since().isAfter(moment)).toList(),
                provisional.stream().filter(p -> !p.at().isAfter(moment)).toList(),
                revisions
                        - (int) provisional.stream()
                                .filter(p -> p.at().isAfter(moment))
                                .count(),
                files.stream().filter(f -> !f.at().isAfter(moment)).toList(),
                found,
                objected,
                open,
                reAdd,
                reports,
                gone,
                since,
                seq);
    }

    public boolean isLate(Lateness what) {
        return late.stream().anyMatch(l -> l.what() == what);
    }
}
