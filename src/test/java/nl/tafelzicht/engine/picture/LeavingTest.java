package nl.tafelzicht.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.subject.incident.domain.LeavingRule;
import nl.tafelzicht.subject.report.domain.Overflow;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportDecider;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportEvent.Why;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What leaves the picture, what waits outside it, and what comes back. */
class LeavingTest {

    private static final Instant NOON = Instant.parse("2026-03-18T11:00:00Z");
    private static final Municipality EDE = new Municipality("GM0228", "Ede");

    private Picture picture = Picture.EMPTY;
    private final Map<String, Integer> versions = new HashMap<>();

    private void happens(String id, ReportEvent event) {
        int version = versions.merge(id, 1, Integer::sum);
        long seq = picture.seq() + 1;
        var e = EventTypes.write(
                event, "report/" + id, new EventMetadata(seq, UUID.randomUUID(), version, NOON, "public"));
        picture = picture.after(
                new JournalEvent(seq, e.id(), e.stream(), e.version(), e.type(), e.at(), e.actor(), e.data()));
    }

    private static ReportEvent.Submitted submitted(ReportKind kind, boolean above) {
        Boolean flag = above ? true : null;
        return new ReportEvent.Submitted(
                new ReportContent(
                        kind,
                        "text",
                        Severity.ATTENTION,
                        null,
                        null,
                        EDE,
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
                        flag,
                        flag),
                null);
    }

    @Test
    void whatWaitsAboveTheLimitIsCountedAndNotHeld() {
        happens("a", submitted(ReportKind.CROWD, true));
        happens("b", submitted(ReportKind.VIOLENCE, true));
        assertThat(picture.count(Report.KIND)).isZero();
        var count = picture.all(Overflow.KIND).findFirst().orElseThrow().state();
        assertThat(count.id()).isEqualTo("GM0228");
        assertThat(count.waiting()).isEqualTo(2);
        assertThat(count.urgent()).isEqualTo(1);
        assertThat(picture.changedAfter(0)).extracting(Change::kind).containsExactly(Overflow.KIND);
        happens("a", new ReportEvent.Added("more"));
        happens(
                "b",
                new ReportEvent.Dismissed(
                        "spam", Role.TABLE_OPERATOR, new ReportEvent.Waited(ReportKind.VIOLENCE, "GM0228")));
        assertThat(picture.all(Overflow.KIND).findFirst().orElseThrow().state().waiting())
                .isEqualTo(1);
        assertThat(picture.all(Overflow.KIND).findFirst().orElseThrow().state().urgent())
                .isZero();
    }

    @Test
    void whatIsTakenUpIsThereAsItIsByThen() {
        happens("a", submitted(ReportKind.CROWD, true));
        happens("a", new ReportEvent.Added("more"));
        var stored = Report.evolve(
                Report.evolve(
                        null,
                        "a",
                        submitted(ReportKind.CROWD, true),
                        new EventMetadata(1, UUID.randomUUID(), 1, NOON, "public")),
                "a",
                new ReportEvent.Added("more"),
                new EventMetadata(2, UUID.randomUUID(), 2, NOON, "public"));
        assertThat(stored.current()).isFalse();
        happens("a", ReportDecider.returned(stored, stored));
        assertThat(picture.entity(Report.KIND, "a").state().additions()).hasSize(1);
        assertThat(picture.entity(Report.KIND, "a").state().overLimit())
                .as("it is with the desk now")
                .isNull();
        assertThat(picture.entity(Report.KIND, "a").version()).isEqualTo(3);
        assertThat(picture.all(Overflow.KIND).findFirst().orElseThrow().state().waiting())
                .isZero();
    }

    @Test
    @Tag("long")
    void whatLeavesIsGoneForWhoHadItAndForgottenInTheEnd() {
        happens("first", submitted(ReportKind.CROWD, false));
        long since = picture.seq();
        happens("first", new ReportEvent.Dismissed("nothing there", Role.TABLE_OPERATOR, null));
        happens("first", new ReportEvent.Left(Why.DISMISSED));
        assertThat(picture.entity(Report.KIND, "first")).isNull();
        var change = picture.changedAfter(since).first();
        assertThat(change.id()).isEqualTo("first");
        assertThat(picture.everVisible(change).municipalities()).containsExactly("GM0228");
        assertThat(picture.visibility(change).municipalities())
                .as("nobody sees it now")
                .isEmpty();
        assertThat(picture.forgotten()).isZero();
        for (int i = 0; i < Departures.MOST; i++) {
            happens("r" + i, submitted(ReportKind.CROWD, false));
            happens("r" + i, new ReportEvent.Left(Why.CLOSED));
        }
        assertThat(picture.forgotten())
                .as("whoever comes from before starts anew")
                .isEqualTo(3);
        assertThat(picture.changedAfter(0)).hasSize(Departures.MOST);
        assertThat(picture.count(Report.KIND)).isZero();
    }

    @Test
    void whatWasAboveTheLimitInJournalsOfEarlierVersionsFoldsAsItDid() {
        var old = submitted(ReportKind.CROWD, false).content();
        happens(
                "old",
                new ReportEvent.Submitted(
                        new ReportContent(
                                old.kind(),
                                old.text(),
                                old.severity(),
                                null,
                                null,
                                EDE,
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
                                null),
                        null));
        assertThat(picture.entity(Report.KIND, "old").state().overLimit()).isTrue();
        assertThat(picture.all(Overflow.KIND)).isEmpty();
    }

    @Test
    void itLeavesSomeTimeAfterItWasDismissedAndNotBefore() {
        happens("a", submitted(ReportKind.CROWD, false));
        assertThat(LeavingRule.due(picture.entity(Report.KIND, "a"), null, NOON.plus(Duration.ofDays(2))))
                .as("nobody judged it")
                .isNull();
        happens("a", new ReportEvent.Dismissed("nothing there", Role.TABLE_OPERATOR, null));
        assertThat(LeavingRule.due(picture.entity(Report.KIND, "a"), null, NOON.plus(LeavingRule.AFTER_DISMISSAL)))
                .isNull();
        assertThat(LeavingRule.due(
                        picture.entity(Report.KIND, "a"),
                        null,
                        NOON.plus(LeavingRule.AFTER_DISMISSAL).plusMillis(1)))
                .isEqualTo(Why.DISMISSED);
    }

    @Test
    void aDepartureIsForgottenWhenThereIsOneTooMany() {
        var report = Report.evolve(
                null,
                "r",
                submitted(ReportKind.CROWD, false),
                new EventMetadata(1, UUID.randomUUID(), 1, NOON, "public"));
        var departures = Departures.NONE;
        for (int seq = 1; seq <= Departures.MOST; seq++) {
            departures = departures.with(new Kind<>("report" + seq, "reports", 1, Report.class), report, seq);
        }
        assertThat(departures.excess()).isNull();
        var more = departures.with(Report.KIND, report, Departures.MOST + 1);
        assertThat(more.excess().seq()).isEqualTo(1);
        assertThat(more.forget(more.excess()).excess()).isNull();
    }
}
