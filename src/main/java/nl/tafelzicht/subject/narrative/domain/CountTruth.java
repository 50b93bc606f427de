package nl.tafelzicht.subject.narrative.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.CountState.CountFile;
import nl.tafelzicht.subject.count.domain.CountState.Tally;
import nl.tafelzicht.subject.narrative.domain.Fact.Item;
import nl.tafelzicht.subject.narrative.domain.Fact.Key;
import nl.tafelzicht.subject.narrative.domain.Finding.Standing;

/**
 * Compares a claim about the count with what is known of the count. Pure. Missing knowledge contradicts nothing: the
 * files can contradict a claim only when every count that it is about has a file.
 */
final class CountTruth {

    /** Digits of a fingerprint that are enough to recognise a file. */
    private static final int SHORT = 8;

    private final List<CountState> counts;
    private final List<CountState> filed;

    /**
     * @param counts of the claim's municipalities; the sums of committees are skipped, since they belong to no
     *     municipality
     */
    CountTruth(List<CountState> counts) {
        this.counts = counts.stream().filter(c -> c.municipality() != null).toList();
        this.filed = this.counts.stream().filter(c -> c.newest() != null).toList();
    }

    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(fact(Key.COUNT_FILES, filed, filed.size(), counts.size()));
        var replaced = where(filed, CountTruth::isReplaced);
        facts.add(fact(Key.COUNT_REPLACED, replaced, replaced.size(), filed.size()));
        var revised = where(counts, c -> c.revisions() > 1);
        facts.add(fact(Key.COUNT_REVISED, revised, sum(revised, c -> c.revisions() - 1), null));
        var sessions = where(counts, c -> publicSessions(c) > 0);
        facts.add(fact(Key.COUNT_SESSIONS, sessions, sum(counts, CountTruth::publicSessions), null));
        var comparable = where(filed, CountTruth::saysHowManyMayVote);
        var over = where(comparable, CountTruth::isOver);
        facts.add(fact(Key.COUNT_OVER_ELIGIBLE, over, over.size(), comparable.size()));
        var found = where(filed, c -> open(c) > 0);
        facts.add(fact(Key.COUNT_FINDINGS, found, sum(found, CountTruth::open), null));
        var objected = where(counts, c -> c.objections() > 0);
        facts.add(fact(Key.COUNT_OBJECTIONS, objected, sum(objected, CountState::objections), null));
        return facts;
    }

    Finding finding(Assertion assertion) {
        boolean isWhole = !counts.isEmpty() && filed.size() == counts.size();
        if (assertion == Assertion.RESULT_CHANGED) {
            boolean changed = filed.stream().anyMatch(CountTruth::isReplaced);
            boolean revised = counts.stream().anyMatch(c -> c.revisions() > 1);
            return new Finding(
                    assertion,
                    changed ? Standing.CONFIRMED : isWhole && !revised ? Standing.CONTRADICTED : Standing.UNDECIDED,
                    List.of(Key.COUNT_REPLACED, Key.COUNT_REVISED, Key.COUNT_FILES));
        }
        boolean says = filed.stream().allMatch(CountTruth::saysHowManyMayVote);
        return new Finding(
                assertion,
                filed.stream().anyMatch(c -> saysHowManyMayVote(c) && isOver(c))
                        ? Standing.CONFIRMED
                        : isWhole && says ? Standing.CONTRADICTED : Standing.UNDECIDED,
                List.of(Key.COUNT_OVER_ELIGIBLE, Key.COUNT_FILES));
    }

    private static boolean isReplaced(CountState c) {
        return c.files().size() > 1;
    }

    private static boolean saysHowManyMayVote(CountState c) {
        return c.newest().head().eligible() > 0;
    }

    private static boolean isOver(CountState c) {
        return c.newest().head().cast() > c.newest().head().eligible();
    }

    private static int open(CountState c) {
        return c.findings().values().stream().mapToInt(Tally::open).sum();
    }

    private static int publicSessions(CountState c) {
        return (int) c.sessions().stream().filter(s -> s.isPublic()).count();
    }

    private static List<CountState> where(List<CountState> counts, Predicate<CountState> wanted) {
        return counts.stream().filter(wanted).toList();
    }

    private static int sum(List<CountState> counts, ToIntFunction<CountState> number) {
        return counts.stream().mapToInt(number).sum();
    }

    /**
     * Is based on the newest file of the counts that were counted; when there are none, on the newest event of any
     * count.
     */
    private Fact fact(Key key, List<CountState> counted, int number, Integer of) {
        var last = (counted.isEmpty() ? counts : counted)
                .stream().max(Comparator.comparingLong(CountState::seq)).orElse(null);
        var file = last == null ? null : last.newest();
        return new Fact(
                key,
                number,
                of,
                counted.stream()
                        .sorted(Comparator.comparingLong(CountState::seq).reversed())
                        .limit(Fact.MOST_ITEMS)
                        .map(CountTruth::item)
                        .toList(),
                last == null ? null : file == null ? last.since() : file.at(),
                file == null ? null : file.by(),
                file == null ? null : file.role(),
                last == null ? 0 : last.seq());
    }

    private static Item item(CountState c) {
        CountFile file = c.newest();
        return new Item(
                "count",
                c.id(),
                c.municipality().name(),
                file == null
                        ? String.valueOf(c.sessions().size())
                        : file.number() + " " + file.head().fingerprint().substring(0, SHORT),
                file == null ? c.since() : file.at(),
                file == null ? null : file.by(),
                file == null ? null : file.role(),
                null,
                c.seq());
    }
}
