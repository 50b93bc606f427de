package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.Rights.Reach;
import nl.tafelzicht.engine.access.Rights.Right;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {

    @ParameterizedTest
    @CsvSource({
        "TABLE_OPERATOR, COUNTRY, NONE, NONE, COUNTRY, COUNTRY, NONE, COUNTRY, COUNTRY, COUNTRY, COUNTRY, NONE, NONE",
        "TABLE_MEMBER, COUNTRY, NONE, NONE, COUNTRY, NONE, NONE, COUNTRY, COUNTRY, COUNTRY, COUNTRY, COUNTRY, NONE",
        "MAYOR, MUNICIPALITY, MUNICIPALITY, NONE, MUNICIPALITY, NONE, MUNICIPALITY, MUNICIPALITY,"
                + " MUNICIPALITY, MUNICIPALITY, NONE, NONE, NONE",
        "POLICE, MUNICIPALITY, NONE, NONE, MUNICIPALITY, NONE, MUNICIPALITY, MUNICIPALITY, "
                + "MUNICIPALITY, MUNICIPALITY, NONE, NONE, NONE",
        "PROSECUTOR, MUNICIPALITY, NONE, NONE, MUNICIPALITY, NONE, MUNICIPALITY, MUNICIPALITY, "
                + "MUNICIPALITY, MUNICIPALITY, NONE, NONE, NONE",
        "MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, "
                + "NONE, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, NONE, NONE, NONE",
        "STATION_CHAIR, STATION, STATION, NONE, STATION, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE",
        "OBSERVER, SHARED, NONE, NONE, COUNTRY, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE",
        "PARTNER, SHARED, NONE, NONE, COUNTRY, NONE, NONE, NONE, NONE, COUNTRY, NONE, NONE, NONE",
        "AUDITOR, COUNTRY, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE",
        "ADMIN, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, COUNTRY"
    })
    void everyCellOfTheTable(
            Role role,
            Reach see,
            Reach report,
            Reach imports,
            Reach submit,
            Reach triage,
            Reach agree,
            Reach escalate,
            Reach duty,
            Reach alert,
            Reach narrate,
            Reach approve,
            Reach operate) {
        var expected =
                List.of(see, report, imports, submit, triage, agree, escalate, duty, alert, narrate, approve, operate);
        for (var right : Right.values()) {
            assertThat(Rights.reach(role, right)).as(right.toString()).isEqualTo(expected.get(right.ordinal()));
        }
    }

    private static Principal principal(Set<Role> roles, Set<String> municipalities, String station) {
        return new Principal("somebody", roles, municipalities, station, Tlp.GREEN, "");
    }

    @Test
    void aLocalRoleReachesItsOwnMunicipalityAlone() {
        var p = principal(Set.of(Role.MUNICIPALITY), Set.of("GM0344"), null);
        assertThat(Rights.viewpoint(p))
                .contains(new Viewpoint(
                        false, Set.of("GM0344"), Set.of(Role.MUNICIPALITY), Set.of(), Tlp.GREEN, null, null));
        assertThat(Rights.reportingRole(p, "GM0344-1", "GM0344")).contains(Role.MUNICIPALITY);
        assertThat(Rights.reportingRole(p, "GM0363-1", "GM0363")).isEmpty();
        assertThat(Rights.importingRole(p, "GM0363")).isEmpty();
    }

    @Test
    void aChairReachesOneStation() {
        var p = principal(Set.of(Role.STATION_CHAIR), Set.of("GM0344"), "GM0344-12");
        assertThat(Rights.viewpoint(p))
                .contains(new Viewpoint(false, Set.of(), Set.of(), Set.of("GM0344-12"), Tlp.GREEN, null, null));
        assertThat(Rights.reportingRole(p, "GM0344-12", "GM0344")).contains(Role.STATION_CHAIR);
        assertThat(Rights.reportingRole(p, "GM0344-1", "GM0344")).isEmpty();
    }

    @Test
    void thePartnerSeesNothingYetAndTheAdminNothingEver() {
        assertThat(Rights.viewpoint(principal(Set.of(Role.PARTNER), Set.of(), null)))
                .contains(new Viewpoint(false, Set.of(), Set.of(), Set.of(), Tlp.GREEN, null, ""));
        assertThat(Rights.viewpoint(principal(Set.of(Role.ADMIN), Set.of("*"), null)))
                .isEmpty();
    }

    @Test
    void severalRolesReachAsFarAsTheFarthest() {
        assertThat(Rights.viewpoint(principal(Set.of(Role.MAYOR, Role.TABLE_MEMBER), Set.of("GM0344"), null)))
                .contains(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.GREEN, null, null));
    }

    private static final java.util.Map<Reach, String> WHERE = java.util.Map.of(
            Reach.COUNTRY,
            "everywhere",
            Reach.MUNICIPALITY,
            "own",
            Reach.STATION,
            "station",
            Reach.SHARED,
            "nowhere",
            Reach.NONE,
            "nowhere");

    /** Every role and right, at one's own place, at another, and without one. */
    @Test
    void everyRightReachesAsFarAsTheTableSaysAndNoFarther() {
        for (var role : Role.values()) {
            var p = principal(Set.of(role), Set.of("GM0344"), "GM0344-12");
            for (var right : Right.values()) {
                var where = WHERE.get(Rights.reach(role, right));
                var as = role + " " + right;
                assertThat(Rights.rolesFor(p, right, "GM0344-12", "GM0344").contains(role))
                        .as(as + " at the own station")
                        .isEqualTo(!where.equals("nowhere"));
                assertThat(Rights.rolesFor(p, right, "GM0344-1", "GM0344").contains(role))
                        .as(as + " at another station")
                        .isEqualTo(where.equals("everywhere") || where.equals("own"));
                assertThat(Rights.roleFor(p, right, "GM0363-12", "GM0363").isPresent())
                        .as(as + " elsewhere")
                        .isEqualTo(where.equals("everywhere"));
                assertThat(Rights.roleFor(p, right, null, null).isPresent())
                        .as(as + " nowhere")
                        .isEqualTo(where.equals("everywhere"));
                assertThat(Rights.rolesFor(
                                principal(Set.of(), Set.of("GM0344"), "GM0344-12"), right, "GM0344-12", "GM0344"))
                        .as("without a role")
                        .isEmpty();
            }
            boolean imports = role == Role.MUNICIPALITY;
            assertThat(Rights.mayImport(p)).isEqualTo(imports);
            assertThat(Rights.importingRole(p, "GM0344").isPresent()).isEqualTo(imports);
            assertThat(Rights.importingRole(p, "GM0363")).isEmpty();
            assertThat(Rights.importingRole(principal(Set.of(role), Set.of("*"), null), "GM0363")
                            .isPresent())
                    .as("of anywhere")
                    .isEqualTo(imports);
            assertThat(Rights.mayOperate(p)).isEqualTo(role == Role.ADMIN);
        }
    }

    @Test
    void whoIsAddressedIsOfThatPlace() {
        var mayor = principal(Set.of(Role.MAYOR), Set.of("GM0344"), null);
        assertThat(Rights.addressed(mayor, List.of(Role.POLICE, Role.MAYOR), "GM0344"))
                .contains(Role.MAYOR);
        assertThat(Rights.addressed(mayor, List.of(Role.POLICE, Role.MAYOR), "GM0363"))
                .as("somebody of another municipality")
                .isEmpty();
        assertThat(Rights.addressed(mayor, List.of(Role.POLICE), "GM0344")).isEmpty();
        assertThat(Rights.addressed(mayor, List.of(Role.MAYOR), null)).isEmpty();
        assertThat(Rights.addressed(
                        principal(Set.of(Role.TABLE_MEMBER), Set.of("*"), null), List.of(Role.TABLE_MEMBER), "GM0363"))
                .contains(Role.TABLE_MEMBER);
        assertThat(Rights.addressed(
                        principal(Set.of(Role.TABLE_MEMBER), Set.of(), null), List.of(Role.TABLE_MEMBER), null))
                .as("the table has every place")
                .contains(Role.TABLE_MEMBER);
    }

    @Test
    void aChairReportsForAllStopsOfItsStation() {
        for (var own : List.of("GM0344-12", "GM0344-12.2")) {
            var p = principal(Set.of(Role.STATION_CHAIR), Set.of("GM0344"), own);
            for (var named : List.of("GM0344-12", "GM0344-12.3")) {
                assertThat(Rights.reportingRole(p, named, "GM0344")).contains(Role.STATION_CHAIR);
            }
            for (var other : List.of("GM0344-1", "GM0344-120", "GM0363-12")) {
                assertThat(Rights.reportingRole(p, other, "GM0344")).as(other).isEmpty();
            }
        }
        assertThat(Rights.reportingRole(
                        principal(Set.of(Role.STATION_CHAIR), Set.of("GM0344"), null), "GM0344-12", "GM0344"))
                .as("of no station")
                .isEmpty();
    }

    @Test
    void onlyAnAuditorReadsWhoWasGivenWhat() {
        for (var role : Role.values()) {
            assertThat(Rights.mayAudit(principal(Set.of(role), Set.of("*"), null)))
                    .as(role.toString())
                    .isEqualTo(role == Role.AUDITOR);
        }
    }

    @Test
    void aMunicipalityThatIsEveryMunicipalityIsTheCountryForLocalRolesAlone() {
        for (var role : List.of(Role.MAYOR, Role.POLICE, Role.PROSECUTOR, Role.MUNICIPALITY)) {
            assertThat(Rights.viewpoint(principal(Set.of(role), Set.of("*"), null))
                            .orElseThrow()
                            .country())
                    .as(role.toString())
                    .isTrue();
        }
        for (var role : List.of(Role.STATION_CHAIR, Role.OBSERVER, Role.PARTNER)) {
            assertThat(Rights.viewpoint(principal(Set.of(role), Set.of("*"), "GM0344-12"))
                            .orElseThrow()
                            .country())
                    .as(role.toString())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"GREEN, false", "AMBER, false", "AMBER_STRICT, true", "RED, true"})
    void whoIsClearedForTheirOrganisationLooksFromIt(Tlp clearance, boolean organised) {
        var p = new Principal("somebody", Set.of(Role.MAYOR), Set.of("GM0344"), null, clearance, "Utrecht");
        assertThat(Rights.viewpoint(p).orElseThrow().organisation()).isEqualTo(organised ? "Utrecht" : null);
        assertThat(Rights.viewpoint(p).orElseThrow().name()).isEqualTo(clearance == Tlp.RED ? "somebody" : null);
    }

    @Test
    void aSubjectWithATableOfItsOwnAsksForTheFirstRoleThatReaches() {
        var p = principal(Set.of(Role.MAYOR, Role.MUNICIPALITY, Role.PARTNER), Set.of("GM0344"), null);
        assertThat(Rights.roleFor(p, role -> Reach.MUNICIPALITY, "GM0344")).contains(Role.MAYOR);
        assertThat(Rights.roleFor(p, role -> role == Role.MUNICIPALITY ? Reach.MUNICIPALITY : Reach.NONE, "GM0344"))
                .contains(Role.MUNICIPALITY);
        assertThat(Rights.roleFor(p, role -> Reach.MUNICIPALITY, "GM0363")).isEmpty();
        assertThat(Rights.roleFor(p, role -> role == Role.PARTNER ? Reach.COUNTRY : Reach.NONE, null))
                .contains(Role.PARTNER);
        assertThat(Rights.roleFor(p, role -> Reach.SHARED, "GM0344")).isEmpty();
    }
}
