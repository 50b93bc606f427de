package nl.tafelzicht.subject.narrative.domain;

import static nl.tafelzicht.support.Situations.NOW;
import static nl.tafelzicht.support.Situations.UTRECHT;
import static nl.tafelzicht.support.Situations.at;
import static nl.tafelzicht.support.Situations.event;
import static nl.tafelzicht.support.Situations.isNothing;
import static nl.tafelzicht.support.Situations.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Latest;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal.Reason;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.support.Diagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be said of a claim that goes round, and what becomes of the alert. */
class NarrativeLifeTest {

    private static final Role DESK = Role.TABLE_OPERATOR;

    private static NarrativeScope about(String... stations) {
        return new NarrativeScope(List.of(stations), stations.length == 0 ? List.of(UTRECHT) : List.of(), List.of());
    }

    private static Sighting sighting(String url, Instant seenAt) {
        return new Sighting("X", url, seenAt, "nl", null, null, List.of());
    }

    private static NarrativeContent content(
            Tlp marking, Set<String> recipients, Instant firstSeen, List<Sighting> sightings) {
        return new NarrativeContent(
                "All closed",
                NarrativeKind.SAFETY_SCARE,
                "nl",
                List.of(Assertion.ALL_CLOSED),
                about(),
                firstSeen,
                sightings,
                List.of(),
                List.of("T0001"),
                marking,
                recipients,
                "nieuws");
    }

    private static Narrative narrative(String id, Tlp marking, Set<String> recipients) {
        return Narrative.evolve(
                null,
                id,
                new NarrativeEvent.Reported(content(marking, recipients, NOW, List.of()), DESK),
                at(1, "desk"));
    }

    private static Narrative narrative() {
        return narrative("n", Tlp.GREEN, Set.of());
    }

    private static Decision<NarrativeEvent> decide(Narrative n, NarrativeCommand c) {
        return NarrativeDecider.decide(n, c, NOW);
    }

    private static Narrative after(Narrative before, NarrativeEvent event, long seq) {
        return Narrative.evolve(before, before == null ? "n" : before.id(), event, at(seq, "desk"));
    }

    private static NarrativeCommand.Amend become(NarrativeStatus state, String reason) {
        return new NarrativeCommand.Amend(
                null, null, null, null, null, null, null, null, null, state, reason, false, DESK);
    }

    private static Narrative in(NarrativeStatus status) {
        return status == NarrativeStatus.REPORTED
                ? narrative()
                : after(narrative(), new NarrativeEvent.StateChanged(status, "r", null, DESK), 2);
    }

