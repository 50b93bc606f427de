package nl.tafelzicht.subject.count.domain;

import java.util.Map;
import java.util.Set;

/**
 * What was counted at one reporting unit (a polling station), or in all of them together. Letters are those of the
 * official reports.
 *
 * @param id as in the file, such as {@code 0363::SB12}; {@code null} for the total
 * @param name as in the file; {@code null} when it has none
 * @param eligible Z: in a 510, {@code Cast} is the number of eligible voters, not of votes
 * @param votesOnLists E
 * @param blank F; 0 when the file does not say
 * @param invalid G; 0 when the file does not say
 * @param stated what the file states about voters and ballot papers; absent values were not stated
 * @param listVotes for each list of the file, in its order
 * @param candidateVotes for each list, for each of its candidates
 * @param corrected what the file says that it changed since the session before, in the words of
 *     {@link CountComparison.Change#what}
 * @param investigated whether the file says that this unit was investigated again
 */
public record CountUnit(
        String id,
        String name,
        int eligible,
        int votesOnLists,
        int blank,
        int invalid,
        Map<UncountedReason, Integer> stated,
        int[] listVotes,
        int[][] candidateVotes,
        Set<String> corrected,
        boolean investigated) {

    /** H: votes cast. Not in the file: it is computed. */
    public int cast() {
        return votesOnLists + blank + invalid;
    }

    /** A number that the file states; 0 when it does not. */
    public int number(UncountedReason reason) {
        return stated.getOrDefault(reason, 0);
    }

    public boolean states(UncountedReason reason) {
        return stated.containsKey(reason);
    }

    /** D. */
    public int admitted() {
        return number(UncountedReason.ADMITTED);
    }
}
