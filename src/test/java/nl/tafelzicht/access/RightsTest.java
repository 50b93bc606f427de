package nl.tafelzicht.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.access.Rights.Reach;
import nl.tafelzicht.access.Rights.Right;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {

    @ParameterizedTest
    @CsvSource({
        "TABLE_OPERATOR, COUNTRY, NONE, NONE, COUNTRY, COUNTRY, NONE, COUNTRY, COUNTRY, COUNTRY, COUNTRY, NONE, NONE",
        "TABLE_MEMBER, COUNTRY, NONE, NONE, COUNTRY, NONE, NONE, COUNTRY, COUNTRY, COUNTRY, COUNTRY, COUNTRY, NONE",
        "MAYOR, MUNICIPALITY, MUNICIPALITY, NONE, MUNICIPALITY, NONE, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, NONE, NONE, NONE",
        "POLICE, MUNICIPALITY, NONE, NONE, MUNICIPALITY, NONE, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, NONE, NONE, NONE",
        "PROSECUTOR, MUNICIPALITY, NONE, NONE, MUNICIPALITY, NONE, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, NONE, NONE, NONE",
        "MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, NONE, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, NONE, NONE, NONE",
        "STATION_CHAIR, STATION, STATION, NONE, STATION, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE",
        "PARTNER, SHARED, NONE, NONE, COUNTRY, NONE, NONE, NONE, NONE, COUNTRY, NONE, NONE, NONE",
        "AUDITOR, COUNTRY, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE",
        "ADMIN, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, COUNTRY"})
    void everyCellOfTheTable(Role role, Reach see, Reach report, Reach imports, Reach submit, Reach triage, Reach agree, Reach escalate, Reach duty, Reach alert, Reach narrate, Reach approve, Reach operate) {
        var expected = List.of(see, report, imports, submit, triage, agree, escalate, duty, alert, narrate, approve, operate);
        for (var right : Right.values()) assertThat(Rights.reach(role, right)).as(right.toString()).isEqualTo(expected.get(right.ordinal()));
    }

    private static Principal principal(Set<Role> roles, Set<String> municipalities, String station) {
        return new Principal("somebody", roles, municipalities, station, Tlp.GREEN, "");
    }

    @Test
    void aLocalRoleReachesItsOwnMunicipalityAlone() {
        var p = principal(Set.of(Role.MUNICIPALITY), Set.of("GM0344"), null);
        assertThat(Rights.viewpoint(p)).contains(new Viewpoint(false, Set.of("GM0344"), Set.of(Role.MUNICIPALITY), Set.of(), Tlp.GREEN, null, null));
        assertThat(Rights.reportingRole(p, "GM0344-1", "GM0344")).contains(Role.MUNICIPALITY);
        assertThat(Rights.reportingRole(p, "GM0363-1", "GM0363")).isEmpty();
        assertThat(Rights.importingRole(p, "GM0363")).isEmpty();
    }

    @Test
    void aChairReachesOneStation() {
        var p = principal(Set.of(Role.STATION_CHAIR), Set.of("GM0344"), "GM0344-12");
        assertThat(Rights.viewpoint(p)).contains(new Viewpoint(false, Set.of(), Set.of(), Set.of("GM0344-12"), Tlp.GREEN, null, null));
        assertThat(Rights.reportingRole(p, "GM0344-12", "GM0344")).contains(Role.STATION_CHAIR);
        assertThat(Rights.reportingRole(p, "GM0344-1", "GM0344")).isEmpty();
    }

    @Test
    void thePartnerSeesNothingYetAndTheAdminNothingEver() {
        assertThat(Rights.viewpoint(principal(Set.of(Role.PARTNER), Set.of(), null))).contains(new Viewpoint(false, Set.of(), Set.of(), Set.of(), Tlp.GREEN, null, ""));
        assertThat(Rights.viewpoint(principal(Set.of(Role.ADMIN), Set.of("*"), null))).isEmpty();
    }

    @Test
    void severalRolesReachAsFarAsTheFarthest() {
        assertThat(Rights.viewpoint(principal(Set.of(Role.MAYOR, Role.TABLE_MEMBER), Set.of("GM0344"), null))).contains(new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.GREEN, null, null));
    }
}
