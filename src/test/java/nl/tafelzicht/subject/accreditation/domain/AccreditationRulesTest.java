package nl.tafelzicht.subject.accreditation.domain;

import static nl.tafelzicht.support.Situations.NOW;
import static nl.tafelzicht.support.Situations.UTRECHT;
import static nl.tafelzicht.support.Situations.at;
import static nl.tafelzicht.support.Situations.event;
import static nl.tafelzicht.support.Situations.isNothing;
import static nl.tafelzicht.support.Situations.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal.Reason;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.accreditation.domain.Accreditation.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may observe, where, and until when. */
class AccreditationRulesTest {

    private static final Duration DAY = Duration.ofDays(1);

    private static Terms terms(List<Municipality> places, List<String> stations, Instant from, Instant until) {
        return new Terms("observer-odihr", "odihr", "A-17", places, stations, from, until);
    }

    private static Terms today(List<Municipality> places, List<String> stations) {
        return terms(places, stations, NOW, NOW.plus(DAY));
    }

    private static Accreditation given(Terms terms, Role role) {
        return Accreditation.evolve(null, "a", new AccreditationEvent.Given(terms, role), at(1, "bzk"));
    }

    private static Accreditation withdrawn(Accreditation accreditation) {
        return Accreditation.evolve(
                accreditation, "a", new AccreditationEvent.Withdrawn("misused", Role.TABLE_MEMBER), at(2, "kiesraad"));
    }

