package nl.tafelzicht.subject.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.duty.domain.Duty.Shift;
import nl.tafelzicht.subject.duty.domain.DutyEvent;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationEvent;
import nl.tafelzicht.subject.escalation.domain.EscalationState;
import org.junit.jupiter.api.Test;

/** Somebody is told: when nobody is on duty where an escalation is, the next level is, and reads why. */
class OnDutyTest {

    private static final Municipality PLACE = new Municipality("GM0344", "Utrecht");
    private static final Instant NOON = Instant.parse("2026-03-18T11:00:00Z");

    private final Map<String, Duty> posts = new HashMap<>();

    private static EscalationState escalation(EscalationLevel level, Set<Role> roles) {
        var cause = new Cause(Cause.REPORT, "r", "threat", null, null, false, List.of(), Tlp.GREEN, Set.of(), Set.of());
        var raised = new EscalationEvent.Raised(
                cause,
                "report-kind-triangle",
                Addressee.of(level, roles, PLACE),
                Severity.URGENT,
                "threat reported",
                NOON.plusSeconds(600),
                null);
        return Escalation.evolve(null, "e", raised, new EventMetadata(1, UUID.randomUUID(), 1, NOON, "hub"))
                .state();
    }

    private void planned(Role role, Municipality place, String account, Instant from, Instant until) {
        var id = Duty.id(role, place == null ? Duty.COUNTRY : place.code());
        posts.put(
                id,
                Duty.evolve(
                        null,
                        id,
                        new DutyEvent.Planned(role, place, List.of(new Shift(account, account, from, until))),
                        new EventMetadata(1, UUID.randomUUID(), 1, from, "somebody")));
    }

    private OnDuty of(EscalationLevel level) {
        return OnDuty.of(escalation(level, level.roles()), posts::get, NOON);
    }

    @Test
    void thoseWhoAreOnDutyAreToldAndNobodyElse() {
        planned(Role.POLICE, PLACE, "agent", NOON.minusSeconds(60), NOON.plusSeconds(60));
        planned(Role.MAYOR, PLACE, "mayor", NOON.minusSeconds(120), NOON);
        planned(Role.TABLE_OPERATOR, null, "operator", NOON.minusSeconds(60), NOON.plusSeconds(60));
        var told = of(EscalationLevel.TRIANGLE);
        assertThat(told.accounts()).as("the mayor's shift ended at noon").containsExactly("agent");
        assertThat(told.isInstead(escalation(EscalationLevel.TRIANGLE, EscalationLevel.TRIANGLE.roles())))
                .isFalse();
        assertThat(new EscalationNotice(escalation(EscalationLevel.TRIANGLE, EscalationLevel.TRIANGLE.roles()), told)
                        .text(null))
                .doesNotContain("niemand dienst");
    }

    @Test
    void theNextLevelIsToldAndReadsWhy() {
        planned(Role.TABLE_OPERATOR, null, "operator", NOON.minusSeconds(60), NOON.plusSeconds(60));
        planned(
                Role.POLICE,
                new Municipality("GM0363", "Amsterdam"),
                "elsewhere",
                NOON.minusSeconds(60),
                NOON.plusSeconds(60));
        for (var level : List.of(EscalationLevel.MUNICIPALITY, EscalationLevel.TRIANGLE)) {
            var told = of(level);
            var e = escalation(level, level.roles());
            assertThat(told.accounts()).containsExactly("operator");
            assertThat(told.isInstead(e)).isTrue();
            assertThat(new EscalationNotice(e, told).text("https://hub.example"))
                    .contains("heeft nu niemand dienst; daarom krijgt u dit bericht");
            assertThat(new EscalationNotice(e, told).json("escalation-raised", 1))
                    .contains("\"nobodyOnDuty\":true");
        }
        planned(Role.PROSECUTOR, PLACE, "officer", NOON, NOON.plusSeconds(60));
        assertThat(of(EscalationLevel.MUNICIPALITY).accounts())
                .as("the nearest level at which somebody is")
                .containsExactly("officer");
    }

    @Test
    void timesNameTheirZoneWhereItIsAnother() {
        var cause = new Cause(Cause.REPORT, "r", "threat", null, null, false, List.of(), Tlp.GREEN, Set.of(), Set.of());
        var raised = new EscalationEvent.Raised(
                cause,
                "report-kind-triangle",
                Addressee.of(EscalationLevel.TRIANGLE, new Municipality("GM9001", "Bonaire")),
                Severity.URGENT,
                "threat reported",
                NOON.plusSeconds(600),
                null);
        var e = Escalation.evolve(null, "e", raised, new EventMetadata(1, UUID.randomUUID(), 1, NOON, "hub"))
                .state();
        assertThat(new EscalationNotice(e, of(EscalationLevel.TRIANGLE)).text(null))
                .contains(
                        "Sinds: 07:00 in Bonaire (12:00 in Nederland)",
                        "Bevestig vóór: 07:10 in Bonaire (12:10 in Nederland)");
        assertThat(new EscalationNotice(
                                escalation(EscalationLevel.TRIANGLE, EscalationLevel.TRIANGLE.roles()),
                                of(EscalationLevel.TRIANGLE))
                        .text(null))
                .contains("Sinds: 12:00\n");
    }

    @Test
    void whenNobodyIsOnDutyAnywhereThatIsSaid() {
        var e = escalation(EscalationLevel.TRIANGLE, EscalationLevel.TRIANGLE.roles());
        var told = of(EscalationLevel.TRIANGLE);
        assertThat(told.accounts()).isEmpty();
        assertThat(told.isInstead(e)).isTrue();
        assertThat(new EscalationNotice(e, told).json("escalation-raised", 1)).contains("nobodyOnDuty");
    }
}
