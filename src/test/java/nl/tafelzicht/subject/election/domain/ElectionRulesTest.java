package nl.tafelzicht.subject.election.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.election.domain.Definition.NamedList;
import nl.tafelzicht.subject.election.domain.ElectionDecider.Others;
import org.junit.jupiter.api.Test;

class ElectionRulesTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 17);
    private static final List<NamedList> NUMBERED = List.of(new NamedList(1, "A", 30));

    private static final Others NONE = new Others(0, 0);

    private Election election;
    private int version;

    private static Definition named(String name, List<NamedList> lists) {
        return new Definition(name, "PS", DAY, "Utrecht", List.of(), lists);
    }

    private Decision<ElectionEvent> define(String name, List<NamedList> lists, DefinedBy source, Role role) {
        return ElectionDecider.decide(election, new ElectionCommand.Define(named(name, lists), source, role), NONE);
    }

    /** @return whether anything changed */
    private boolean happens(Decision<ElectionEvent> decision) {
        var events = ((Decision.Accepted<ElectionEvent>) decision).events();
        for (var event : events) {
            election = Election.evolve(
                    election,
                    "PS2027",
                    event,
                    new EventMetadata(++version, new UUID(1, version), version, Instant.EPOCH, "somebody"));
        }
        return !events.isEmpty();
    }

    @Test
    void aMentionMakesAnElectionKnownAndChangesNoneThatIs() {
        assertThat(happens(define("PS2027", List.of(), DefinedBy.MENTION, Role.MUNICIPALITY)))
                .isTrue();
        assertThat(happens(define("Staten", List.of(), DefinedBy.MENTION, Role.MUNICIPALITY)))
                .isFalse();
        assertThat(happens(define("Staten", List.of(), DefinedBy.FILE, Role.MUNICIPALITY)))
                .isTrue();
        assertThat(happens(define("Staten", List.of(), DefinedBy.FILE, Role.MUNICIPALITY)))
                .isFalse();
        assertThat(election.state().source()).isEqualTo(DefinedBy.FILE);
    }

    @Test
    void whatIsDefinedIsChangedByTheOperatorAlone() {
        happens(define("Staten", List.of(), DefinedBy.FILE, Role.MUNICIPALITY));
        var refused = (Decision.Refused<ElectionEvent>) define("Anders", List.of(), DefinedBy.HAND, Role.MUNICIPALITY);
        assertThat(refused.refusal().reason()).isEqualTo(Refusal.Reason.NOT_YOURS);
        assertThat(refused.refusal().explanation().code()).isEqualTo("election-defined");
        assertThat(happens(define("Anders", List.of(), DefinedBy.HAND, Role.TABLE_OPERATOR)))
                .isTrue();
        assertThat(election.state().name()).isEqualTo("Anders");
    }

    @Test
    void numberedListsStayWhenADefinitionHasNone() {
        happens(define("Staten", List.of(), DefinedBy.FILE, Role.MUNICIPALITY));
        var name = new ElectionCommand.NameLists(NUMBERED, Role.MUNICIPALITY);
        assertThat(happens(ElectionDecider.decide(election, name, NONE))).isTrue();
        assertThat(happens(ElectionDecider.decide(election, name, NONE))).isFalse();
        var unnumbered = List.of(new NamedList(null, "A", null), new NamedList(null, "B", null));
        happens(define("Staten 2027", unnumbered, DefinedBy.FILE, Role.TABLE_OPERATOR));
        assertThat(election.state().lists()).isEqualTo(NUMBERED);
        assertThat(election.state().name()).isEqualTo("Staten 2027");
    }

    @Test
    void moreElectionsThanTheHubKeepsAreRefused() {
        var define = new ElectionCommand.Define(named("Staten", List.of()), DefinedBy.HAND, Role.TABLE_OPERATOR);
        assertThat(ElectionDecider.decide(null, define, new Others(ElectionDecider.MOST - 1, 0)))
                .isInstanceOf(Decision.Accepted.class);
        var refused = (Decision.Refused<ElectionEvent>)
                ElectionDecider.decide(null, define, new Others(ElectionDecider.MOST, 0));
        assertThat(refused.refusal().explanation().code()).isEqualTo("elections-full");
    }

    private static String refusal(Decision<ElectionEvent> decision) {
        return decision instanceof Decision.Refused<ElectionEvent> r
                ? r.refusal().explanation().code()
                : null;
    }

    @Test
    void municipalitiesLeaveRoomForTheElectionTable() {
        var full = new Others(ElectionDecider.MOST - ElectionDecider.OF_THE_TABLE, 0);
        var entered = named("Staten", List.of());
        var ours = new ElectionCommand.Define(entered, DefinedBy.HAND, Role.MUNICIPALITY);
        assertThat(refusal(ElectionDecider.decide(null, ours, full))).isEqualTo("elections-full");
        var theirs = new ElectionCommand.Define(entered, DefinedBy.HAND, Role.TABLE_OPERATOR);
        assertThat(refusal(ElectionDecider.decide(null, theirs, full))).isNull();
    }

    @Test
    void districtsAndListsOfAllElectionsTogetherAreBounded() {
        var last = new Others(0, ElectionDecider.MOST_NAMES - 1);
        var full = new Others(0, ElectionDecider.MOST_NAMES);
        var define = new ElectionCommand.Define(named("Staten", NUMBERED), DefinedBy.FILE, Role.TABLE_OPERATOR);
        assertThat(refusal(ElectionDecider.decide(null, define, last))).isNull();
        assertThat(refusal(ElectionDecider.decide(null, define, full))).isEqualTo("election-names-full");
        var ours = new ElectionCommand.Define(named("Staten", NUMBERED), DefinedBy.FILE, Role.MUNICIPALITY);
        assertThat(refusal(ElectionDecider.decide(null, ours, last))).isEqualTo("election-names-full");

        happens(define("Staten", List.of(), DefinedBy.MENTION, Role.MUNICIPALITY));
        assertThat(refusal(ElectionDecider.decide(election, define, full))).isEqualTo("election-names-full");
        var name = new ElectionCommand.NameLists(NUMBERED, Role.TABLE_OPERATOR);
        assertThat(refusal(ElectionDecider.decide(election, name, full))).isEqualTo("election-names-full");
        assertThat(refusal(ElectionDecider.decide(election, name, last))).isNull();
        var bare = new ElectionCommand.Define(named("Staten", List.of()), DefinedBy.HAND, Role.TABLE_OPERATOR);
        assertThat(refusal(ElectionDecider.decide(election, bare, full)))
                .as("what has none may still be named")
                .isNull();
    }

    @Test
    void everybodySeesAnElectionUnderItsId() {
        happens(define("Staten", List.of(), DefinedBy.HAND, Role.MUNICIPALITY));
        assertThat(election.id()).isEqualTo("PS2027");
        assertThat(election.seq()).isEqualTo(1);
        assertThat(election.visibility()).isEqualTo(Visibility.everyone(Tlp.CLEAR));
        assertThat(election.state().source()).hasToString("hand");
        assertThat(election.state().role()).isEqualTo(Role.MUNICIPALITY);
    }

    @Test
    void numberedListsAreChangedByTheOperatorAlone() {
        var other = List.of(new NamedList(1, "B", 12));
        var ours = new ElectionCommand.NameLists(other, Role.MUNICIPALITY);
        assertThat(((Decision.Refused<ElectionEvent>) ElectionDecider.decide(null, ours, NONE))
                        .refusal()
                        .reason())
                .isEqualTo(Refusal.Reason.UNKNOWN);
        happens(define("Staten", List.of(), DefinedBy.FILE, Role.TABLE_OPERATOR));
        happens(ElectionDecider.decide(election, new ElectionCommand.NameLists(NUMBERED, Role.MUNICIPALITY), NONE));
        assertThat(refusal(ElectionDecider.decide(election, ours, NONE))).isEqualTo("election-defined");
        var theirs = new ElectionCommand.NameLists(other, Role.TABLE_OPERATOR);
        assertThat(happens(ElectionDecider.decide(election, theirs, NONE))).isTrue();
        assertThat(election.state().lists()).isEqualTo(other);
        assertThat(election.state().role()).as("who defined it stays").isEqualTo(Role.TABLE_OPERATOR);
    }

    @Test
    void listsWithoutNumbersAreReplacedByAnybodyWhoMayNameThem() {
        var unnumbered = List.of(new NamedList(null, "A", null));
        happens(define("Staten", unnumbered, DefinedBy.FILE, Role.TABLE_OPERATOR));
        var others = List.of(new NamedList(null, "B", null));
        assertThat(happens(define("Staten", others, DefinedBy.FILE, Role.TABLE_OPERATOR)))
                .isTrue();
        assertThat(election.state().lists()).isEqualTo(others);
        var named = new ElectionCommand.NameLists(NUMBERED, Role.MUNICIPALITY);
        assertThat(happens(ElectionDecider.decide(election, named, NONE))).isTrue();
    }

    @Test
    void withoutDistrictsAndListsThereIsAlwaysRoom() {
        var over = new Others(0, ElectionDecider.MOST_NAMES + 1);
        var bare = new ElectionCommand.Define(named("Staten", List.of()), DefinedBy.HAND, Role.TABLE_OPERATOR);
        assertThat(refusal(ElectionDecider.decide(null, bare, over))).isNull();
    }
}