    @Test
    void itIsGivenOnceAndSaysBackWhatWasSaid() {
        var terms = today(List.of(UTRECHT), List.of("GM0344-4"));
        var command = new AccreditationCommand.Give(terms, Role.MAYOR);
        var event = (AccreditationEvent.Given) event(AccreditationDecider.decide(null, command, 0, NOW));
        assertThat(event).isEqualTo(new AccreditationEvent.Given(terms, Role.MAYOR));
        var accreditation = Accreditation.evolve(null, "a", event, at(7, "mayor-GM0344"));
        assertThat(accreditation.state().terms()).isEqualTo(terms);
        assertThat(accreditation.state().by()).isEqualTo("mayor-GM0344");
        assertThat(accreditation.state().role()).isEqualTo(Role.MAYOR);
        assertThat(accreditation.state().at()).isEqualTo(NOW.plusSeconds(7));
        assertThat(accreditation.id()).isEqualTo("a");
        assertThat(accreditation.seq()).isEqualTo(7);
        assertThat(accreditation.version()).isEqualTo(7);
        assertThat(isNothing(AccreditationDecider.decide(accreditation, command, 1, NOW)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // days from now: from, until; how many there are; the field that is refused, and why
        "0, 1, 0, -, -",
        "-1, 1, 4999, -, -",
        "0, 120, 0, -, -",
        "1, 1, 0, until, not-after-from",
        "1, 0, 0, until, not-after-from",
        "-2, 0, 0, until, accreditation-over",
        "-2, -1, 0, until, accreditation-over",
        "0, 121, 0, until, accreditation-long",
        "0, 1, 5000, account, accreditations-full"
    })
    void itHasTermsThatCanBe(int from, int until, long others, String field, String code) {
        var terms = terms(List.of(), List.of(), NOW.plus(DAY.multipliedBy(from)), NOW.plus(DAY.multipliedBy(until)));
        var decision =
                AccreditationDecider.decide(null, new AccreditationCommand.Give(terms, Role.TABLE_MEMBER), others, NOW);
        if (field.equals("-")) {
            assertThat(event(decision)).isEqualTo(new AccreditationEvent.Given(terms, Role.TABLE_MEMBER));
            return;
        }
        assertThat(refusal(decision).field()).isEqualTo(field);
        assertThat(refusal(decision).explanation().code()).isEqualTo(code);
        assertThat(refusal(decision).detail()).isNotBlank();
    }

    @Test
    void whatIsWithdrawnStaysWithdrawn() {
        var command = new AccreditationCommand.Withdraw("misused", Role.TABLE_MEMBER);
        assertThat(refusal(AccreditationDecider.decide(null, command, 0, NOW)).reason())
                .isEqualTo(Reason.UNKNOWN);
        var accreditation = given(today(List.of(), List.of()), Role.TABLE_OPERATOR);
        assertThat(event(AccreditationDecider.decide(accreditation, command, 1, NOW)))
                .isEqualTo(new AccreditationEvent.Withdrawn("misused", Role.TABLE_MEMBER));
        var over = withdrawn(accreditation);
        assertThat(over.state().withdrawal().reason()).isEqualTo("misused");
        assertThat(over.state().withdrawal().by()).isEqualTo("kiesraad");
        assertThat(over.state().withdrawal().role()).isEqualTo(Role.TABLE_MEMBER);
        assertThat(over.state().withdrawal().at()).isEqualTo(NOW.plusSeconds(2));
        assertThat(over.state().terms()).isEqualTo(accreditation.state().terms());
        assertThat(over.state().by()).isEqualTo("bzk");
        assertThat(over.state().role()).isEqualTo(Role.TABLE_OPERATOR);
        assertThat(over.state().at()).isEqualTo(NOW.plusSeconds(1));
        assertThat(over.seq()).isEqualTo(2);
        assertThat(over.version()).isEqualTo(2);
        var again = refusal(AccreditationDecider.decide(over, command, 1, NOW));
        assertThat(again.reason()).isEqualTo(Reason.TRANSITION);
        assertThat(again.detail()).isEqualTo("kiesraad withdrew this accreditation");
    }

    @Test
    void itHoldsWhereItSaysAndNowhereElse() {
        var country = given(today(List.of(), List.of()), Role.TABLE_MEMBER);
        var town = given(today(List.of(UTRECHT), List.of()), Role.TABLE_MEMBER);
        var station = given(today(List.of(UTRECHT), List.of("GM0344-4")), Role.MAYOR);
        assertThat(country.covers("GM0363-1", "GM0363", NOW)).isTrue();
        assertThat(town.covers("GM0344-1", "GM0344", NOW)).isTrue();
        assertThat(town.covers("GM0363-1", "GM0363", NOW)).isFalse();
        assertThat(station.covers("GM0344-4", "GM0344", NOW)).isTrue();
        assertThat(station.covers("GM0344-4.2", "GM0344", NOW))
                .as("another stop of it")
                .isTrue();
        assertThat(station.covers("GM0344-5", "GM0344", NOW)).isFalse();
    }

    @Test
    void itHoldsFromItsBeginningToJustBeforeItsEndUnlessItIsWithdrawn() {
        var accreditation = given(today(List.of(), List.of()), Role.TABLE_MEMBER);
        assertThat(accreditation.covers("GM0344-1", "GM0344", NOW.minusMillis(1)))
                .isFalse();
        assertThat(accreditation.covers("GM0344-1", "GM0344", NOW)).isTrue();
        assertThat(accreditation.covers("GM0344-1", "GM0344", NOW.plus(DAY).minusMillis(1)))
                .isTrue();
        assertThat(accreditation.covers("GM0344-1", "GM0344", NOW.plus(DAY))).isFalse();
        assertThat(withdrawn(accreditation).covers("GM0344-1", "GM0344", NOW.plusSeconds(2)))
                .as("from its withdrawal on")
                .isFalse();
        assertThat(withdrawn(accreditation).covers("GM0344-1", "GM0344", NOW.plusSeconds(1)))
                .as("what was seen before was seen")
                .isTrue();
    }

    @Test
    void itCountsTheVisitsThatWereMadeUnderIt() {
        var accreditation = given(today(List.of(UTRECHT), List.of()), Role.TABLE_MEMBER);
        assertThat(accreditation.state().visits()).isZero();
        var used = Accreditation.evolve(accreditation, "a", new AccreditationEvent.Used("GM0344-4"), at(5, "o"));
        used = Accreditation.evolve(used, "a", new AccreditationEvent.Used("GM0344-5"), at(6, "o"));
        assertThat(used.state().visits()).isEqualTo(2);
        assertThat(used.state().terms()).isEqualTo(accreditation.state().terms());
        assertThat(used.state().by()).isEqualTo("bzk");
        assertThat(used.state().role()).isEqualTo(Role.TABLE_MEMBER);
        assertThat(used.state().at()).isEqualTo(NOW.plusSeconds(1));
        assertThat(used.seq()).isEqualTo(6);
        assertThat(used.version()).isEqualTo(6);
        var over = Accreditation.evolve(
                used, "a", new AccreditationEvent.Withdrawn("misused", Role.TABLE_MEMBER), at(7, "kiesraad"));
        assertThat(over.state().visits()).isEqualTo(2);
        assertThat(Accreditation.evolve(over, "a", new AccreditationEvent.Used("x"), at(8, "o"))
                        .state()
                        .withdrawal())
                .isEqualTo(over.state().withdrawal());
    }

    @ParameterizedTest
    @CsvSource({
        "mayor, true, true",
        "municipality, true, true",
        "table-member, true, false",
        "table-operator, true, false",
        "mayor, false, false",
        "municipality, false, false"
    })
    void whomAMunicipalityNamesForAStationIsAppointed(String role, boolean forStations, boolean appointed) {
        var stations = forStations ? List.of("GM0344-4") : List.<String>of();
        var by = Role.valueOf(role.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        assertThat(given(today(List.of(UTRECHT), stations), by).isAppointment()).isEqualTo(appointed);
    }

    @Test
    void itsMunicipalitiesAndItsOrganisationSeeIt() {
        var visibility =
                given(today(List.of(UTRECHT), List.of()), Role.TABLE_MEMBER).visibility();
        assertThat(visibility.municipalities()).containsExactly("GM0344");
        assertThat(visibility.roles()).containsExactlyInAnyOrder(Role.MAYOR, Role.MUNICIPALITY);
        assertThat(visibility.marking()).isEqualTo(Tlp.GREEN);
        assertThat(visibility.sharedWith()).isEqualTo(Set.of("odihr"));
    }
}
