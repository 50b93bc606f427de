package nl.tafelzicht.subject.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.report.domain.Gift;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.ReportState;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.tolerance.domain.Terms.Measure;
import nl.tafelzicht.subject.tolerance.domain.Verdict;
import nl.tafelzicht.subject.tolerance.domain.Verdict.Outcome;

/**
 * What is escalated automatically, to whom, and within which time it must be acknowledged. Pure: the same report gives
 * the same escalations on every node.
 *
 * @param minutes for acknowledgement, by severity; a severity that is missing has no deadline
 * @param reports for each kind, the reported severity from which a report is escalated automatically; a kind that is
 *     missing never is
 */
public record EscalationRules(Map<Severity, Integer> minutes, Map<ReportKind, FromSeverity> reports) {

    /**
     * @param from lowest reported severity
     * @param severity of the escalation at least
     */
    public record FromSeverity(Severity from, Severity severity) {}

    /**
     * An escalation that a rule requires.
     *
     * @param rule its name, which with the subject determines the escalation's id
     */
    public record Due(String rule, Addressee addressee, Severity severity, String reason, Cause cause) {}

    private static final Duration RECENTLY = Duration.ofMinutes(30);
    /** Reports within this time of each other may be escalated in either order. */
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private static final double SAME_PLACE_METRES = 250;

    public static final String BREACH = "tolerance-limit-breached";
    public static final String NEAR = "tolerance-limit-near";
    public static final String BLOCKED = "access-blocked";
    public static final String KIND = "report-kind";
    private static final String ACCESS = "access to the polling place is blocked";
    public static final String SUSPENSION = "session-suspended";
    public static final String CHALLENGE = "rebuttal-challenged";

    private static FromSeverity any(Severity severity) {
        return new FromSeverity(Severity.INFO, severity);
    }

    private static FromSeverity from(Severity severity) {
        return new FromSeverity(severity, severity);
    }

    /** The defaults: attention 30 minutes, urgent 10, critical 5. */
    public static final EscalationRules DEFAULT = new EscalationRules(
            Map.of(Severity.ATTENTION, 30, Severity.URGENT, 10, Severity.CRITICAL, 5),
            Map.ofEntries(
                    Map.entry(ReportKind.THREAT, any(Severity.CRITICAL)),
                    Map.entry(ReportKind.VIOLENCE, any(Severity.CRITICAL)),
                    Map.entry(ReportKind.ACCESS_BLOCKED, any(Severity.URGENT)),
                    Map.entry(ReportKind.UNREST, from(Severity.ATTENTION)),
                    Map.entry(ReportKind.DEMONSTRATION, from(Severity.URGENT)),
                    Map.entry(ReportKind.FOREIGN_INTERFERENCE, any(Severity.ATTENTION)),
                    Map.entry(ReportKind.COVERT_GIFT, from(Severity.ATTENTION)),
                    Map.entry(ReportKind.PROXY_CANVASSING, any(Severity.ATTENTION)),
                    Map.entry(ReportKind.VOTE_BUYING, any(Severity.ATTENTION)),
                    Map.entry(ReportKind.DOXING, any(Severity.URGENT)),
                    Map.entry(ReportKind.CANDIDATE_INTIMIDATION, any(Severity.URGENT)),
                    Map.entry(ReportKind.COUNTING_IRREGULARITY, any(Severity.ATTENTION)),
                    Map.entry(ReportKind.COUNT_ERROR, any(Severity.ATTENTION)),
                    Map.entry(ReportKind.OBSERVER_HINDERED, any(Severity.ATTENTION)),
                    Map.entry(ReportKind.CROWD, from(Severity.URGENT)),
                    Map.entry(ReportKind.TECHNICAL, from(Severity.URGENT)),
                    Map.entry(ReportKind.SUPPLIES, from(Severity.URGENT)),
                    Map.entry(ReportKind.ACCESSIBILITY, from(Severity.URGENT)),
                    Map.entry(ReportKind.OTHER, from(Severity.URGENT))));

    /** These rules with other times for acknowledgement, in minutes. */
    public EscalationRules withMinutes(int attention, int urgent, int critical) {
        return new EscalationRules(
                Map.of(Severity.ATTENTION, attention, Severity.URGENT, urgent, Severity.CRITICAL, critical), reports);
    }

