package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.ByElection;
import org.junit.jupiter.api.Test;

/** A report as a person writes it, and as the journal keeps it. */
class ReportFormTest {

    private static final Instant AT = Instant.parse("2027-03-17T10:00:00Z");

    private static StatusReport report(Integer voters, List<ElectionReport> elections) {
        return new StatusReport(Status.OPEN, 5, 12, voters, 4, null, "busy", AT, true, null, null, elections);
    }

    @Test
    void ofOneElectionItsNumbersHaveNoName() {
        var report = new StatusReport(Status.OPEN, 5, 12, 300, 4, Ballots.LOW, "busy", AT, true, 50, 900, null);
        var form = ReportForm.of(report);
        assertThat(form.votersAdmitted()).isEqualTo(ByElection.of(300));
        assertThat(form.ballots()).isEqualTo(ByElection.of(Ballots.LOW));
        assertThat(form.report()).isEqualTo(report);
        assertThat(ReportForm.of(report(null, null)).votersAdmitted()).isNull();
    }

    @Test
    void ofSeveralElectionsEachNumberNamesItsOwn() {
        var report = report(
                null,
                List.of(
                        new ElectionReport("PS", 300, Ballots.LOW, null, null),
                        new ElectionReport("AB", 280, null, 60, null)));
        var form = ReportForm.of(report);
        assertThat(form.votersAdmitted().each()).isEqualTo(Map.of("PS", 300, "AB", 280));
        assertThat(form.ballots().each()).isEqualTo(Map.of("PS", Ballots.LOW));
        assertThat(form.ballotsLeft().each()).isEqualTo(Map.of("AB", 60));
        assertThat(form.ballotsDelivered()).as("nobody said it").isNull();
        assertThat(form.report()).isEqualTo(report);
    }

    @Test
    void aFieldWithANameAndOneWithoutAreBothKeptToBeRefused() {
        var mixed = new ReportForm(
                null,
                null,
                null,
                ByElection.of(300),
                null,
                new ByElection<>(null, Map.of("PS", Ballots.LOW)),
                null,
                null,
                null,
                null,
                null);
        assertThat(mixed.report().votersAdmitted()).isEqualTo(300);
        assertThat(mixed.report().elections()).containsExactly(new ElectionReport("PS", null, Ballots.LOW, null, null));
    }

    /** A station for one election takes its numbers under that election's name, too. */
    @Test
    void theNumbersOfTheOnlyElectionAreThoseWithoutAName() {
        var named = new ElectionReport("PS", 300, Ballots.LOW, 50, 900);
        var only = report(null, List.of(named)).ofOnlyElection();
        assertThat(only.votersAdmitted()).isEqualTo(300);
        assertThat(only.ballots()).isEqualTo(Ballots.LOW);
        assertThat(only.ballotsLeft()).isEqualTo(50);
        assertThat(only.ballotsDelivered()).isEqualTo(900);
        assertThat(only.elections()).isNull();
        assertThat(only.note()).isEqualTo("busy");
        var both = new StatusReport(null, null, null, 310, null, Ballots.OUT, null, null, null, 40, 910, List.of(named))
                .ofOnlyElection();
        assertThat(both.votersAdmitted()).as("one without a name goes first").isEqualTo(310);
        assertThat(both.ballots()).isEqualTo(Ballots.OUT);
        assertThat(both.ballotsLeft()).isEqualTo(40);
        assertThat(both.ballotsDelivered()).isEqualTo(910);
        var plain = report(5, null);
        assertThat(plain.ofOnlyElection()).isSameAs(plain);
    }
}
