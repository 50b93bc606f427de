package nl.tafelzicht.subject.narrative.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.CountState.CountFile;
import nl.tafelzicht.subject.count.domain.CountState.FileHead;
import nl.tafelzicht.subject.count.domain.CountState.Provisional;
import nl.tafelzicht.subject.count.domain.CountState.Session;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;
import nl.tafelzicht.subject.count.domain.CountState.Tally;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.narrative.domain.Fact.Key;
import nl.tafelzicht.subject.narrative.domain.Finding.Standing;
import org.junit.jupiter.api.Test;

class CountTruthTest {

    private static final Instant NIGHT = Instant.parse("2026-03-19T02:00:00Z");
    private static final Municipality UTRECHT = new Municipality("GM0344", "Utrecht");

    /** A count as a test says it. */
    private static final class Told {
        private final Municipality municipality;
        private int files;
        private int eligible = 1_000;
        private int cast = 600;
        private int revisions;
        private int sessions;
        private boolean isPublic = true;
        private int open;
        private int objections;
        private long seq = 7;

        Told(Municipality municipality) {
            this.municipality = municipality;
        }

        Told files(int number) {
            files = number;
            return this;
        }

        Told votes(int cast, int eligible) {
            this.cast = cast;
            this.eligible = eligible;
            return this;
        }

        Told revised(int times) {
            revisions = times;
            return this;
        }

        Told sessions(int number, boolean open) {
            sessions = number;
            isPublic = open;
            return this;
        }

        Told findings(int number) {
            open = number;
            return this;
        }

        Told objections(int number) {
            objections = number;
            return this;
        }

        Told seq(long number) {
            seq = number;
            return this;
        }

        CountState state() {
            var id = "TK2025-" + (municipality == null ? "CSB" : municipality.code());
            var all = new ArrayList<CountFile>();
            for (int n = 1; n <= files; n++) {
                all.add(new CountFile(
                        id + "." + n,
                        n,
                        new FileHead(
                                "ab".repeat(32),
                                1,
                                "510b",
                                null,
                                null,
                                null,
                                60,
                                List.of(1, 2),
                                eligible,
                                cast,
                                cast,
                                cast,
                                List.of()),
                        n == 1 ? null : id + "." + (n - 1),
                        Map.of(),
                        0,
                        List.of(),
                        "kees",
                        Role.MUNICIPALITY,
                        NIGHT.plus(Duration.ofHours(n))));
            }
            var meetings = new ArrayList<Session>();
            for (int n = 1; n <= sessions; n++) {
                meetings.add(new Session(
                        n,
                        SessionStatus.PLANNED,
                        NIGHT,
                        "Stadhuis",
                        null,
                        isPublic,
                        null,
                        "kees",
                        Role.MUNICIPALITY,
                        NIGHT));
            }
            return new CountState(
                    id,
                    municipality,
                    "0344",
                    "TK2025",
                    null,
                    null,
                    null,
                    List.of(),
                    meetings,
                    List.of(new Provisional("x", 1, 2, true, null, "kees", Role.MUNICIPALITY, NIGHT)),
                    revisions,
                    all,
                    Map.of("errors", new Tally(open, 3), "live", new Tally(0, 1)),
                    objections,
                    0,
                    null,
                    0,
                    0,
                    NIGHT,
                    seq);
        }
    }

    private static Told utrecht() {
        return new Told(UTRECHT);
    }

    private static Told other() {
        return new Told(new Municipality("GM0363", "Amsterdam"));
    }

    private static CountTruth of(Told... counts) {
        return new CountTruth(List.of(counts).stream().map(Told::state).toList());
    }

    private static Standing changed(Told... counts) {
        return of(counts).finding(Assertion.RESULT_CHANGED).standing();
    }

    private static Standing moreVotes(Told... counts) {
        return of(counts).finding(Assertion.MORE_VOTES_THAN_VOTERS).standing();
    }