    /** @return until when an escalation is to be acknowledged, or {@code null} when it has no deadline */
    public Instant deadline(Severity severity, Instant now) {
        var limit = minutes.get(severity);
        return limit == null ? null : now.plus(Duration.ofMinutes(limit));
    }

    /**
     * The escalations that a report requires. A report that arrived above the limit, or was dismissed, waits for a
     * person: a flood of reports does not call everybody.
     */
    public List<Due> of(Report report) {
        var s = report.state();
        if (!s.stands() || Boolean.TRUE.equals(s.overLimit())) {
            return List.of();
        }
        var due = new ArrayList<Due>();
        boolean breached = s.verdict() != null && s.verdict().outcome() == Outcome.BREACHED;
        boolean blocked = Boolean.TRUE.equals(s.accessBlocked()) || s.kind() == ReportKind.ACCESS_BLOCKED;
        if (breached) {
            due.add(due(
                    report,
                    BREACH,
                    EscalationLevel.TRIANGLE,
                    EscalationLevel.TRIANGLE.roles(),
                    s.severity().or(Severity.URGENT),
                    reason(s.verdict())));
        }
        if (s.verdict() != null && s.verdict().outcome() == Outcome.NEAR) {
            due.add(due(
                    report,
                    NEAR,
                    EscalationLevel.TRIANGLE,
                    EscalationLevel.TRIANGLE.roles(),
                    Severity.ATTENTION,
                    reason(s.verdict())));
        }
        if (blocked) {
            due.add(due(
                    report,
                    BLOCKED,
                    EscalationLevel.TABLE,
                    EscalationLevel.TABLE.roles(),
                    s.severity().or(Severity.URGENT),
                    ACCESS));
        }
        boolean triangleKnows = breached || s.kind() == ReportKind.ACCESS_BLOCKED && reports.containsKey(s.kind());
        if (blocked && !triangleKnows && s.municipality() != null) {
            due.add(due(
                    report,
                    BLOCKED + "-" + EscalationLevel.TRIANGLE,
                    EscalationLevel.TRIANGLE,
                    EscalationLevel.TRIANGLE.roles(),
                    s.severity().or(Severity.URGENT),
                    ACCESS));
        }
        due.addAll(ofKind(report));
        return due;
    }

    private List<Due> ofKind(Report report) {
        var s = report.state();
        var rule = reports.get(s.kind());
        boolean forbidden = s.assessment() != null
                && (s.assessment().standing() == Gift.Standing.NOT_ALLOWED
                        || s.assessment().standing() == Gift.Standing.ABOVE_MAXIMUM);
        if (rule == null || s.severity().compareTo(rule.from()) < 0 && !forbidden) {
            return List.of();
        }
        var due = new ArrayList<Due>();
        for (var level : EscalationLevel.values()) {
            var roles = EnumSet.noneOf(Role.class);
            roles.addAll(s.kind().addressees());
            roles.retainAll(level.roles());
            boolean placeless = level != EscalationLevel.TABLE && s.municipality() == null;
            if (!roles.isEmpty() && !placeless) {
                due.add(due(
                        report,
                        KIND + "-" + level,
                        level,
                        roles,
                        s.severity().or(rule.severity()),
                        s.kind() + " reported"));
            }
        }
        if (due.isEmpty()) {
            due.add(due(
                    report,
                    KIND + "-" + EscalationLevel.TABLE,
                    EscalationLevel.TABLE,
                    EscalationLevel.TABLE.roles(),
                    s.severity().or(rule.severity()),
                    s.kind() + " reported, without a place"));
        }
        return due;
    }

    private static Due due(
            Report report, String rule, EscalationLevel level, Set<Role> roles, Severity severity, String reason) {
        var s = report.state();
        var measures = rule.equals(BREACH) ? s.verdict().measures() : List.<Measure>of();
        var place = s.municipality();
        if (place == null && level != EscalationLevel.TABLE) {
            level = EscalationLevel.TABLE;
            roles = EscalationLevel.TABLE.roles();
        }
        var v = report.visibility();
        return new Due(
                rule,
                Addressee.of(level, roles, place),
                severity,
                reason,
                new Cause(
                        Cause.REPORT,
                        s.id(),
                        s.kind().toString(),
                        s.station(),
                        s.location(),
                        false,
                        measures,
                        s.marking(),
                        v.roles(),
                        v.recipients()));
    }

