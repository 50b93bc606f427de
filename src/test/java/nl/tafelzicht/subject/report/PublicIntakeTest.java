package nl.tafelzicht.subject.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.UUID;
import nl.tafelzicht.subject.report.PublicIntake.Answer;
import nl.tafelzicht.subject.report.PublicIntake.Place;
import nl.tafelzicht.subject.report.PublicIntake.Room;
import org.junit.jupiter.api.Test;

/** Nobody is silenced, nobody silences others, and time is moved, not waited for. */
class PublicIntakeTest {

    private static final Instant NOON = Instant.parse("2026-03-18T11:00:00Z");

    private Instant now = NOON;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final PublicIntake intake = new PublicIntake(new PublicIntake.Limits(5, 120, 300), clock);

    private Answer ask(String source) {
        return intake.ask(source, false, false, false, false, Room.PLENTY);
    }

    private Answer urgent(String source) {
        return intake.ask(source, false, true, true, false, Room.PLENTY);
    }

    @Test
    void whatASourceSaysWithinItsMeasureGoesToTheDeskAndTheRestToTheTable() {
        for (int i = 0; i < 5; i++) {
            assertThat(ask("192.0.2.1").place()).isEqualTo(Place.DESK);
        }
        assertThat(ask("192.0.2.1").place()).isEqualTo(Place.TABLE);
        now = now.plusSeconds(PublicIntake.WINDOW_SECONDS);
        assertThat(ask("192.0.2.1").place()).as("ten minutes later").isEqualTo(Place.DESK);
    }

    @Test
    void nobodySilencesOthers() {
        for (int i = 0; i < 125; i++) {
            ask("192.0.2.1");
        }
        assertThat(ask("192.0.2.2").place())
                .as("what one source says beyond its measure does not count towards the nation's")
                .isEqualTo(Place.DESK);
        for (int i = 0; i < 200; i++) {
            now = now.plusMillis(20);
            ask("198.51.100." + i);
        }
        assertThat(ask("192.0.2.3").place()).as("the nation's minute is full").isEqualTo(Place.TABLE);
        assertThat(urgent("192.0.2.4").place())
                .as("what is urgent rings all the same")
                .isEqualTo(Place.DESK);
    }

