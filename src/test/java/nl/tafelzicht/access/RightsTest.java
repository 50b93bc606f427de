package nl.tafelzicht.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import nl.tafelzicht.access.Rights.Reach;
import nl.tafelzicht.access.Rights.Right;
import nl.tafelzicht.election.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {

    @ParameterizedTest
    @CsvSource({
        "TABLE_OPERATOR, COUNTRY,      NONE,         NONE",
        "TABLE_MEMBER,   COUNTRY,      NONE,         NONE",
        "MAYOR,          MUNICIPALITY, MUNICIPALITY, NONE",
        "POLICE,         MUNICIPALITY, NONE,         NONE",
        "PROSECUTOR,     MUNICIPALITY, NONE,         NONE",
        "MUNICIPALITY,   MUNICIPALITY, MUNICIPALITY, MUNICIPALITY",
        "STATION_CHAIR,  STATION,      STATION,      NONE",
        "PARTNER,        SHARED,       NONE,         NONE",
        "AUDITOR,        COUNTRY,      NONE,         NONE",
        "ADMIN,          NONE,         NONE,         NONE"})
    void everyCellOfTheTable(Role role, Reach see, Reach report, Reach imports) {
        assertThat(Rights.reach(role, Right.SEE)).isEqualTo(see);
        assertThat(Rights.reach(role, Right.REPORT)).isEqualTo(report);
        assertThat(Rights.reach(role, Right.IMPORT)).isEqualTo(imports);
    }

    private static Principal principal(Set<Role> roles, Set<String> municipalities, String station) {
        return new Principal("somebody", roles, municipalities, station, Tlp.GREEN, "");
    }

    @Test
    void aLocalRoleReachesItsOwnMunicipalityAlone() {
        var p = principal(Set.of(Role.MUNICIPALITY), Set.of("GM0344"), null);
        assertThat(Rights.viewpoint(p)).contains(new Viewpoint(false, Set.of("GM0344"), Set.of()));
        assertThat(Rights.reportingRole(p, "GM0344-1", "GM0344")).contains(Role.MUNICIPALITY);
        assertThat(Rights.reportingRole(p, "GM0363-1", "GM0363")).isEmpty();
        assertThat(Rights.importingRole(p, "GM0363")).isEmpty();
    }

    @Test
    void aChairReachesOneStation() {
        var p = principal(Set.of(Role.STATION_CHAIR), Set.of("GM0344"), "GM0344-12");
        assertThat(Rights.viewpoint(p)).contains(new Viewpoint(false, Set.of(), Set.of("GM0344-12")));
        assertThat(Rights.reportingRole(p, "GM0344-12", "GM0344")).contains(Role.STATION_CHAIR);
        assertThat(Rights.reportingRole(p, "GM0344-1", "GM0344")).isEmpty();
    }

    @Test
    void thePartnerSeesNothingYetAndTheAdminNothingEver() {
        assertThat(Rights.viewpoint(principal(Set.of(Role.PARTNER), Set.of(), null))).contains(new Viewpoint(false, Set.of(), Set.of()));
        assertThat(Rights.viewpoint(principal(Set.of(Role.ADMIN), Set.of("*"), null))).isEmpty();
    }

    @Test
    void severalRolesReachAsFarAsTheFarthest() {
        assertThat(Rights.viewpoint(principal(Set.of(Role.MAYOR, Role.TABLE_MEMBER), Set.of("GM0344"), null))).contains(Viewpoint.COUNTRY);
    }
}
