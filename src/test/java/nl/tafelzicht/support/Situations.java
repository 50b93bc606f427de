package nl.tafelzicht.support;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;

/** What the tests of rules are made of: reports, moments, and what a decision says. */
public final class Situations {

    public static final Instant NOW = Instant.parse("2026-03-18T10:00:00Z");
    public static final Municipality UTRECHT = new Municipality("GM0344", "Utrecht");
    public static final Point DOOR = new Point(52.09, 5.12);

    private Situations() {}

    public static EventMetadata at(long seq, String actor) {
        return at(seq, NOW.plusSeconds(seq), actor);
    }

    public static EventMetadata at(long seq, Instant time, String actor) {
        return new EventMetadata(seq, new UUID(1, seq), (int) seq, time, actor);
    }

    public static ReportContent content(
            ReportKind kind,
            Severity severity,
            String station,
            Municipality place,
            Point location,
            Tlp marking,
            Set<String> recipients) {
        return new ReportContent(
                kind,
                "text",
                severity,
                null,
                station,
                place,
                location,
                null,
                null,
                null,
                null,
                null,
                Source.ON_SITE,
                marking,
                recipients,
                null,
                null,
                null);
    }

    public static Report report(String id, ReportContent content, Role role, Instant at) {
        return Report.evolve(null, id, new ReportEvent.Submitted(content, role), at(1, at, "reporter"));
    }

    public static Report report(String id, ReportKind kind) {
        return report(
                id,
                content(kind, Severity.ATTENTION, "GM0344-1", UTRECHT, DOOR, Tlp.GREEN, Set.of()),
                Role.MUNICIPALITY,
                NOW);
    }

    /** The one event of a decision that was accepted. */
    public static <E> E event(Decision<E> decision) {
        return ((Decision.Accepted<E>) decision).events().get(0);
    }

    public static Refusal refusal(Decision<?> decision) {
        return ((Decision.Refused<?>) decision).refusal();
    }

    public static boolean isNothing(Decision<?> decision) {
        return decision instanceof Decision.Accepted<?> a && a.events().isEmpty();
    }

    public static List<Role> sorted(Set<Role> roles) {
        return roles.stream().sorted().toList();
    }
}
