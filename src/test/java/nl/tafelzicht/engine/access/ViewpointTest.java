package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees what: marking first, then place and role, or the chair's own station, or what an organisation was told. */
class ViewpointTest {

    private static Viewpoint local(Role role, Tlp clearance) {
        return new Viewpoint(false, Set.of("GM0344"), Set.of(role), Set.of(), clearance, null, null);
    }

    private static Visibility of(Tlp marking) {
        return Visibility.of("GM0344", Visibility.LOCAL, marking);
    }

    @ParameterizedTest(name = "cleared for {0}, marked {1}: {2}")
    @CsvSource({
        "CLEAR, CLEAR, true",
        "CLEAR, GREEN, false",
        "GREEN, CLEAR, true",
        "GREEN, GREEN, true",
        "GREEN, AMBER, false",
        "AMBER, GREEN, true",
        "AMBER, AMBER, true",
        "AMBER, AMBER_STRICT, false",
        "AMBER, RED, false",
        "AMBER_STRICT, AMBER, true",
        "AMBER_STRICT, RED, false",
        "RED, AMBER, true"
    })
    void markingsGoUpToOnesClearance(Tlp clearance, Tlp marking, boolean sees) {
        assertThat(local(Role.MAYOR, clearance).sees(of(marking))).isEqualTo(sees);
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), clearance, null, null).sees(of(marking)))
                .as("whoever looks at the country too")
                .isEqualTo(sees);
    }

    @Test
    void redIsForThoseWhoAreNamedAndClearedForIt() {
        var named = of(Tlp.GREEN).marked(Tlp.RED, Set.of("jan"));
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.RED, "jan", null).sees(named))
                .isTrue();
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.RED, "piet", null).sees(named))
                .isFalse();
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.RED, null, null).sees(named))
                .isFalse();
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.AMBER_STRICT, "jan", null).sees(named))
                .as("named, but not cleared")
                .isFalse();
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.RED, null, "jan").sees(named))
                .as("an organisation of that name is nobody")
                .isFalse();
    }

    @Test
    void amberStrictStaysWithinItsOrganisations() {
        var strict = of(Tlp.GREEN).marked(Tlp.AMBER_STRICT, Set.of("Verkiezingstafel"));
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.AMBER_STRICT, null, "Verkiezingstafel")
                        .sees(strict))
                .isTrue();
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.AMBER_STRICT, null, "BZK").sees(strict))
                .isFalse();
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.AMBER_STRICT, null, null).sees(strict))
                .isFalse();
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.AMBER, null, "Verkiezingstafel").sees(strict))
                .as("not cleared")
                .isFalse();
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.RED, "jan", null)
                        .sees(of(Tlp.GREEN).marked(Tlp.AMBER_STRICT, Set.of("jan"))))
                .as("who could read it while it was RED")
                .isTrue();
    }

    @Test
    void aLocalRoleSeesItsOwnMunicipalityAndWhatIsForItsRole() {
        assertThat(local(Role.MAYOR, Tlp.AMBER).sees(of(Tlp.GREEN))).isTrue();
        assertThat(local(Role.MAYOR, Tlp.AMBER).sees(Visibility.of("GM0363", Visibility.LOCAL, Tlp.GREEN)))
                .as("elsewhere")
                .isFalse();
        assertThat(local(Role.MAYOR, Tlp.AMBER).sees(Visibility.of("GM0344", Set.of(Role.PROSECUTOR), Tlp.GREEN)))
                .as("for the prosecutor")
                .isFalse();
        assertThat(local(Role.PROSECUTOR, Tlp.AMBER).sees(Visibility.of("GM0344", Set.of(Role.PROSECUTOR), Tlp.GREEN)))
                .isTrue();
        assertThat(local(Role.MAYOR, Tlp.AMBER).sees(Visibility.of(null, Visibility.LOCAL, Tlp.GREEN)))
                .as("what has no place")
                .isFalse();
        assertThat(local(Role.MAYOR, Tlp.AMBER).sees(of(Tlp.GREEN).in(Set.of("GM0363", "GM0344"))))
                .as("one of its places")
                .isTrue();
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.AMBER, null, null)
                        .sees(Visibility.of(null, Set.of(), Tlp.GREEN)))
                .as("the country sees what has no place")
                .isTrue();
    }

    @Test
    void aChairSeesWhatIsAboutItsStationAndForChairs() {
        var chair = new Viewpoint(false, Set.of(), Set.of(), Set.of("GM0344-12"), Tlp.GREEN, null, null);
        var own = new Visibility("GM0344", "GM0344-12", Visibility.LOCAL_AND_CHAIR, Tlp.GREEN, Set.of());
        assertThat(chair.sees(own)).isTrue();
        assertThat(chair.sees(new Visibility("GM0344", "GM0344-12.3", Visibility.LOCAL_AND_CHAIR, Tlp.GREEN, Set.of())))
                .as("at whatever stop")
                .isTrue();
        assertThat(new Viewpoint(false, Set.of(), Set.of(), Set.of("GM0344-12.2"), Tlp.GREEN, null, null).sees(own))
                .as("by the alias of a stop")
                .isTrue();
        assertThat(chair.sees(new Visibility("GM0344", "GM0344-1", Visibility.LOCAL_AND_CHAIR, Tlp.GREEN, Set.of())))
                .isFalse();
        assertThat(chair.sees(new Visibility("GM0344", "GM0344-12", Visibility.LOCAL, Tlp.GREEN, Set.of())))
                .as("not for chairs")
                .isFalse();
        assertThat(chair.sees(new Visibility("GM0344", null, Visibility.LOCAL_AND_CHAIR, Tlp.GREEN, Set.of())))
                .as("about no station")
                .isFalse();
        assertThat(chair.sees(own.marked(Tlp.AMBER, Set.of()))).isFalse();
    }

    @Test
    void anOrganisationSeesWhatItWasTold() {
        var partner = new Viewpoint(false, Set.of(), Set.of(), Set.of(), Tlp.GREEN, null, "nieuws");
        assertThat(partner.sees(of(Tlp.GREEN))).isFalse();
        assertThat(partner.sees(of(Tlp.GREEN).sharedWith(Set.of("nieuws")))).isTrue();
        assertThat(partner.sees(of(Tlp.GREEN).sharedWith(Set.of("krant")))).isFalse();
        assertThat(partner.sees(of(Tlp.AMBER).sharedWith(Set.of("nieuws"))))
                .as("told, and not cleared")
                .isFalse();
        assertThat(new Viewpoint(false, Set.of(), Set.of(), Set.of(), Tlp.GREEN, null, null)
                        .sees(of(Tlp.GREEN).sharedWith(Set.of("nieuws"))))
                .isFalse();
    }

    @Test
    void nobodySeesWhatIsForNobody() {
        assertThat(new Viewpoint(true, Set.of(), Set.of(), Set.of("GM0344-1"), Tlp.RED, "jan", "BZK")
                        .sees(Visibility.nobody("GM0344-1")))
                .isFalse();
    }

    @Test
    void visibilitiesJoinToWhatEverCouldBeSeen() {
        var high = Visibility.of("GM0344", Set.of(Role.MAYOR), Tlp.GREEN).marked(Tlp.RED, Set.of("jan"));
        var low = Visibility.of("GM0363", Set.of(Role.POLICE), Tlp.GREEN).sharedWith(Set.of("nieuws"));
        for (var both : new Visibility[] {high.or(low), low.or(high)}) {
            assertThat(both.municipalities()).containsExactlyInAnyOrder("GM0344", "GM0363");
            assertThat(both.roles()).containsExactlyInAnyOrder(Role.MAYOR, Role.POLICE);
            assertThat(both.marking()).isEqualTo(Tlp.GREEN);
            assertThat(both.recipients()).containsExactly("jan");
            assertThat(both.sharedWith()).containsExactly("nieuws");
        }
        assertThat(high.or(high)).isSameAs(high);
    }

    @Test
    void whatIsAboutTwoStationsIsForTheChairsOfBoth() {
        var one = new Visibility("GM0344", "GM0344-1", Visibility.LOCAL_AND_CHAIR, Tlp.GREEN, Set.of());
        var both = one.andStation("GM0344-2");
        for (var station : List.of("GM0344-1", "GM0344-2", "GM0344-3")) {
            var chair = new Viewpoint(false, Set.of(), Set.of(), Set.of(station), Tlp.GREEN, null, null);
            assertThat(chair.sees(both)).as(station).isEqualTo(!station.equals("GM0344-3"));
            assertThat(chair.sees(one)).as(station).isEqualTo(station.equals("GM0344-1"));
        }
    }
}
