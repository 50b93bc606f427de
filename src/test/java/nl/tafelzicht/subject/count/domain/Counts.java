package nl.tafelzicht.subject.count.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Counts as tests write them: what a test does not say holds together. */
public final class Counts {

    private Counts() {}

    /** A unit whose numbers hold together: nobody was counted more or fewer than admitted. */
    public static final class Unit {
        private String id;
        private String name;
        private int eligible = 1_000;
        private int blank;
        private int invalid;
        private Integer onLists;
        private int[] listVotes;
        private int[][] candidates;
        private Set<String> corrected = Set.of();
        private boolean isInvestigated;
        private final EnumMap<UncountedReason, Integer> stated = new EnumMap<>(UncountedReason.class);

        public Unit(int number, int[]... candidates) {
            this.id = number == 0 ? null : "0363::SB" + number;
            this.candidates = candidates;
            this.listVotes = Arrays.stream(candidates)
                    .mapToInt(c -> IntStream.of(c).sum())
                    .toArray();
        }

        public Unit name(String name) {
            this.name = name;
            return this;
        }

        public Unit eligible(int number) {
            eligible = number;
            return this;
        }

        public Unit blank(int number) {
            blank = number;
            return this;
        }

        public Unit invalid(int number) {
            invalid = number;
            return this;
        }

        public Unit onLists(int number) {
            onLists = number;
            return this;
        }

        /** What the file says that it changed. */
        public Unit corrected(String... what) {
            corrected = Set.of(what);
            return this;
        }

        /** The file says that the station was investigated. */
        public Unit investigated() {
            isInvestigated = true;
            return this;
        }

        public Unit list(int index, int votes) {
            listVotes[index] = votes;
            return this;
        }

        public Unit states(UncountedReason reason, int number) {
            stated.put(reason, number);
            return this;
        }

        /** Admitted voters, all with polling cards, and a difference that is stated as it is. */
        public Unit admitted(int number) {
            int more = votes() - number;
            states(UncountedReason.ADMITTED, number);
            states(UncountedReason.POLLING_CARDS, number);
            states(UncountedReason.MORE_COUNTED, Math.max(0, more));
            return states(UncountedReason.FEWER_COUNTED, Math.max(0, -more));
        }

        private int votes() {
            return (onLists == null ? IntStream.of(listVotes).sum() : onLists) + blank + invalid;
        }

        public CountUnit build() {
            if (!stated.containsKey(UncountedReason.ADMITTED)) {
                var given = new EnumMap<>(stated);
                admitted(votes());
                stated.putAll(given);
            }
            return new CountUnit(
                    id,
                    name,
                    eligible,
                    onLists == null ? IntStream.of(listVotes).sum() : onLists,
                    blank,
                    invalid,
                    Map.copyOf(stated),
                    listVotes,
                    candidates,
                    corrected,
                    isInvestigated);
        }
    }

    /** Votes of a list with one candidate. */
    public static int[] votes(int... candidates) {
        return candidates;
    }

    /** A unit by another name than a station's. */
    public static CountUnit named(String id, int[]... candidates) {
        var unit = new Unit(1, candidates);
        unit.id = id;
        return unit.build();
    }

    public static Count of(CountUnit total, CountUnit... units) {
        var lists = new ArrayList<CountList>();
        for (int l = 0; l < total.candidateVotes().length; l++) {
            lists.add(new CountList(
                    l + 1,
                    "Lijst " + (l + 1),
                    IntStream.rangeClosed(1, total.candidateVotes()[l].length)
                            .boxed()
                            .toList()));
        }
        return new Count(
                "510b",
                "2026-03-19T08:00:00.000",
                "0363",
                "Amsterdam",
                "GR2026",
                "Gemeenteraad Amsterdam 2026",
                "2026-03-18",
                "alle",
                null,
                null,
                List.copyOf(lists),
                total,
                List.of(units),
                List.of());
    }
}
