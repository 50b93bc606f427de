package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.Role;

/**
 * Lists of a municipality that are added up again by hand from the official reports, drawn so that nobody could know
 * them before and anybody can draw them again: with the first statement about the journal that was signed at or after
 * an hour that was announced.
 *
 * <pre>seed = SHA-256 of the statement; for each list SHA-256 of "seed:count:list"; the three lowest are drawn</pre>
 *
 * @param hour that was announced
 * @param period of the statement; {@code null} until it was drawn, as the rest
 * @param seed 64 signs
 * @param lists by their numbers
 */
public record ReAdd(Instant hour, Instant period, String seed, List<Drawn> lists) {

    /** As many as Statistics Netherlands takes. */
    public static final int LISTS = 3;

    /**
     * A list, and what came of it.
     *
     * @param difference between the sum by hand and the file; {@code null} while nobody added it
     */
    public record Drawn(int list, Integer difference, String note, String by, Role role, Instant at) {}

    /** @param count its id @param lists numbers of all its lists. @return the numbers drawn, the lowest first */
    public static List<Integer> draw(String seed, String count, List<Integer> lists) {
        return lists.stream()
                .distinct()
                .sorted(Comparator.comparing((Integer list) ->
                        Fingerprint.of(seed + ":" + count + ":" + list).hex()))
                .limit(LISTS)
                .sorted()
                .toList();
    }

    ReAdd drawn(Instant period, String seed, List<Integer> numbers) {
        return new ReAdd(
                hour,
                period,
                seed,
                numbers.stream()
                        .map(n -> new Drawn(n, null, null, null, null, null))
                        .toList());
    }

    ReAdd added(Drawn outcome) {
        return new ReAdd(
                hour,
                period,
                seed,
                lists.stream()
                        .map(d -> d.list() == outcome.list() ? outcome : d)
                        .toList());
    }
}
