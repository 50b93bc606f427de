package nl.tafelzicht.subject.escalation.domain;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.NOON;
import static nl.tafelzicht.support.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.report.domain.Gift;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseContent;
import nl.tafelzicht.subject.response.domain.ResponseEvent;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is escalated by itself, to whom, how heavy, and in which words. */
class EscalationDueTest {

    private static final EscalationRules RULES = EscalationRules.DEFAULT;

    private static Station station(Role by, String note, Status... steps) {
        var station = Station.evolve(
                null, new StationEvent.Registered(Fold.entry("GM0228-1", EDE), new UUID(1, 1)), at(1, "town"));
        for (int i = 0; i < steps.length; i++) {
            station = Station.evolve(
                    station,
                    new StationEvent.Reported(
                            new StatusReport(steps[i], null, null, null, null, null, note, null, null), by, null),
                    at(2 + i, "somebody"));
        }
        return station;
    }

    @ParameterizedTest(name = "{0}, “{1}”: {2}")
    @CsvSource({
        "STATION_CHAIR, Brand, the session of Bureau 1 was suspended by the chair: Brand",
        "MUNICIPALITY, , the session of Bureau 1 was suspended by the municipality"
    })
    void aSuspensionIsForTheMayorAtOnce(Role by, String note, String reason) {
        var due = RULES.ofSuspension(station(by, note, Status.OPEN, Status.SUSPENDED));
        assertThat(due.rule()).isEqualTo(EscalationRules.SUSPENSION);
        assertThat(due.addressee().level()).isEqualTo(EscalationLevel.TRIANGLE);
        assertThat(due.addressee().roles()).containsExactly(Role.MAYOR);
        assertThat(due.addressee().municipality()).isEqualTo(EDE);
        assertThat(due.severity()).isEqualTo(Severity.URGENT);
        assertThat(due.reason()).isEqualTo(reason);
        assertThat(due.cause().kind()).isEqualTo(Cause.STATION);
        assertThat(due.cause().id()).isEqualTo("GM0228-1");
        assertThat(due.cause().label()).isEqualTo("suspended");
    }

    @Test
    void ofACountItSaysSoAndInNobodysWordsWhenSomebodyReportedSince() {
        assertThat(RULES.ofSuspension(station(
                                Role.STATION_CHAIR,
                                null,
                                Status.OPEN,
                                Status.CLOSED,
                                Status.COUNTING,
                                Status.COUNT_SUSPENDED))
                        .reason())
                .isEqualTo("the count of Bureau 1 was suspended by the chair");
        var since = Station.evolve(
                station(Role.STATION_CHAIR, "Brand", Status.OPEN, Status.SUSPENDED),
                new StationEvent.Reported(
                        new StatusReport(null, 5, null, null, null, null, "iets anders", null, null),
                        Role.MUNICIPALITY,
                        null),
                at(9, "town"));
        assertThat(RULES.ofSuspension(since).reason()).isEqualTo("the session of Bureau 1 was suspended");
    }

    @Test
    void aRebuttalThatNoLongerHoldsIsTheTables() {
        var was = new Fact(Fact.Key.OPEN, 10, 10, List.of(), NOON, "town", Role.MUNICIPALITY, 5);
        var now = new Fact(Fact.Key.OPEN, 8, 10, List.of(), NOON, "town", Role.MUNICIPALITY, 9);
        for (var places : List.of(List.of(EDE), List.<Municipality>of(), List.of(EDE, Fold.UTRECHT))) {
            var response = Response.evolve(
                    null,
                    "p",
                    new ResponseEvent.Proposed(
                            "n",
                            ResponseKind.REBUTTAL,
                            new ResponseContent(
                                    "All open", "text", List.of("nl"), Set.of(), null, null, null, null, null, null),
                            places,
                            Tlp.AMBER,
                            Set.of(),
                            List.of(was),
                            1,
                            Role.TABLE_OPERATOR),
                    at(1, "ann"));
            response = Response.evolve(
                    response,
                    "p",
                    new ResponseEvent.Challenged(
                            List.of(new nl.tafelzicht.subject.narrative.domain.Facts.Difference(was, now)), 9),
                    at(2, "hub"));
            var due = RULES.ofChallenge(response);
            assertThat(due.rule()).isEqualTo(EscalationRules.CHALLENGE);
            assertThat(due.addressee().level()).isEqualTo(EscalationLevel.TABLE);
            assertThat(due.addressee().municipality())
                    .as("where it is about one place")
                    .isEqualTo(places.size() == 1 ? EDE : null);
            assertThat(due.severity()).isEqualTo(Severity.URGENT);
            assertThat(due.reason()).isEqualTo("“All open” no longer holds: open 10 → 8");
            assertThat(due.cause().kind()).isEqualTo(Cause.RESPONSE);
            assertThat(due.cause().marking()).isEqualTo(Tlp.AMBER);
        }
    }

    private static Report report(ReportKind kind, Severity severity, Municipality place, Boolean blocked) {
        return Report.evolve(
                null,
                "r",
                new ReportEvent.Submitted(
                        new ReportContent(
                                kind,
                                "text",
                                severity,
                                null,
                                null,
                                place,
                                null,
                                null,
                                null,
                                blocked,
                                null,
                                null,
                                Source.ON_SITE,
                                Tlp.GREEN,
                                Set.of(),
                                null,
                                null,
                                null),
                        Role.MUNICIPALITY),
                at(1, "x"));
    }

