package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import org.junit.jupiter.api.Test;

/** Which sessions of an account are over when its password or rights have changed. */
class RevocationsTest {

    private static final Instant END = Instant.parse("2027-03-17T12:00:00Z");
    private static final Principal OPERATOR =
            new Principal("wall", Set.of(Role.TABLE_OPERATOR), Set.of("*"), null, Tlp.GREEN, "");

    private static boolean isOver(Instant begun, Instant issued) {
        var session = new Session("1", OPERATOR, issued, issued.plus(Duration.ofHours(24)), begun, "token");
        return Revocations.hasBegunBefore(END, session);
    }

    @Test
    void whatWasRenewedWhileTheEndWasOnItsWayIsOverToo() {
        assertThat(isOver(END.minusSeconds(3_600), END.plusMillis(50))).isTrue();
    }

    @Test
    void whoGaveTheNewPasswordStays() {
        assertThat(isOver(END.plusMillis(50), END.plusMillis(50))).isFalse();
        assertThat(isOver(END.plusMillis(50), END.plusSeconds(3_600))).isFalse();
    }

    @Test
    void aSessionOfAnotherServiceIsAsOldAsItsToken() {
        assertThat(isOver(null, END.minusMillis(1))).isTrue();
        assertThat(isOver(null, END)).isFalse();
    }
}
