package nl.tafelzicht.subject.tolerance.domain;

import static nl.tafelzicht.support.Situations.NOW;
import static nl.tafelzicht.support.Situations.UTRECHT;
import static nl.tafelzicht.support.Situations.at;
import static nl.tafelzicht.support.Situations.event;
import static nl.tafelzicht.support.Situations.isNothing;
import static nl.tafelzicht.support.Situations.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal.Reason;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.tolerance.domain.Verdict.Outcome;
import nl.tafelzicht.subject.tolerance.domain.Verdict.Rule;
import nl.tafelzicht.support.Diagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the security triangle agrees, and how what is seen compares with it. */
class ToleranceRulesTest {

    private static final Instant FROM = NOW.minusSeconds(3_600);
    private static final Instant UNTIL = NOW.plusSeconds(3_600);
    private static final Point DOOR = new Point(52.09, 5.12);
    private static final Municipality AMSTERDAM = new Municipality("GM0363", "Amsterdam");
    private static final List<Point> SQUARE =
            List.of(new Point(52.08, 5.11), new Point(52.08, 5.13), new Point(52.10, 5.13), new Point(52.10, 5.11));

    private static Station station(String id) {
        if (!Set.of("GM0344-1", "GM0344-2", "GM0363-1").contains(id)) {
            return null;
        }
        var place = id.startsWith("GM0344") ? UTRECHT : AMSTERDAM;
        var opens = OffsetDateTime.parse("2026-03-18T07:30:00+01:00");
        var entry = new StationEntry(
                id,
                1,
                id,
                StationType.REGULAR,
                place,
                new Location(DOOR.latitude(), DOOR.longitude(), null, null, null, null),
                opens,
                opens.plusHours(13),
                null,
                0);
        return Station.evolve(null, new StationEvent.Registered(entry, UUID.randomUUID()), at(1, "office"));
    }

    private static Terms around(List<String> stations, Integer radius, Instant from, Instant until) {
        return new Terms(
                "limit",
                stations,
                radius,
                null,
                50,
                100,
                false,
                from,
                until,
                List.of(new Terms.Measure("police", "acts")));
    }

    private static Terms within(List<Point> polygon, Integer radius) {
        return new Terms("area", null, radius, polygon, null, 100, null, FROM, UNTIL, null);
    }

    private static Terms usual() {
        return around(List.of("GM0344-1"), 300, FROM, UNTIL);
    }

    private static Decision<ToleranceEvent> decide(ToleranceLimit limit, ToleranceCommand command) {
        return ToleranceDecider.decide(limit, command, ToleranceRulesTest::station, NOW);
    }

    private static Decision<ToleranceEvent> propose(Terms terms) {
        return decide(null, new ToleranceCommand.Propose(UTRECHT, terms, Role.MAYOR));
    }

    private static ToleranceLimit after(ToleranceLimit before, ToleranceEvent event, long seq, String actor) {
        return ToleranceLimit.evolve(before, "l", event, at(seq, actor));
    }

    private static ToleranceLimit proposed(Terms terms) {
        return after(null, event(propose(terms)), 1, "mayor-1");
    }

    private static ToleranceLimit agreed(Terms terms) {
        var limit = after(proposed(terms), new ToleranceEvent.Agreed(1, Role.POLICE), 2, "police-1");
        return after(limit, new ToleranceEvent.Agreed(1, Role.PROSECUTOR), 3, "prosecutor-1");
    }

