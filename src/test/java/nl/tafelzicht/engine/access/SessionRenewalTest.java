package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import org.junit.jupiter.api.Test;

/** How long a screen on a wall may go on without a password. */
class SessionRenewalTest {

    private static final Instant NOW = Instant.parse("2027-03-17T12:00:00Z");
    private static final Principal OPERATOR =
            new Principal("wall", Set.of(Role.TABLE_OPERATOR), Set.of("*"), null, Tlp.GREEN, "");

    private final Sessions sessions =
            new Sessions(null, null, null, null, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(24), "journal");

    private String refusal(Instant begun) {
        var session = new Session("1", OPERATOR, NOW.minusSeconds(60), NOW.plusSeconds(60), begun, "token");
        var refused = (Sessions.Denied) sessions.renew(session).cause();
        return refused == null ? null : refused.words().code();
    }

    @Test
    void whatBeganAtAnotherServiceIsRenewedThere() {
        assertThat(refusal(null)).isEqualTo("renewal-elsewhere");
    }

    @Test
    void eightDaysAfterThePasswordItIsGivenAgain() {
        assertThat(refusal(NOW.minus(Sessions.LONGEST_RENEWED))).isEqualTo("renewed-long-enough");
        assertThat(refusal(NOW.minus(Sessions.LONGEST_RENEWED.plusDays(30)))).isEqualTo("renewed-long-enough");
    }
}
