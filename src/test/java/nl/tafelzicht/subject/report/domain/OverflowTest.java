package nl.tafelzicht.subject.report.domain;

import static nl.tafelzicht.support.Situations.NOW;
import static nl.tafelzicht.support.Situations.UTRECHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.report.domain.ReportEvent.Waited;
import org.junit.jupiter.api.Test;

/** How many wait above the limit follows from the reports' events, and from nothing else. */
class OverflowTest {

    private static ReportEvent.Submitted submitted(ReportKind kind, Municipality place, Boolean stored) {
        return new ReportEvent.Submitted(
                new ReportContent(
                        kind,
                        "text",
                        Severity.INFO,
                        null,
                        null,
                        place,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Source.PUBLIC,
                        Tlp.GREEN,
                        Set.of(),
                        null,
                        true,
                        stored),
                null);
    }

    private static ReportEvent.Dismissed dismissed(ReportKind kind, String place) {
        return new ReportEvent.Dismissed("no", Role.TABLE_OPERATOR, kind == null ? null : new Waited(kind, place));
    }

    @Test
    void eachThatWaitsIsCountedAndTheUrgentApart() {
        Overflow o = null;
        long seq = 0;
        for (var kind : List.of(ReportKind.CROWD, ReportKind.VIOLENCE, ReportKind.OTHER)) {
            o = Overflow.after(o, submitted(kind, UTRECHT, true), NOW.plusSeconds(seq), ++seq);
        }
        assertThat(o.state()).isEqualTo(new Overflow.OverflowState("GM0344", UTRECHT, 3, 1, NOW.plusSeconds(2), 3));
        assertThat(o.id()).isEqualTo("GM0344");
        assertThat(o.seq()).isEqualTo(3);
        assertThat(o.version()).isZero();
        assertThat(o.visibility()).isEqualTo(new Visibility("GM0344", null, Visibility.LOCAL, Tlp.GREEN, Set.of()));
        o = Overflow.after(o, dismissed(ReportKind.CROWD, "GM0344"), NOW.plusSeconds(9), 4);
        assertThat(o.state())
                .as("the newest is still that")
                .isEqualTo(new Overflow.OverflowState("GM0344", UTRECHT, 2, 1, NOW.plusSeconds(2), 4));
        o = Overflow.after(o, dismissed(ReportKind.VIOLENCE, "GM0344"), NOW, 5);
        assertThat(o.state().waiting() + "," + o.state().urgent()).isEqualTo("1,0");
    }

    @Test
    void whatDoesNotWaitDoesNotCount() {
        var o = Overflow.after(null, submitted(ReportKind.CROWD, UTRECHT, true), NOW, 1);
        for (var event : List.of(
                submitted(ReportKind.CROWD, UTRECHT, null),
                submitted(ReportKind.CROWD, UTRECHT, false),
                dismissed(null, null),
                new ReportEvent.Linked("i"),
                new ReportEvent.Added("x"))) {
            assertThat(Overflow.after(o, event, NOW, 2)).as(event.toString()).isSameAs(o);
            assertThat(Overflow.touched(event)).as(event.toString()).isNull();
        }
        assertThat(Overflow.after(null, dismissed(ReportKind.CROWD, "GM0344"), NOW, 2))
                .as("of what nobody counted")
                .isNull();
    }

    @Test
    void whatHasNoPlaceIsCountedNowhere() {
        assertThat(Overflow.touched(submitted(ReportKind.CROWD, null, true))).isEqualTo(Overflow.NOWHERE);
        assertThat(Overflow.touched(submitted(ReportKind.CROWD, UTRECHT, true))).isEqualTo("GM0344");
        assertThat(Overflow.touched(dismissed(ReportKind.CROWD, null))).isEqualTo(Overflow.NOWHERE);
        assertThat(Overflow.touched(dismissed(ReportKind.CROWD, "GM0344"))).isEqualTo("GM0344");
        var o = Overflow.after(null, submitted(ReportKind.THREAT, null, true), NOW, 1);
        assertThat(o.state().municipality()).isNull();
        assertThat(o.visibility().municipalities()).isEmpty();
        var returned = new ReportEvent.Returned(null, null, null, new Waited(ReportKind.THREAT, null));
        assertThat(Overflow.touched(returned)).isEqualTo(Overflow.NOWHERE);
        assertThat(Overflow.after(o, returned, NOW, 2).state().waiting()).isZero();
    }
}
