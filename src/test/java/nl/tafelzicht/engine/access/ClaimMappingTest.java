package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.ClaimMapping.Claim;
import org.junit.jupiter.api.Test;

class ClaimMappingTest {

    private static final Map<String, Object> MAYOR = Map.of(
            "preferred_username",
            "f.halsema",
            "roles",
            List.of("mayor"),
            "municipalities",
            "GM0363",
            "clearance",
            "AMBER",
            "organisation",
            "Amsterdam");

    private static Map<String, Object> with(String claim, Object value) {
        var all = new HashMap<>(MAYOR);
        if (value == null) {
            all.remove(claim);
        } else {
            all.put(claim, value);
        }
        return all;
    }

    @Test
    void theHubsOwnWordsNeedNoMapping() {
        assertThat(ClaimMapping.DEFAULT.principal(MAYOR))
                .isEqualTo(new Principal(
                        "f.halsema",
                        java.util.Set.of(Role.MAYOR),
                        java.util.Set.of("GM0363"),
                        null,
                        Tlp.AMBER,
                        "Amsterdam"));
        assertThat(ClaimMapping.DEFAULT.principal(with("clearance", null)).clearance())
                .as("without a word about it")
                .isEqualTo(Tlp.GREEN);
    }

    @Test
    void groupsStandForWhatTheTableSaysAndNothingElse() {
        var mapping = new ClaimMapping(
                        null,
                        new Claim("realm_access.roles", Map.of("tafel", List.of("table-operator"))),
                        null,
                        new Claim("tlp", Map.of("hoog", List.of("RED"))),
                        null,
                        null)
                .withDefaults();
        var claims = with("realm_access", Map.of("roles", List.of("tafel", "table-member", "admin")));
        claims.put("tlp", "hoog");
        assertThat(mapping.principal(claims).roles())
                .as("the hub's own words are not in the table")
                .containsExactly(Role.TABLE_OPERATOR);
        assertThat(mapping.principal(claims).clearance()).isEqualTo(Tlp.RED);
        claims.put("tlp", "RED");
        assertThat(mapping.principal(claims).clearance()).isEqualTo(Tlp.GREEN);
    }

    @Test
    void aNameOfAPathIsFoundWhetherItHasDotsOrLevels() {
        var mapping = new ClaimMapping(null, new Claim("https://example.org/roles", null), null, null, null, null)
                .withDefaults();
        assertThat(mapping.principal(with("https://example.org/roles", "mayor")).roles())
                .containsExactly(Role.MAYOR);
    }

    @Test
    void whatMakesNoSenseGivesNobody() {
        assertThatThrownBy(() -> ClaimMapping.DEFAULT.principal(with("roles", null)))
                .hasMessageContaining("no role");
        assertThatThrownBy(() -> ClaimMapping.DEFAULT.principal(with("roles", List.of("MAYOR", "boss"))))
                .hasMessageContaining("no role");
        assertThatThrownBy(() -> ClaimMapping.DEFAULT.principal(with("preferred_username", null)))
                .hasMessageContaining("preferred_username");
        assertThatThrownBy(() -> ClaimMapping.DEFAULT.principal(with("preferred_username", "x".repeat(201))))
                .hasMessageContaining("not a name");
        assertThatThrownBy(() -> ClaimMapping.DEFAULT.principal(with("municipalities", List.of("GM0363", "Amsterdam"))))
                .hasMessageContaining("four digits");
        assertThatThrownBy(() -> ClaimMapping.DEFAULT.principal(with("clearance", "PURPLE")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClaimMapping.DEFAULT.principal(with("station", "12")))
                .hasMessageContaining("GM0363-12");
    }
}
