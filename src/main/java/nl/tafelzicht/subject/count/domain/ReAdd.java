package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.Role;

/**
 * Lists of a municipality that are added up again by hand from the official reports. They are drawn so that nobody can
 * know them before and anybody can repeat the draw: from the first checkpoint of the journal that was signed at or
 * after an announced hour.
 *
 * <pre>seed = SHA-256 of the checkpoint; for each list SHA-256 of "seed:count:list"; the three lowest are drawn</pre>
 *
 * @param hour that was announced
 * @param period of the checkpoint; {@code null} before the draw, like the following
 * @param seed 64 hex digits
 * @param lists by their numbers
 */
public record ReAdd(Instant hour, Instant period, String seed, List<Drawn> lists) {

    /** As many as Statistics Netherlands draws. */
    public static final int LISTS = 3;

    /**
     * A list, and the result of adding it up.
     *
     * @param difference between the sum by hand and the file; {@code null} until it was added up
     */
    public record Drawn(int list, Integer difference, String note, String by, Role role, Instant at) {}

    /**
     * @param count id of the count
     * @param lists numbers of all its lists
     * @return the numbers drawn, the lowest first
     */
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