    @Test
    void peopleBehindOneBusyAddressAreSlowedAndNotSilenced() {
        var waiting = new PriorityQueue<Instant>();
        for (int i = 0; i < 200; i++) {
            waiting.add(now);
        }
        int taken = 0;
        while (!waiting.isEmpty()) {
            now = waiting.remove();
            var answer = ask("192.0.2.1");
            if (answer.later() == null) {
                taken++;
            } else {
                waiting.add(now.plus(answer.later()));
            }
        }
        assertThat(taken).isEqualTo(200);
        assertThat(Duration.between(NOON, now))
                .as("a hall full of people")
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(20));
    }

    @Test
    void whoDidTheWorkBehindThatAddressGoesFirst() {
        for (int i = 0; i < 200; i++) {
            ask("192.0.2.1");
        }
        assertThat(ask("192.0.2.1").later()).isNotNull();
        assertThat(intake.ask("192.0.2.1", true, false, false, false, Room.PLENTY)
                        .later())
                .isNull();
    }

    private record Try(Instant at, int source) {}

    @Test
    void ofAllSourcesThatSendAtOnceNearlyAllAreTakenWithinAnHourWhenEachDoesAsItIsTold() {
        int sources = Boolean.getBoolean("wide") ? 500_000 : 100_000;
        var tries = new PriorityQueue<Try>(Comparator.comparing(Try::at).thenComparing(Try::source));
        for (int i = 0; i < sources; i++) {
            tries.add(new Try(NOON, i));
        }
        int taken = 0;
        int asked = 0;
        while (!tries.isEmpty() && tries.peek().at.isBefore(NOON.plus(Duration.ofHours(1)))) {
            var next = tries.remove();
            now = next.at;
            asked++;
            var answer = ask("source " + next.source);
            if (answer.later() == null) {
                taken++;
            } else {
                tries.add(
                        new Try(now.plusSeconds(Math.max(1, (answer.later().toMillis() + 999) / 1_000)), next.source));
            }
        }
        assertThat(taken).isGreaterThan(sources * 99 / 100);
        assertThat(asked).as("most come back once").isLessThan(sources * 5 / 2);
    }

    @Test
    void whoComesEarlyKeepsTheTurnAndWhoWaitsForItGetsIt() {
        for (int i = 0; i < 5_000; i++) {
            ask("source " + i);
        }
        var told = ask("192.0.2.9").later();
        assertThat(told).isPositive();
        now = now.plus(told.dividedBy(2));
        var again = ask("192.0.2.9").later();
        assertThat(again).isLessThanOrEqualTo(told.dividedBy(2).plusSeconds(1));
        now = now.plus(again);
        for (int i = 10_000; i < 15_000; i++) {
            ask("source " + i);
        }
        assertThat(ask("192.0.2.9").later()).as("whoever came meanwhile").isNull();
    }

    /** A flood of whoever does not come back leaves the turns that it was given to others. */
    @Test
    void whereNobodyComesBackTheNodeStillTakesWhatItCan() {
        int taken = 0;
        for (int i = 0; i < 60 * 2_000; i++) {
            now = NOON.plusNanos(i * 500_000L);
            if (ask("source " + i).later() == null) {
                taken++;
            }
        }
        assertThat(taken / 60).as("a second, of 2,000 that come").isBetween(200, 320);
        for (int i = 0; i < 3_000; i++) {
            now = now.plusMillis(10);
            ask("late " + i);
        }
        assertThat(ask("192.0.2.77").later())
                .as("and a newcomer who waits is not told to come in an hour")
                .satisfies(later -> assertThat(later == null || later.compareTo(Duration.ofMinutes(10)) < 0)
                        .isTrue());
    }

    @Test
    void aTenthIsKeptForWhatIsUrgentAndThenAllIsFull() {
        assertThat(intake.ask("192.0.2.1", false, false, false, false, Room.URGENT_ONLY)
                        .place())
                .isEqualTo(Place.NOWHERE);
        for (int i = 0; i < 5; i++) {
            assertThat(intake.ask("192.0.2.2", false, true, true, false, Room.URGENT_ONLY)
                            .place())
                    .isEqualTo(Place.DESK);
        }
        assertThat(intake.ask("192.0.2.2", false, true, true, false, Room.URGENT_ONLY)
                        .place())
                .as("of sources that keep their measure")
                .isEqualTo(Place.NOWHERE);
        assertThat(intake.ask("192.0.2.3", false, true, true, false, Room.NONE).place())
                .isEqualTo(Place.NOWHERE);
        assertThat(intake.ask("192.0.2.4", false, false, false, true, Room.PLENTY)
                        .place())
                .as("the desk has as much as it can have")
                .isEqualTo(Place.TABLE);
        assertThat(intake.ask("192.0.2.5", false, true, true, true, Room.PLENTY).place())
                .isEqualTo(Place.DESK);
    }

    @Test
    void aMillionSourcesTakeTheMemoryThatTheTableHas() {
        var table = new SourceTable(10);
        for (int i = 1; i <= 100_000; i++) {
            int place = table.find(i * 0x9E3779B97F4A7C15L, i);
            assertThat(place).isBetween(0, 1_023);
            assertThat(table.counted(place, i, 600)).isEqualTo(1);
        }
        int last = table.find(100_000 * 0x9E3779B97F4A7C15L, 100_001);
        assertThat(table.count(last, 100_001, 600))
                .as("who came last is remembered")
                .isEqualTo(1);
    }

    @Test
    void aProofIsOfOneReportAndOfAFewMinutes() throws Exception {
        var key = UUID.randomUUID();
        long minute = NOON.getEpochSecond() / 60;
        long nonce = 0;
        while (!startsWithSixteenZeros(key + " " + minute + " " + nonce + " a fight")) {
            nonce++;
        }
        var proof = minute + ":" + nonce;
        assertThat(Proof.holds(proof, key, "a fight", NOON)).isTrue();
        assertThat(Proof.holds(proof, key, "another fight", NOON)).isFalse();
        assertThat(Proof.holds(proof, UUID.randomUUID(), "a fight", NOON)).isFalse();
        assertThat(Proof.holds(proof, key, "a fight", NOON.plus(Duration.ofMinutes(11))))
                .isFalse();
        for (var wrong :
                new String[] {null, "", ":", "1:2:3", "x:1", minute + ":-1", minute + ":99999999999999999999"}) {
            assertThat(Proof.holds(wrong, key, "a fight", NOON)).as(wrong).isFalse();
        }
    }

    private static boolean startsWithSixteenZeros(String text) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return hash[0] == 0 && hash[1] == 0;
    }
}