    private static Fact fact(Key key, Told... counts) {
        return of(counts).facts().stream()
                .filter(f -> f.key() == key)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thatSomethingChangedIsConfirmedByALaterFileAndContradictedWhereEveryFileIsTheFirst() {
        assertThat(changed(utrecht().files(2))).isEqualTo(Standing.CONFIRMED);
        assertThat(changed(utrecht().files(1), other().files(2))).isEqualTo(Standing.CONFIRMED);
        assertThat(changed(utrecht().files(1))).isEqualTo(Standing.CONTRADICTED);
        assertThat(changed(utrecht().files(1), other())).isEqualTo(Standing.UNDECIDED);
        assertThat(changed(utrecht().files(1).revised(1))).isEqualTo(Standing.CONTRADICTED);
        assertThat(changed(utrecht().files(1).revised(2))).isEqualTo(Standing.UNDECIDED);
        assertThat(changed()).isEqualTo(Standing.UNDECIDED);
    }

    @Test
    void moreVotesThanVotersIsWhatTheFilesSay() {
        assertThat(moreVotes(utrecht().files(1).votes(1_000, 1_000))).isEqualTo(Standing.CONTRADICTED);
        assertThat(moreVotes(utrecht().files(1).votes(1_001, 1_000))).isEqualTo(Standing.CONFIRMED);
        assertThat(moreVotes(utrecht().files(1).votes(600, 0)))
                .as("a file that does not say how many may vote")
                .isEqualTo(Standing.UNDECIDED);
        assertThat(moreVotes(utrecht().files(1), other())).isEqualTo(Standing.UNDECIDED);
        assertThat(moreVotes()).isEqualTo(Standing.UNDECIDED);
    }

    @Test
    void factsCountAndNameWhatTheyCount() {
        var both = new Told[] {
            utrecht().files(2).revised(3).sessions(2, true).findings(4).objections(5), other().sessions(1, false)
        };
        assertThat(fact(Key.COUNT_FILES, both)).satisfies(f -> {
            assertThat(f.count()).isEqualTo(1);
            assertThat(f.of()).isEqualTo(2);
            assertThat(f.about()).singleElement().satisfies(i -> {
                assertThat(i.kind()).isEqualTo("count");
                assertThat(i.id()).isEqualTo("TK2025-GM0344");
                assertThat(i.label()).isEqualTo("Utrecht");
                assertThat(i.status()).isEqualTo("2 abababab");
            });
            assertThat(f.at()).isEqualTo(NIGHT.plus(Duration.ofHours(2)));
            assertThat(f.by()).isEqualTo("kees");
            assertThat(f.seq()).isEqualTo(7);
        });
        assertThat(fact(Key.COUNT_REPLACED, both).count()).isEqualTo(1);
        assertThat(fact(Key.COUNT_REPLACED, both).of()).isEqualTo(1);
        assertThat(fact(Key.COUNT_REVISED, both).count()).isEqualTo(2);
        assertThat(fact(Key.COUNT_SESSIONS, both).count()).as("those in public").isEqualTo(2);
        assertThat(fact(Key.COUNT_OVER_ELIGIBLE, both).count()).isZero();
        assertThat(fact(Key.COUNT_OVER_ELIGIBLE, both).of()).isEqualTo(1);
        assertThat(fact(Key.COUNT_FINDINGS, both).count()).isEqualTo(4);
        assertThat(fact(Key.COUNT_OBJECTIONS, both).count()).isEqualTo(5);
    }

    @Test
    void onlyWhatIsCountedIsNamed() {
        var quiet = utrecht().files(1).votes(600, 1_000).revised(1);
        var loud = other().files(2)
                .revised(2)
                .sessions(1, true)
                .votes(1_001, 1_000)
                .findings(1)
                .objections(1);
        for (var key : List.of(
                Key.COUNT_REPLACED,
                Key.COUNT_REVISED,
                Key.COUNT_SESSIONS,
                Key.COUNT_OVER_ELIGIBLE,
                Key.COUNT_FINDINGS,
                Key.COUNT_OBJECTIONS)) {
            assertThat(fact(key, quiet, loud).about())
                    .as(key.toString())
                    .extracting(Fact.Item::label)
                    .containsExactly("Amsterdam");
            assertThat(fact(key, quiet, loud).count()).as(key.toString()).isEqualTo(1);
        }
        assertThat(fact(Key.COUNT_OVER_ELIGIBLE, quiet.votes(600, 0), loud).of())
                .as("of those that say how many may vote")
                .isEqualTo(1);
    }

    @Test
    void aFactRestsOnTheNewestOfWhatItCountsAndWhereThatIsNothingOnTheNewestOfAll() {
        var counts = new Told[] {utrecht().files(1).seq(5), other().seq(9)};
        assertThat(fact(Key.COUNT_FILES, counts)).satisfies(f -> {
            assertThat(f.seq()).isEqualTo(5);
            assertThat(f.by()).isEqualTo("kees");
        });
        assertThat(fact(Key.COUNT_REPLACED, counts)).satisfies(f -> {
            assertThat(f.count()).isZero();
            assertThat(f.seq()).isEqualTo(9);
            assertThat(f.by()).isNull();
        });
    }

    @Test
    void aCountWithoutAFileIsNamedByItsSessionsAndRestsOnWhatWasSaidLast() {
        var fact = fact(Key.COUNT_SESSIONS, other().sessions(2, true));
        assertThat(fact.at()).isEqualTo(NIGHT);
        assertThat(fact.by()).isNull();
        assertThat(fact.about()).singleElement().satisfies(i -> {
            assertThat(i.status()).isEqualTo("2");
            assertThat(i.since()).isEqualTo(NIGHT);
            assertThat(i.by()).isNull();
            assertThat(i.role()).isNull();
        });
        assertThat(fact(Key.COUNT_FILES, utrecht().files(1)).about().get(0).role())
                .isEqualTo(Role.MUNICIPALITY);
        assertThat(fact(Key.COUNT_FILES, utrecht().files(1)).role()).isEqualTo(Role.MUNICIPALITY);
    }

    @Test
    void ofNothingThereIsNothingAndTheSumOfACommitteeIsNoMunicipalitys() {
        assertThat(of().facts()).allSatisfy(f -> {
            assertThat(f.count()).isZero();
            assertThat(f.at()).isNull();
            assertThat(f.seq()).isZero();
        });
        assertThat(fact(Key.COUNT_FILES, new Told(null).files(1)).of()).isZero();
    }

    @Test
    void ofAMomentTheFilesOfThenCount() {
        var count = of(utrecht().files(3).state());
        assertThat(count.asOf(NIGHT.plus(Duration.ofHours(2))).files()).hasSize(2);
        assertThat(count.asOf(NIGHT.plus(Duration.ofMinutes(90))).files()).hasSize(1);
        assertThat(count.asOf(NIGHT.minusSeconds(1)).provisional()).isEmpty();
        assertThat(of(utrecht().sessions(1, true).state())
                        .asOf(NIGHT.minusSeconds(1))
                        .sessions())
                .isEmpty();
    }

    private static MunicipalCount of(CountState state) {
        return new MunicipalCount(state, List.of(), List.of(), List.of(), 1);
    }
}