    private static String reason(Verdict v) {
        var what =
                switch (v.rule()) {
                    case FREE_ACCESS -> "access is blocked";
                    case MAXIMUM_PARTICIPANTS -> v.seen() + " people, at most " + v.agreed() + " agreed";
                    case MINIMUM_DISTANCE -> v.seen() + " m from the entrance, at least " + v.agreed() + " m agreed";
                    case AMPLIFIED_SOUND -> "amplified sound, agreed without";
                    case NONE -> "as agreed";
                };
        return "“" + v.title() + "”: " + what;
    }

    /** Kieswet J 38 and Na 8: the chair tells the mayor at once. */
    public Due ofSuspension(Station station) {
        var s = station.state();
        var entry = station.entry();
        var report = s.lastReport() != null && s.lastReport().at().equals(s.since())
                ? s.lastReport()
                : null; // a later report replaced the one that suspended it
        var who = report == null || report.role() == null
                ? ""
                : " by the " + report.role().toString().replace("station-chair", "chair");
        var note = report == null || report.note() == null ? "" : ": " + report.note();
        Municipality place = entry.municipality();
        return new Due(
                SUSPENSION,
                Addressee.of(EscalationLevel.TRIANGLE, EnumSet.of(Role.MAYOR), place),
                Severity.URGENT,
                "the " + (s.status().isVoting() ? "session" : "count") + " of " + entry.name() + " was suspended" + who
                        + note,
                new Cause(
                        Cause.STATION,
                        station.id(),
                        s.status().toString(),
                        station.id(),
                        station.point(),
                        null,
                        List.of(),
                        Tlp.GREEN,
                        Visibility.LOCAL,
                        Set.of()));
    }

    /** The election table upholds or withdraws a rebuttal whose facts changed. */
    public Due ofChallenge(Response response) {
        var s = response.state();
        var changed = s.challenge().differences().stream()
                .map(d ->
                        d.was().key() + " " + d.was().count() + " → " + d.now().count())
                .collect(Collectors.joining(", "));
        var place = s.municipalities().size() == 1 ? s.municipalities().get(0) : null;
        return new Due(
                CHALLENGE,
                Addressee.of(EscalationLevel.TABLE, EscalationLevel.TABLE.roles(), place),
                Severity.URGENT,
                "“" + s.content().title() + "” no longer holds: " + changed,
                new Cause(
                        Cause.RESPONSE,
                        s.id(),
                        s.kind().toString(),
                        null,
                        null,
                        null,
                        List.of(),
                        s.marking(),
                        Set.of(),
                        response.visibility().recipients()));
    }

    /**
     * Whether an escalation that was open when the report arrived says the same already: by the same rule, in the same
     * place, shortly before. A report of area 2, which concerns single people, or one without a place, is always a
     * separate matter. Depends on the past only, so that the answer is the same after a restart.
     */
    public static boolean isCovered(Due due, ReportState s, Escalation other) {
        var o = other.state();
        if (s.area() == 2 || s.municipality() == null) {
            return false;
        }
        if (!due.rule().equals(o.rule())
                || !o.subject().label().equals(due.cause().label())
                || o.severity().compareTo(due.severity()) < 0) {
            return false;
        }
        if (!Objects.equals(o.municipality(), due.addressee().municipality())
                || o.raisedAt().isBefore(s.at().minus(RECENTLY))
                || o.raisedAt().isAfter(s.at().plus(TOGETHER))) {
            return false;
        }
        if (o.resolved() != null && o.resolved().at().isBefore(s.at())) {
            return false;
        }
        if (o.station() != null || s.station() != null) {
            return Objects.equals(o.station(), s.station());
        }
        return o.location() == null
                ? s.location() == null
                : s.location() != null && o.location().metresTo(s.location()) <= SAME_PLACE_METRES;
    }
}