    @ParameterizedTest(name = "{0} s from now: {1}")
    @CsvSource({"0, true", "300, true", "301, false"})
    void nothingIsSeenAheadOfItsTime(long seconds, boolean taken) {
        var then = NOW.plusSeconds(seconds);
        var decisions = List.of(
                decide(null, new NarrativeCommand.Report(content(Tlp.GREEN, Set.of(), then, List.of()), DESK)),
                decide(
                        null,
                        new NarrativeCommand.Report(
                                content(Tlp.GREEN, Set.of(), null, List.of(sighting("a", NOW), sighting("b", then))),
                                DESK)),
                decide(narrative(), new NarrativeCommand.AddSighting(sighting("c", then), DESK)),
                decide(
                        narrative(),
                        new NarrativeCommand.ObserveSpread(
                                new Observation(then, "X", 1L, null, null, null, "desk"), DESK)));
        var fields = List.of("firstSeen", "sightings", "seenAt", "at");
        for (int i = 0; i < fields.size(); i++) {
            assertThat(decisions.get(i) instanceof Decision.Accepted)
                    .as(fields.get(i))
                    .isEqualTo(taken);
            if (!taken) {
                assertThat(refusal(decisions.get(i)).field()).isEqualTo(fields.get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Tlp.class)
    void whatIsForNamedOnesNamesThem(Tlp marking) {
        for (var recipients : List.of(Set.<String>of(), Set.of("jan"))) {
            boolean fits = marking.isForNamed() != recipients.isEmpty();
            assertThat(
                            decide(
                                            null,
                                            new NarrativeCommand.Report(
                                                    content(marking, recipients, NOW, List.of()), DESK))
                                    instanceof Decision.Accepted)
                    .isEqualTo(fits);
        }
    }

    @Test
    void itIsReportedByWhomItIs() {
        var n = narrative().state();
        assertThat(n.state()).isEqualTo(NarrativeStatus.REPORTED);
        assertThat(n.by()).isEqualTo("desk");
        assertThat(n.firstSeen()).isEqualTo(NOW);
        assertThat(n.isOpen()).isTrue();
        assertThat(n.standing()).as("not looked at yet").isNull();
        assertThat(n.sharedWith()).isEmpty();
        var unseen = after(null, new NarrativeEvent.Reported(content(Tlp.GREEN, Set.of(), null, List.of()), DESK), 1);
        assertThat(unseen.state().firstSeen())
                .as("when it came in")
                .isEqualTo(at(1, "").at());
        var partner =
                after(null, new NarrativeEvent.Reported(content(Tlp.GREEN, Set.of(), NOW, List.of()), Role.PARTNER), 1);
        assertThat(partner.visibility().sharedWith())
                .as("a partner sees its own")
                .containsExactly("nieuws");
        assertThat(partner.state().sharedWith()).containsExactly("nieuws");
        assertThat(narrative().visibility().municipalities()).containsExactly("GM0344");
        assertThatThrownBy(() -> after(null, new NarrativeEvent.Commented("x", DESK), 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "REPORTED, ASSESSED, free",
        "REPORTED, CLOSED, reason",
        "ASSESSED, CLOSED, reason",
        "ANSWERED, ASSESSED, free",
        "ANSWERED, CLOSED, reason",
        "MONITORED, ASSESSED, free",
        "MONITORED, CLOSED, reason",
        "CLOSED, ASSESSED, reason",
        "REPORTED, ANSWERED, response",
        "ASSESSED, ANSWERED, response",
        "ASSESSED, MONITORED, response",
        "MONITORED, ANSWERED, response",
        "ASSESSED, REPORTED, no",
        "CLOSED, REPORTED, no"
    })
    void everyStepOfTheDesk(NarrativeStatus from, NarrativeStatus to, String how) {
        var n = in(from);
        var with = decide(n, become(to, "because"));
        if (how.equals("no") || how.equals("response")) {
            assertThat(refusal(with).reason()).isEqualTo(Reason.TRANSITION);
            assertThat(refusal(with).detail().contains("response")).isEqualTo(how.equals("response"));
            assertThat(refusal(with).allowed()).doesNotContain(to.toString());
            return;
        }
        for (var without : new String[] {null, " "}) {
            var decision = decide(n, become(to, without));
            if (how.equals("reason")) {
                assertThat(refusal(decision).field()).isEqualTo("reason");
            } else {
                assertThat(decision).isInstanceOf(Decision.Accepted.class);
            }
        }
        var next = after(n, event(with), 9).state();
        assertThat(next.state()).isEqualTo(to);
        assertThat(next.since()).isEqualTo(at(9, "").at());
        assertThat(next.isOpen()).isEqualTo(to != NarrativeStatus.CLOSED);
        assertThat(after(n, new NarrativeEvent.StateChanged(from, null, null, DESK), 9)
                        .state()
                        .since())
                .as("the same again is since before")
                .isEqualTo(n.state().since());
    }

    private static NarrativeCommand.Amend amend(
            String claim,
            NarrativeKind kind,
            String language,
            List<Assertion> assertions,
            NarrativeScope about,
            List<String> techniques,
            Tlp marking,
            Set<String> recipients,
            String assessment) {
        return new NarrativeCommand.Amend(
                claim,
                kind,
                language,
                assertions,
                about,
                techniques,
                marking,
                recipients,
                assessment,
                null,
                null,
                false,
                DESK);
    }

    @Test
    void whatIsSaidAgainChangesNothingAndEveryFieldCanChange() {
        var n = narrative();
        assertThat(isNothing(decide(n, amend(null, null, null, null, null, null, null, null, null))))
                .isTrue();
        assertThat(isNothing(decide(
                        n,
                        amend(
                                "All closed",
                                NarrativeKind.SAFETY_SCARE,
                                "nl",
                                List.of(Assertion.ALL_CLOSED),
                                about(),
                                List.of("T0001"),
                                Tlp.GREEN,
                                null,
                                null))))
                .isTrue();
        var changes = List.of(
                amend("Other", null, null, null, null, null, null, null, null),
                amend(null, NarrativeKind.SMEAR, null, null, null, null, null, null, null),
                amend(null, null, "en", null, null, null, null, null, null),
                amend(null, null, null, List.of(), null, null, null, null, null),
                amend(null, null, null, null, about("GM0363-1"), null, null, null, null),
                amend(null, null, null, null, null, List.of(), null, null, null),
                amend(null, null, null, null, null, null, Tlp.AMBER, null, null),
                amend(null, null, null, null, null, null, null, Set.of(), null),
                amend(null, null, null, null, null, null, null, null, "untrue"));
        for (var change : changes) {
            assertThat(isNothing(decide(n, change))).as(change.toString()).isFalse();
        }
        var next = after(
                n,
                event(decide(
                        n,
                        amend(
                                "Other",
                                NarrativeKind.SMEAR,
                                "en",
                                List.of(),
                                about("GM0363-1"),
                                List.of("T2"),
                                null,
                                null,
                                "untrue"))),
                2);
        assertThat(next.state().claim()
                        + next.state().kind()
                        + next.state().language()
                        + next.state().techniques()
                        + next.state().assessment())
                .isEqualTo("Other" + NarrativeKind.SMEAR + "en[T2]untrue");
        assertThat(next.visibility().municipalities())
                .as("where it is about now")
                .containsExactly("GM0363");
        assertThat(next.state().assertions()).isEmpty();
        assertThat(next.everVisible().municipalities()).contains("GM0344");
        var same = after(
                        next,
                        new NarrativeEvent.Amended(null, null, null, null, null, null, null, null, null, DESK, null),
                        3)
                .state();
        assertThat(same.claim() + same.language() + same.techniques() + same.assessment())
                .isEqualTo("Otheren[T2]untrue");
        assertThat(same.about().stations()).containsExactly("GM0363-1");
    }

    @Test
    void aMarkingTakesItsReadersWithIt() {
        var red = after(
                narrative(),
                event(decide(narrative(), amend(null, null, null, null, null, null, Tlp.RED, Set.of("jan"), null))),
                2);
        assertThat(red.visibility().recipients()).containsExactly("jan");
        assertThat(refusal(decide(narrative(), amend(null, null, null, null, null, null, Tlp.RED, null, null)))
                        .field())
                .isEqualTo("recipients");
        assertThat(refusal(decide(narrative(), amend(null, null, null, null, null, null, null, Set.of("jan"), null)))
                        .field())
                .isEqualTo("recipients");
        var other = after(red, event(decide(red, amend("Other", null, null, null, null, null, null, null, null))), 3);
        assertThat(other.visibility().recipients()).as("they stay").containsExactly("jan");
        var lower = after(red, event(decide(red, amend(null, null, null, null, null, null, Tlp.GREEN, null, null))), 3);
        assertThat(lower.visibility().recipients()).isEmpty();
        assertThat(lower.everVisible().recipients()).containsExactly("jan");
    }

    /** The decider says both or neither; an event may say one of them. */
    @ParameterizedTest(name = "{0}, {1}: {2} for {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, RED, jan",
                "AMBER_STRICT, -, AMBER_STRICT, jan",
                "-, piet, RED, piet",
                "RED, piet, RED, piet"
            })
    void whatAnEventDoesNotSayOfMarkingAndReadersStays(Tlp marking, String reader, Tlp then, String readers) {
        var next = after(
                narrative("n", Tlp.RED, Set.of("jan")),
                new NarrativeEvent.Amended(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        marking,
                        reader == null ? null : Set.of(reader),
                        null,
                        DESK,
                        null),
                2);
        assertThat(next.state().marking()).isEqualTo(then);
        assertThat(next.state().assertions()).containsExactly(Assertion.ALL_CLOSED);
        assertThat(next.visibility().marking()).isEqualTo(then);
        assertThat(next.visibility().recipients()).containsExactly(readers);
    }

    @Test
    void ofWhatIsReportedAnAlertIsCountedAsANarrative() {
        assertThat(new NarrativeCommand.Report(content(Tlp.GREEN, Set.of(), null, List.of()), DESK).reportKind())
                .isEqualTo("narrative");
        assertThat(new NarrativeCommand.Comment("x", DESK).reportKind()).isNull();
    }

    @Test
    void listsHaveAnEnd() {
        var n = narrative();
        for (int i = 0; i < NarrativeDecider.MOST_SOURCES; i++) {
            n = after(
                    n,
                    event(decide(
                            n,
                            new NarrativeCommand.AddSource(
                                    new NarrativeSource(
                                            NarrativeSource.Kind.MEDIA, "s" + i, NarrativeSource.Reliability.B, 2),
                                    DESK))),
                    i + 2);
        }
        assertThat(n.state().sources()).hasSize(NarrativeDecider.MOST_SOURCES);
        assertThat(refusal(decide(
                                n,
                                new NarrativeCommand.AddSource(
                                        new NarrativeSource(
                                                NarrativeSource.Kind.MEDIA, "x", NarrativeSource.Reliability.B, 2),
                                        DESK)))
                        .detail())
                .contains("50 already");
        for (int i = 0; i < NarrativeDecider.MOST_SIGHTINGS; i++) {
            n = after(n, event(decide(n, new NarrativeCommand.AddSighting(sighting("u" + i, NOW), DESK))), i + 100);
        }
        assertThat(refusal(decide(n, new NarrativeCommand.AddSighting(sighting("x", NOW), DESK)))
                        .field())
                .isEqualTo("url");
        for (int i = 0; i < NarrativeDecider.MOST_OBSERVATIONS; i++) {
            n = after(
                    n,
                    event(decide(
                            n,
                            new NarrativeCommand.ObserveSpread(
                                    new Observation(NOW.minusSeconds(i), "X", (long) i, null, null, null, "desk"),
                                    DESK))),
                    i + 1_000);
        }
        assertThat(refusal(decide(
                                n,
                                new NarrativeCommand.ObserveSpread(
                                        new Observation(NOW, "X", 1L, null, null, null, "desk"), DESK)))
                        .field())
                .isEqualTo("at");
        assertThat(n.state().spread().get(0).views())
                .as("oldest first")
                .isEqualTo(NarrativeDecider.MOST_OBSERVATIONS - 1L);
        assertThat(n.state()
                        .sightings()
                        .get(NarrativeDecider.MOST_SIGHTINGS - 1)
                        .url())
                .isEqualTo("u" + (NarrativeDecider.MOST_SIGHTINGS - 1));
    }

    @Test
    void commentsAreCounted() {
        var n = narrative();
        for (int i = 1; i <= Latest.COMMENTS + 2; i++) {
            n = after(n, event(decide(n, new NarrativeCommand.Comment("c" + i, Role.MAYOR))), i + 1);
        }
        assertThat(n.state().commentCount()).isEqualTo(Latest.COMMENTS + 2);
        assertThat(n.state().comments().get(0).text()).isEqualTo("c3");
    }

    @Test
    void whatIsLongIsShownShort() {
        var text = "a".repeat(Sighting.SHOWN);
        assertThat(new Sighting("X", "u", NOW, "nl", text, "h", List.of())
                        .shown()
                        .archivedText())
                .isEqualTo(text);
        assertThat(new Sighting("X", "u", NOW, "nl", text + "b", "h", List.of())
                        .shown()
                        .archivedText())
                .hasSize(Sighting.SHOWN)
                .endsWith("a…");
        var pair = "a".repeat(Sighting.SHOWN - 2) + "\uD83D\uDE00" + "b".repeat(10);
        assertThat(new Sighting("X", "u", NOW, "nl", pair, "h", List.of())
                        .shown()
                        .archivedText())
                .as("a character is not cut in two")
                .isEqualTo("a".repeat(Sighting.SHOWN - 2) + "…");
        assertThat(new Sighting("X", "u", NOW, "nl", null, null, List.of())
                        .shown()
                        .archivedText())
                .isNull();
    }

    private static Narrative other(String id, Tlp marking, Set<String> recipients, NarrativeScope about) {
        var c = new NarrativeContent(
                "o",
                NarrativeKind.SMEAR,
                "nl",
                List.of(),
                about,
                NOW,
                List.of(sighting(id, NOW)),
                List.of(new NarrativeSource(NarrativeSource.Kind.MEDIA, id, NarrativeSource.Reliability.A, 1)),
                List.of("T" + id),
                marking,
                recipients,
                "krant");
        return Narrative.evolve(null, id, new NarrativeEvent.Reported(c, Role.PARTNER), at(1, "krant"));
    }

    private static Decision<NarrativeEvent> merge(Narrative n, Narrative... others) {
        return decide(n, new NarrativeCommand.Merge(List.of(others), DESK));
    }

    @Test
    void anAlertTakesAllOfAnother() {
        var n = narrative();
        var o = other(
                "o",
                Tlp.AMBER,
                Set.of(),
                new NarrativeScope(
                        List.of("GM0363-1"), List.of(new Municipality("GM0599", "Rotterdam")), List.of("post")));
        var absorbed = (NarrativeEvent.Absorbed) event(merge(n, o));
        assertThat(absorbed.marking()).as("the higher").isEqualTo(Tlp.AMBER);
        assertThat(absorbed.sharedWith()).containsExactly("krant");
        var next = after(n, absorbed, 2);
        assertThat(next.state().about())
                .isEqualTo(new NarrativeScope(
                        List.of("GM0363-1"),
                        List.of(UTRECHT, new Municipality("GM0599", "Rotterdam")),
                        List.of("post")));
        assertThat(next.state().sightings()).extracting(Sighting::url).containsExactly("o");
        assertThat(next.state().sources()).extracting(NarrativeSource::name).containsExactly("o");
        assertThat(next.state().techniques()).containsExactly("T0001", "To");
        assertThat(next.visibility().municipalities()).containsExactlyInAnyOrder("GM0344", "GM0363", "GM0599");
        assertThat(next.visibility().sharedWith()).containsExactly("krant");
        var taken = after(o, new NarrativeEvent.MergedInto("n", DESK), 2);
        assertThat(taken.state().mergedInto()).isEqualTo("n");
        assertThat(taken.status()).isEqualTo(NarrativeStatus.CLOSED);
        assertThat(refusal(merge(n, taken)).detail()).contains("merged into n");
        assertThat(refusal(merge(n, n)).field()).isEqualTo("narratives");
        assertThat(isNothing(decide(taken, new NarrativeCommand.Check(null))))
                .as("nobody looks at it any more")
                .isTrue();
        for (var command : List.of(
                new NarrativeCommand.Comment("x", DESK),
                become(NarrativeStatus.ASSESSED, "x"),
                new NarrativeCommand.AddSighting(sighting("x", NOW), DESK))) {
            assertThat(refusal(decide(taken, command)).state()).isEqualTo("merged");
        }
    }

    @Test
    void namedReadersAreNotMixed() {
        var red = narrative("n", Tlp.RED, Set.of("jan"));
        assertThat(merge(red, other("o", Tlp.RED, Set.of("jan"), about()))).isInstanceOf(Decision.Accepted.class);
        assertThat(merge(red, other("o", Tlp.RED, Set.of("piet"), about()))).isInstanceOf(Decision.Refused.class);
        assertThat(merge(red, other("o", Tlp.GREEN, Set.of(), about())))
                .as("a lower one")
                .isInstanceOf(Decision.Refused.class);
        assertThat(merge(narrative(), other("o", Tlp.RED, Set.of("jan"), about())))
                .as("into a lower one")
                .isInstanceOf(Decision.Refused.class);
        assertThat(((NarrativeEvent.Absorbed) event(merge(red, other("o", Tlp.RED, Set.of("jan"), about()))))
                        .recipients())
                .containsExactly("jan");
        assertThat(((NarrativeEvent.Absorbed) event(merge(red, other("o", Tlp.RED, Set.of("jan"), about()))))
                        .sharedWith())
                .as("nobody is told of what is RED")
                .isEmpty();
    }

    @Test
    void whatWasSeenUnderAHigherMarkingStaysWithThoseWhoCouldReadItThen() {
        var red = narrative("n", Tlp.RED, Set.of("jan"));
        red = after(red, new NarrativeEvent.Sighted(sighting("before", NOW), DESK), 2);
        var lower =
                after(red, event(decide(red, amend(null, null, null, null, null, null, Tlp.GREEN, Set.of(), null))), 3);
        lower = after(lower, new NarrativeEvent.Sighted(sighting("after", NOW), DESK), 4);
        var mayors = lower.stateFor(v -> v.marking() == Tlp.GREEN);
        assertThat(mayors.sightings()).extracting(Sighting::url).containsExactly("after");
        var jans =
                lower.stateFor(v -> v.marking() == Tlp.GREEN || v.recipients().contains("jan"));
        assertThat(jans.sightings()).extracting(Sighting::url).containsExactly("before", "after");
        var told = after(lower, new NarrativeEvent.Shared(Set.of("nieuws"), "r", DESK), 5);
        assertThat(told.stateFor(v -> v.marking() == Tlp.GREEN && v.sharedWith().contains("nieuws"))
                        .sightings())
                .as("who is told later reads what was seen under this marking")
                .extracting(Sighting::url)
                .containsExactly("after");
    }

    @ParameterizedTest
    @EnumSource(Assertion.class)
    void whatIsSaidOfTheCountIsComparedWithTheCount(Assertion assertion) {
        boolean isOfVoting = List.of(
                        Assertion.ALL_CLOSED,
                        Assertion.SOME_CLOSED,
                        Assertion.VIOLENCE,
                        Assertion.ACCESS_BLOCKED,
                        Assertion.UNREST,
                        Assertion.LONG_WAITS,
                        Assertion.NO_BALLOTS)
                .contains(assertion);
        assertThat(assertion.isAboutCount()).isEqualTo(!isOfVoting);
    }

    @Test
    void whyTwoAreNotMergedIsSaid() {
        var red = narrative("n", Tlp.RED, Set.of("jan"));
        assertThat(why(merge(red, other("o", Tlp.GREEN, Set.of(), about())))).isEqualTo("markings-differ");
        assertThat(why(merge(
                        red, other("o", Tlp.GREEN, Set.of(), about()), other("p", Tlp.RED, Set.of("jan"), about()))))
                .as("one of two is enough")
                .isEqualTo("markings-differ");
        assertThat(why(merge(red, other("o", Tlp.RED, Set.of("piet"), about()))))
                .isEqualTo("readers-differ");
        assertThat(why(merge(red, red))).isEqualTo("merged-with-itself");
        var names = IntStream.range(0, Visibility.MOST_NAMED)
                .mapToObj(i -> "name " + i)
                .collect(java.util.stream.Collectors.toSet());
        assertThat(why(merge(red, other("o", Tlp.RED, names, about())))).isEqualTo("together-told-to-too-many");
    }

    private static String why(Decision<NarrativeEvent> decision) {
        return refusal(decision).explanation().code();
    }

    private static Narrative with(String id, int sightings, int observations, int sources) {
        var n = narrative(id, Tlp.GREEN, Set.of());
        for (int i = 0; i < sightings; i++) {
            n = after(n, new NarrativeEvent.Sighted(sighting(id + i, NOW), DESK), i + 2);
        }
        for (int i = 0; i < observations; i++) {
            var seen = new Observation(NOW.minusSeconds(i), id, 1L, null, null, null, "desk");
            n = after(n, new NarrativeEvent.SpreadObserved(seen, DESK), i + 2);
        }
        for (int i = 0; i < sources; i++) {
            var source = new NarrativeSource(NarrativeSource.Kind.MEDIA, id + i, NarrativeSource.Reliability.B, 2);
            n = after(n, new NarrativeEvent.SourceAdded(source, DESK), i + 2);
        }
        return n;
    }

    /** As many as one may have, divided over two, and one more. */
    @Test
    void togetherTheySayNoMoreThanOneMay() {
        var most = List.of(
                NarrativeDecider.MOST_SIGHTINGS, NarrativeDecider.MOST_OBSERVATIONS, NarrativeDecider.MOST_SOURCES);
        for (int i = 0; i < most.size(); i++) {
            int half = most.get(i) / 2;
            int rest = most.get(i) - half;
            var n = with("n", i == 0 ? half : 0, i == 1 ? half : 0, i == 2 ? half : 0);
            var fits = with("o", i == 0 ? rest : 0, i == 1 ? rest : 0, i == 2 ? rest : 0);
            var tooMuch = with("o", i == 0 ? rest + 1 : 0, i == 1 ? rest + 1 : 0, i == 2 ? rest + 1 : 0);
            assertThat(merge(n, fits)).as("list %d", i).isInstanceOf(Decision.Accepted.class);
            assertThat(why(merge(n, tooMuch))).isEqualTo("together-too-much");
        }
    }

    private static NarrativeCommand.Amend openThePast(NarrativeScope about, Tlp marking, Set<String> recipients) {
        return new NarrativeCommand.Amend(
                null, null, null, null, about, null, marking, recipients, null, null, null, true, DESK);
    }

    @Test
    void thePastIsOpenedWhereThereIsOneOrTheAudienceIsNamed() {
        var n = narrative();
        assertThat(isNothing(decide(n, openThePast(null, null, null))))
                .as("there is no past, and nothing is asked")
                .isTrue();
        for (var asked : List.of(
                openThePast(about(), null, null),
                openThePast(null, Tlp.GREEN, null),
                openThePast(null, null, Set.of()))) {
            assertThat(((NarrativeEvent.Amended) event(decide(n, asked))).pastToo())
                    .as(asked.toString())
                    .isTrue();
        }
        var marked = after(n, event(decide(n, amend(null, null, null, null, null, null, Tlp.AMBER, null, null))), 2);
        var opened = (NarrativeEvent.Amended) event(decide(marked, openThePast(null, null, null)));
        assertThat(opened.pastToo()).isTrue();
        assertThat(opened.recipients()).as("its readers stay as they are").isNull();
        var plain = (NarrativeEvent.Amended)
                event(decide(n, amend("Other", null, null, null, null, null, null, null, null)));
        assertThat(plain.pastToo()).as("what nobody asked for stays closed").isNull();
        assertThat(plain.recipients()).isNull();
        var named = (NarrativeEvent.Amended)
                event(decide(n, amend(null, null, null, null, null, null, Tlp.RED, Set.of("jan"), null)));
        assertThat(named.recipients()).containsExactly("jan");
        var again = (NarrativeEvent.Amended)
                event(decide(n, amend(null, null, null, null, null, null, null, Set.of(), null)));
        assertThat(again.recipients()).as("nobody, said by name").isEmpty();
    }

    @Test
    void factsAreWrittenDownOnlyWhenTheySaySomethingElse() {
        var n = narrative();
        var facts = new Facts(
                17,
                NOW,
                List.of(),
                List.of(new Finding(Assertion.ALL_CLOSED, Finding.Standing.CONTRADICTED, List.of())));
        var checked = (NarrativeEvent.Checked) event(decide(n, new NarrativeCommand.Check(facts)));
        assertThat(checked.findings()).isEqualTo(facts.findings());
        var next = after(n, checked, 2);
        assertThat(isNothing(decide(next, new NarrativeCommand.Check(facts)))).isTrue();
    }

    @Test
    void togetherTheyAreAboutNoMoreThanOneIs() {
        var stations = IntStream.rangeClosed(1, NarrativeDecider.MOST_STATIONS)
                .mapToObj(i -> "GM0363-" + i)
                .toArray(String[]::new);
        assertThat(merge(narrative(), other("o", Tlp.GREEN, Set.of(), about(stations))))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(merge(
                        narrative(),
                        other("o", Tlp.GREEN, Set.of(), about(stations)),
                        other("p", Tlp.GREEN, Set.of(), about("GM0363-5000"))))
                .isInstanceOf(Decision.Refused.class);
        var subjects = IntStream.rangeClosed(1, NarrativeDecider.MOST_SUBJECTS + 1)
                .mapToObj(i -> "s" + i)
                .toList();
        assertThat(merge(
                        narrative(),
                        other(
                                "o",
                                Tlp.GREEN,
                                Set.of(),
                                new NarrativeScope(
                                        List.of(), List.of(), subjects.subList(0, NarrativeDecider.MOST_SUBJECTS)))))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(merge(
                        narrative(),
                        other("o", Tlp.GREEN, Set.of(), new NarrativeScope(List.of(), List.of(), subjects))))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void whoIsToldReadsWhatIsSaidSince() {
        var n = after(
                after(narrative(), new NarrativeEvent.Commented("before", DESK), 2),
                new NarrativeEvent.Amended(null, null, null, null, null, null, null, null, "ours", DESK, null),
                3);
        var told = after(
                after(n, new NarrativeEvent.Shared(Set.of("nieuws"), "r", DESK), 4),
                new NarrativeEvent.Commented("after", DESK),
                5);
        assertThat(told.state().sharedWith()).containsExactly("nieuws");
        var theirs = told.stateFor(v -> v.sharedWith().contains("nieuws"));
        assertThat(theirs.comments()).extracting(NarrativeState.Comment::text).containsExactly("after");
        assertThat(theirs.commentCount()).isEqualTo(1);
        assertThat(theirs.assessment()).isNull();
        var opened = after(
                told, new NarrativeEvent.Amended(null, null, null, null, null, null, null, null, null, DESK, true), 6);
        assertThat(opened.stateFor(v -> v.sharedWith().contains("nieuws")).commentCount())
                .as("once the past is opened")
                .isEqualTo(2);
        assertThat(told.stateFor(v -> true).commentCount()).isEqualTo(2);
        assertThat(new NarrativeScope(List.of(), List.of(), List.of("x")).isEverywhere())
                .isTrue();
        assertThat(about().isEverywhere()).isFalse();
        assertThat(about("GM0344-1").isEverywhere()).isFalse();
        assertThat(Visibility.LOCAL).isEqualTo(narrative().visibility().roles());
    }

    @Test
    void theDiagramInTheArchitectureHasTheStepsOfTheRulesAndNoOthers() throws Exception {
        var steps = new TreeSet<String>();
        for (var from : NarrativeStatus.values()) {
            for (var to : NarrativeStatus.values()) {
                if (from != to
                        && decide(in(from), become(to, "because")) instanceof Decision.Accepted<NarrativeEvent> a
                        && !a.events().isEmpty()) {
                    steps.add(from + " " + to);
                }
            }
        }
        assertThat(steps)
                .as("by the desk's own word nothing is answered or monitored")
                .noneMatch(step -> step.endsWith(" answered") || step.endsWith(" monitored"));
        steps.addAll(List.of(
                "reported answered",
                "assessed answered",
                "monitored answered",
                "reported monitored",
                "assessed monitored")); // by a response: NarrativeIT
        assertThat(steps).isEqualTo(Diagram.of("narrative"));
    }
}