    @Test
    void itHoldsOnceAllThreeHaveAgreed() {
        var limit = proposed(usual());
        assertThat(limit.state().revision()).isEqualTo(1);
        assertThat(limit.state().status()).isEqualTo(ToleranceStatus.PROPOSED);
        assertThat(limit.state().agreements())
                .as("whoever proposes agrees")
                .containsExactly(new ToleranceState.Agreement(
                        Role.MAYOR, "mayor-1", at(1, "").at()));
        limit = after(limit, event(decide(limit, new ToleranceCommand.Agree(1, Role.POLICE))), 2, "police-1");
        assertThat(limit.isInForce()).isFalse();
        assertThat(isNothing(decide(limit, new ToleranceCommand.Agree(1, Role.POLICE))))
                .as("again")
                .isTrue();
        limit = after(limit, event(decide(limit, new ToleranceCommand.Agree(1, Role.PROSECUTOR))), 3, "prosecutor-1");
        assertThat(limit.isInForce()).isTrue();
        assertThat(limit.state().since()).isEqualTo(at(3, "").at());
        assertThat(limit.visibility().municipalities()).containsExactly("GM0344");
        assertThatThrownBy(() -> after(null, new ToleranceEvent.Agreed(1, Role.POLICE), 1, "x"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChangeStartsOver() {
        var limit = agreed(usual());
        var other = around(List.of("GM0344-1"), 500, FROM, UNTIL);
        assertThat(isNothing(decide(limit, new ToleranceCommand.Change(1, usual(), Role.POLICE))))
                .as("the same terms")
                .isTrue();
        limit = after(limit, event(decide(limit, new ToleranceCommand.Change(1, other, Role.POLICE))), 4, "police-1");
        assertThat(limit.state().revision()).isEqualTo(2);
        assertThat(limit.state().status()).isEqualTo(ToleranceStatus.PROPOSED);
        assertThat(limit.state().agreements())
                .extracting(ToleranceState.Agreement::role)
                .containsExactly(Role.POLICE);
        assertThat(limit.state().terms()).isEqualTo(other);
    }

    @Test
    void oneAgreesToWhatOneHasRead() {
        var limit = after(proposed(usual()), new ToleranceEvent.Changed(2, usual(), Role.MAYOR), 2, "mayor-1");
        for (var command : List.of(
                new ToleranceCommand.Agree(1, Role.POLICE),
                new ToleranceCommand.Agree(3, Role.POLICE),
                new ToleranceCommand.Change(1, around(List.of("GM0344-1"), 1, FROM, UNTIL), Role.POLICE))) {
            var refused = refusal(decide(limit, command));
            assertThat(refused.reason()).isEqualTo(Reason.TRANSITION);
            assertThat(refused.allowed()).containsExactly("revision 2");
            assertThat(refused.state()).isEqualTo("proposed");
        }
    }

    @Test
    void whatIsWithdrawnStaysSo() {
        var limit = after(
                agreed(usual()),
                event(decide(agreed(usual()), new ToleranceCommand.Withdraw("it rains", Role.MAYOR))),
                4,
                "mayor-1");
        assertThat(limit.state().status()).isEqualTo(ToleranceStatus.WITHDRAWN);
        assertThat(limit.isInForce()).isFalse();
        assertThat(limit.state().withdrawal())
                .isEqualTo(new ToleranceState.Withdrawal(
                        "it rains", Role.MAYOR, "mayor-1", at(4, "").at()));
        assertThat(limit.state().agreements()).as("what was agreed is known").hasSize(3);
        for (var command : List.of(
                new ToleranceCommand.Agree(1, Role.MAYOR),
                new ToleranceCommand.Change(1, usual(), Role.MAYOR),
                new ToleranceCommand.Withdraw("again", Role.MAYOR))) {
            assertThat(refusal(decide(limit, command)).detail()).contains("withdrawn by mayor-1");
        }
    }

    @Test
    void termsHaveAPlaceAndATime() {
        assertThat(propose(usual())).isInstanceOf(Decision.Accepted.class);
        assertThat(propose(within(SQUARE, null))).isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(propose(within(null, null))).field()).as("neither").isEqualTo("stations");
        assertThat(refusal(propose(around(List.of(), null, FROM, UNTIL))).field())
                .as("no station")
                .isEqualTo("stations");
        assertThat(refusal(propose(new Terms(
                                "both", List.of("GM0344-1"), 300, SQUARE, null, null, null, FROM, UNTIL, null)))
                        .field())
                .as("both")
                .isEqualTo("stations");
        assertThat(refusal(propose(within(SQUARE, 300))).field()).isEqualTo("radiusMetres");
        assertThat(refusal(propose(around(List.of("GM0344-1", "GM0363-1"), 300, FROM, UNTIL)))
                        .detail())
                .as("of another municipality")
                .contains("GM0363-1");
        assertThat(refusal(propose(around(List.of("GM0344-9"), 300, FROM, UNTIL)))
                        .detail())
                .as("of nobody")
                .contains("GM0344-9");
        assertThat(refusal(propose(around(List.of("GM0344-1"), 300, UNTIL, UNTIL)))
                        .field())
                .isEqualTo("until");
        assertThat(refusal(propose(around(List.of("GM0344-1"), 300, FROM, NOW))).detail())
                .contains("past");
        assertThat(propose(around(List.of("GM0344-1"), 300, FROM, NOW.plusMillis(1))))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(propose(within(List.of(new Point(40, 5), new Point(52, 5), new Point(52, 6)), null)))
                        .detail())
                .contains("outside the Kingdom");
        assertThat(refusal(propose(within(List.of(SQUARE.get(0), SQUARE.get(2), SQUARE.get(1), SQUARE.get(3)), null)))
                        .field())
                .as("crosses itself")
                .isEqualTo("polygon");
        assertThat(refusal(decide(
                                proposed(usual()),
                                new ToleranceCommand.Change(
                                        1, around(List.of("GM0363-1"), 300, FROM, UNTIL), Role.MAYOR)))
                        .field())
                .as("so does a change")
                .isEqualTo("stations");
    }

    private static ToleranceEvaluation.Observation sight(
            Instant at,
            String station,
            Point location,
            Integer distance,
            Integer count,
            Boolean blocked,
            Boolean sound) {
        return new ToleranceEvaluation.Observation(at, station, location, distance, count, blocked, sound);
    }

    private static Verdict judge(ToleranceEvaluation.Observation sight, ToleranceLimit... limits) {
        return ToleranceEvaluation.judge(
                sight,
                Stream.of(limits),
                id -> station(id) == null ? null : station(id).point());
    }

    /** Of verdicts that weigh the same the rule decides that comes first, then the limit. */
    @Test
    void ofSeveralLimitsTheMostSevereVerdictCounts() {
        var distance = agreed(usual());
        var sound = after(
                agreed(new Terms(
                        "quiet", List.of("GM0344-1"), 300, null, null, null, false, FROM, UNTIL, usual().measures())),
                new ToleranceEvent.Agreed(1, Role.MAYOR),
                4,
                "mayor-1");
        var loudAndNear = sight(NOW, "GM0344-1", null, 40, null, null, true);
        for (var limits : List.of(List.of(distance, sound), List.of(sound, distance))) {
            var verdict = judge(loudAndNear, limits.toArray(ToleranceLimit[]::new));
            assertThat(verdict.rule())
                    .isEqualTo(List.of(judge(loudAndNear, distance), judge(loudAndNear, sound)).stream()
                            .map(Verdict::rule)
                            .min(java.util.Comparator.naturalOrder())
                            .orElseThrow());
        }
        assertThat(judge(loudAndNear, distance).rule())
                .isNotEqualTo(judge(loudAndNear, sound).rule());
        assertThat(judge(loudAndNear, distance).outcome())
                .isEqualTo(judge(loudAndNear, sound).outcome());
    }

    @ParameterizedTest(name = "{0} ms from its start: {1}")
    @CsvSource({"-1, false", "0, true", "7199999, true", "7200000, false"})
    void itHoldsFromUntil(long millis, boolean holds) {
        assertThat(judge(sight(FROM.plusMillis(millis), "GM0344-1", null, null, 200, null, null), agreed(usual()))
                        != null)
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @EnumSource(ToleranceStatus.class)
    void onlyWhatIsInForceIsJudgedBy(ToleranceStatus status) {
        var limit =
                switch (status) {
                    case PROPOSED -> proposed(usual());
                    case IN_FORCE -> agreed(usual());
                    case WITHDRAWN ->
                        after(agreed(usual()), new ToleranceEvent.Withdrawn("x", Role.MAYOR), 4, "mayor-1");
                };
        assertThat(judge(sight(NOW, "GM0344-1", null, null, 200, null, null), limit) != null)
                .isEqualTo(status == ToleranceStatus.IN_FORCE);
    }

    @Test
    void itHoldsAroundItsStationsUpToItsRadius() {
        var near = new Point(DOOR.latitude() + 299 / 111_195.0, DOOR.longitude());
        var far = new Point(DOOR.latitude() + 301 / 111_195.0, DOOR.longitude());
        var limit = agreed(usual());
        assertThat(judge(sight(NOW, null, near, null, 200, null, null), limit).outcome())
                .isEqualTo(Outcome.BREACHED);
        assertThat(judge(sight(NOW, null, far, null, 200, null, null), limit)).isNull();
        assertThat(judge(sight(NOW, null, null, null, 200, null, null), limit))
                .as("somewhere in the municipality")
                .isNull();
        assertThat(judge(sight(NOW, "GM0344-1", far, null, 200, null, null), limit))
                .as("at the station, by the reporter's word")
                .isNotNull();
        assertThat(judge(sight(NOW, "GM0344-2", null, null, 200, null, null), limit))
                .as("at another door within the radius")
                .isNotNull();
        var usualRadius = agreed(around(List.of("GM0344-1"), null, FROM, UNTIL));
        assertThat(judge(sight(NOW, null, near, null, 200, null, null), usualRadius))
                .isNotNull();
        assertThat(judge(sight(NOW, null, far, null, 200, null, null), usualRadius))
                .isNull();
    }

    @Test
    void itHoldsInItsArea() {
        var limit = agreed(within(SQUARE, null));
        assertThat(judge(sight(NOW, null, DOOR, null, 101, null, null), limit).rule())
                .isEqualTo(Rule.MAXIMUM_PARTICIPANTS);
        assertThat(judge(sight(NOW, "GM0344-1", null, null, 101, null, null), limit))
                .as("a station in it")
                .isNotNull();
        assertThat(judge(sight(NOW, null, new Point(52.11, 5.12), null, 101, null, null), limit))
                .isNull();
        assertThat(judge(sight(NOW, "GM0344-9", null, null, 101, null, null), limit))
                .as("a station that nobody knows")
                .isNull();
    }

    @Test
    void distanceIsWhatIsReportedOrElseMeasured() {
        var limit = agreed(usual());
        var at40 = new Point(DOOR.latitude() + 40 / 111_195.0, DOOR.longitude());
        var at60 = new Point(DOOR.latitude() + 60 / 111_195.0, DOOR.longitude());
        var at80 = new Point(DOOR.latitude() + 80 / 111_195.0, DOOR.longitude());
        assertThat(judge(sight(NOW, null, at40, null, null, null, null), limit).outcome())
                .isEqualTo(Outcome.BREACHED);
        assertThat(judge(sight(NOW, null, at40, null, null, null, null), limit).seen())
                .isEqualTo(40);
        assertThat(judge(sight(NOW, null, at60, null, null, null, null), limit).outcome())
                .isEqualTo(Outcome.NEAR);
        assertThat(judge(sight(NOW, null, at80, null, null, null, null), limit).outcome())
                .isEqualTo(Outcome.WITHIN);
        assertThat(judge(sight(NOW, "GM0344-1", at40, null, null, null, null), limit)
                        .seen())
                .as("to its own door")
                .isEqualTo(40);
        assertThat(judge(sight(NOW, null, at40, 70, null, null, null), limit).seen())
                .as("as reported")
                .isEqualTo(70);
        assertThat(judge(sight(NOW, "GM0344-1", DOOR, null, null, null, null), limit)
                        .rule())
                .as("the place of the station itself says nothing")
                .isEqualTo(Rule.NONE);
        assertThat(judge(sight(NOW, "GM0344-1", null, null, null, null, null), limit)
                        .outcome())
                .isEqualTo(Outcome.WITHIN);
        var area = agreed(new Terms("area", null, null, SQUARE, 50, null, null, FROM, UNTIL, null));
        assertThat(judge(sight(NOW, null, at40, null, null, null, null), area).rule())
                .as("an area has no doors")
                .isEqualTo(Rule.NONE);
    }

    @Test
    void theHeaviestDecidesAndOfEqualOnesTheFirst() {
        var limit = agreed(usual());
        assertThat(judge(sight(NOW, "GM0344-1", null, 40, 90, null, false), limit)
                        .rule())
                .as("breached beside near")
                .isEqualTo(Rule.MINIMUM_DISTANCE);
        assertThat(judge(sight(NOW, "GM0344-1", null, 40, 101, null, true), limit)
                        .rule())
                .as("all breached")
                .isEqualTo(Rule.MAXIMUM_PARTICIPANTS);
        assertThat(judge(sight(NOW, "GM0344-1", null, 40, 101, true, true), limit)
                        .rule())
                .as("access comes first")
                .isEqualTo(Rule.FREE_ACCESS);
        assertThat(judge(sight(NOW, "GM0344-1", null, null, null, false, false), limit)
                        .rule())
                .isEqualTo(Rule.AMPLIFIED_SOUND);
        var lax = ToleranceLimit.evolve(
                null,
                "z",
                new ToleranceEvent.Proposed(
                        UTRECHT,
                        new Terms("lax", List.of("GM0344-1"), 300, null, null, 1_000, null, FROM, UNTIL, null),
                        Role.MAYOR),
                at(1, "m"));
        for (var role : List.of(Role.POLICE, Role.PROSECUTOR)) {
            lax = ToleranceLimit.evolve(
                    lax, "z", new ToleranceEvent.Agreed(1, role), new EventMetadata(2, UUID.randomUUID(), 2, NOW, "p"));
        }
        var verdict = judge(sight(NOW, "GM0344-1", null, null, 150, null, null), lax, limit);
        assertThat(verdict.limit()).as("the stricter of two").isEqualTo("l");
        assertThat(verdict.measures()).as("who acts").hasSize(1);
        assertThat(verdict.agreed()).isEqualTo(100);
        assertThat(verdict.revision()).isEqualTo(1);
        assertThat(judge(sight(NOW, "GM0344-1", null, null, 90, null, null), limit)
                        .measures())
                .as("nobody acts on what is near")
                .isEmpty();
        assertThat(judge(sight(NOW, "GM0344-1", null, null, 1_001, null, null), lax)
                        .measures())
                .as("none were agreed")
                .isEmpty();
    }

    @Test
    void whatNothingWasAgreedOfIsNotJudged() {
        var free = agreed(new Terms("free", List.of("GM0344-1"), 300, null, null, null, null, FROM, UNTIL, null));
        var verdict = judge(sight(NOW, "GM0344-1", null, 1, 100_000, null, true), free);
        assertThat(verdict.outcome()).isEqualTo(Outcome.WITHIN);
        assertThat(verdict.rule()).isEqualTo(Rule.NONE);
        var loud = agreed(new Terms("loud", List.of("GM0344-1"), 300, null, null, null, true, FROM, UNTIL, null));
        assertThat(judge(sight(NOW, "GM0344-1", null, null, null, null, true), loud)
                        .outcome())
                .as("sound is allowed")
                .isEqualTo(Outcome.WITHIN);
        assertThat(judge(sight(NOW, "GM0344-1", null, null, null, true, null), free)
                        .rule())
                .as("but access stays free")
                .isEqualTo(Rule.FREE_ACCESS);
    }

    @Test
    void theDiagramInTheArchitectureHasTheStepsOfTheRulesAndNoOthers() throws Exception {
        var steps = new TreeSet<String>();
        var other = around(List.of("GM0344-1"), 500, FROM, UNTIL);
        var withdrawn = after(
                agreed(usual()),
                event(decide(agreed(usual()), new ToleranceCommand.Withdraw("over", Role.MAYOR))),
                9,
                "mayor-1");
        var nearly = after(proposed(usual()), new ToleranceEvent.Agreed(1, Role.POLICE), 2, "police-1");
        for (var limit : List.of(proposed(usual()), nearly, agreed(usual()), withdrawn)) {
            for (var command : List.of(
                    new ToleranceCommand.Agree(1, Role.PROSECUTOR),
                    new ToleranceCommand.Change(1, other, Role.POLICE),
                    new ToleranceCommand.Withdraw("over", Role.MAYOR))) {
                var decision = decide(limit, command);
                if (!(decision instanceof Decision.Accepted<ToleranceEvent> a)
                        || a.events().isEmpty()) {
                    continue;
                }
                var next =
                        after(limit, a.events().get(0), 10, "somebody").state().status();
                if (next != limit.state().status()) {
                    steps.add(limit.state().status() + " " + next);
                }
            }
        }
        assertThat(steps).isEqualTo(Diagram.of("tolerance limit"));
    }

    /** At least a hundred metres were agreed; beyond five quarters of it a distance is no longer near that. */
    @ParameterizedTest
    @CsvSource({"99, BREACHED", "100, NEAR", "125, NEAR", "126, WITHIN"})
    void aDistanceIsJudgedAtItsBounds(int metres, Outcome outcome) {
        var limit = agreed(new Terms("limit", List.of("GM0344-1"), 300, null, 100, null, null, FROM, UNTIL, List.of()));
        assertThat(judge(sight(NOW, "GM0344-1", null, metres, null, null, null), limit)
                        .outcome())
                .isEqualTo(outcome);
    }
}