    private static Report gift(String country, int amount, Severity severity) {
        var content = new ReportContent(
                ReportKind.COVERT_GIFT,
                "text",
                severity,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Source.ON_SITE,
                Tlp.GREEN,
                Set.of(),
                new Gift(country, BigDecimal.valueOf(amount), LocalDate.of(2026, 3, 2), null, null),
                null,
                null);
        return Report.evolve(null, "r", new ReportEvent.Submitted(content, Role.MUNICIPALITY), at(1, "x"));
    }

    @ParameterizedTest(name = "{0} {1} EUR: {2}")
    @CsvSource({
        "BE, 1, true", // not allowed
        "NL, 100001, true", // above the maximum
        "NL, 20000, false", // to be notified
        "NL, 1, false",
    })
    void aGiftThatTheLawForbidsIsForTheTableHoweverSmallTheReporterThinksIt(
            String country, int amount, boolean escalates) {
        assertThat(RULES.of(gift(country, amount, Severity.INFO)).stream()
                        .map(due -> due.addressee().level()))
                .containsExactlyElementsOf(escalates ? List.of(EscalationLevel.TABLE) : List.of());
        assertThat(RULES.of(gift(country, amount, Severity.ATTENTION))).hasSize(1);
    }

    /** Each kind, from which severity on. */
    @ParameterizedTest
    @EnumSource(ReportKind.class)
    void eachKindFromItsSeverityOn(ReportKind kind) {
        var always = EnumSet.of(
                ReportKind.THREAT,
                ReportKind.VIOLENCE,
                ReportKind.ACCESS_BLOCKED,
                ReportKind.FOREIGN_INTERFERENCE,
                ReportKind.PROXY_CANVASSING,
                ReportKind.VOTE_BUYING,
                ReportKind.DOXING,
                ReportKind.CANDIDATE_INTIMIDATION,
                ReportKind.COUNTING_IRREGULARITY,
                ReportKind.COUNT_ERROR,
                ReportKind.OBSERVER_HINDERED);
        var attention = EnumSet.of(ReportKind.UNREST, ReportKind.COVERT_GIFT);
        var from =
                always.contains(kind) ? Severity.INFO : attention.contains(kind) ? Severity.ATTENTION : Severity.URGENT;
        for (var severity : Severity.values()) {
            assertThat(RULES.of(report(kind, severity, EDE, null)).isEmpty())
                    .as(severity.toString())
                    .isEqualTo(severity.compareTo(from) < 0);
        }
    }

    @Test
    void whatHasNoPlaceIsTheTables() {
        for (var kind : ReportKind.values()) {
            var dues = RULES.of(report(kind, Severity.CRITICAL, null, null));
            assertThat(dues).as(kind.toString()).isNotEmpty().allSatisfy(due -> {
                assertThat(due.addressee().level()).isEqualTo(EscalationLevel.TABLE);
                assertThat(due.addressee().municipality()).isNull();
            });
        }
        assertThat(RULES.of(report(ReportKind.VIOLENCE, Severity.CRITICAL, null, true)))
                .extracting(EscalationRules.Due::rule)
                .as("the blocked entrance too, once")
                .containsOnlyOnce(EscalationRules.BLOCKED)
                .doesNotContain(EscalationRules.BLOCKED + "-triangle");
    }

    @Test
    void aKindForSeveralLevelsIsWithoutAPlaceTheTablesOnce() {
        assertThat(RULES.of(report(ReportKind.VIOLENCE, Severity.CRITICAL, EDE, null)))
                .extracting(EscalationRules.Due::rule)
                .containsExactlyInAnyOrder("report-kind-table", "report-kind-triangle");
        assertThat(RULES.of(report(ReportKind.VIOLENCE, Severity.CRITICAL, null, null)))
                .singleElement()
                .satisfies(due -> {
                    assertThat(due.rule()).isEqualTo("report-kind-table");
                    assertThat(due.reason()).isEqualTo("violence reported");
                });
    }

    @Test
    void aRuleThatIsNotThereEscalatesNothing() {
        var none = new EscalationRules(RULES.minutes(), java.util.Map.of());
        assertThat(none.of(report(ReportKind.VIOLENCE, Severity.CRITICAL, EDE, null)))
                .isEmpty();
        assertThat(none.of(report(ReportKind.VIOLENCE, Severity.CRITICAL, EDE, true)))
                .extracting(EscalationRules.Due::rule)
                .containsExactlyInAnyOrder(EscalationRules.BLOCKED, EscalationRules.BLOCKED + "-triangle");
    }

    @ParameterizedTest
    @CsvSource({"ATTENTION, 30", "URGENT, 10", "CRITICAL, 5"})
    void eachSeverityHasItsMinutes(Severity severity, int minutes) {
        assertThat(RULES.deadline(severity, NOON)).isEqualTo(NOON.plusSeconds(minutes * 60L));
        assertThat(RULES.withMinutes(1, 2, 3).deadline(severity, NOON))
                .isEqualTo(NOON.plusSeconds(
                        (severity == Severity.ATTENTION ? 1 : severity == Severity.URGENT ? 2 : 3) * 60L));
        assertThat(RULES.deadline(Severity.INFO, NOON)).isNull();
    }
}
