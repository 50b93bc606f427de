package nl.tafelzicht.subject.tolerance.domain;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.election.place.Polygon;
import nl.tafelzicht.subject.station.domain.Station;

/**
 * The rules of a tolerance limit. Pure.
 *
 * <pre>
 * proposed ─► in-force (mayor, police and prosecutor have each agreed)
 *     ▲          │
 *     └─ change ─┤
 *                ▼
 *            withdrawn
 * </pre>
 */
public final class ToleranceDecider {

    private ToleranceDecider() {}

    /**
     * @param limit its present state, or {@code null} when there is none yet
     * @param stations the register, by id
     */
    public static Decision<ToleranceEvent> decide(
            ToleranceLimit limit, ToleranceCommand command, Function<String, Station> stations, Instant now) {
        if (command instanceof ToleranceCommand.Propose c) {
            var flaw = flaw(c.terms(), c.municipality().code(), stations, now);
            return flaw != null
                    ? Decision.refuse(flaw)
                    : Decision.accept(new ToleranceEvent.Proposed(c.municipality(), c.terms(), c.role()));
        }
        var s = limit.state();
        if (s.status() == ToleranceStatus.WITHDRAWN) {
            return Decision.refuse(transition(
                    Explanation.of("limit-withdrawn", "by", s.withdrawal().by()), s, List.of()));
        }
        if (command instanceof ToleranceCommand.Agree c) {
            return agree(s, c);
        }
        if (command instanceof ToleranceCommand.Change c) {
            return change(s, c, stations, now);
        }
        var c = (ToleranceCommand.Withdraw) command;
        return Decision.accept(new ToleranceEvent.Withdrawn(c.reason(), c.role()));
    }

    /** A person agrees to the revision that they have read. Agreeing again changes nothing. */
    private static Decision<ToleranceEvent> agree(ToleranceState s, ToleranceCommand.Agree c) {
        if (c.revision() != s.revision()) {
            return Decision.refuse(outdated(s, c.revision()));
        }
        return s.hasAgreed(c.role())
                ? Decision.nothing()
                : Decision.accept(new ToleranceEvent.Agreed(s.revision(), c.role()));
    }

    private static Decision<ToleranceEvent> change(
            ToleranceState s, ToleranceCommand.Change c, Function<String, Station> stations, Instant now) {
        if (c.revision() != s.revision()) {
            return Decision.refuse(outdated(s, c.revision()));
        }
        if (c.terms().equals(s.terms())) {
            return Decision.nothing();
        }
        var flaw = flaw(c.terms(), s.municipality().code(), stations, now);
        return flaw != null
                ? Decision.refuse(flaw)
                : Decision.accept(new ToleranceEvent.Changed(s.revision() + 1, c.terms(), c.role()));
    }

    private static Refusal outdated(ToleranceState s, int read) {
        return transition(
                Explanation.of("other-revision", "revision", s.revision(), "read", read),
                s,
                List.of("revision " + s.revision()));
    }

    private static Refusal transition(Explanation why, ToleranceState s, List<String> allowed) {
        return new Refusal(
                Refusal.Reason.TRANSITION, "revision", why, s.status().toString(), allowed);
    }

    /** @return what is invalid in the terms, or {@code null} */
    private static Refusal flaw(Terms t, String municipality, Function<String, Station> stations, Instant now) {
        boolean around = t.stations() != null && !t.stations().isEmpty();
        if (around == (t.polygon() != null)) {
            return Refusal.invalid("stations", Explanation.of("stations-or-polygon"));
        }
        if (!around && t.radiusMetres() != null) {
            return Refusal.invalid("radiusMetres", Explanation.of("not-with-polygon"));
        }
        if (!t.from().isBefore(t.until())) {
            return Refusal.invalid("until", Explanation.of("not-after-from"));
        }
        if (!t.until().isAfter(now)) {
            return Refusal.invalid("until", Explanation.of("in-the-past"));
        }
        if (around) {
            for (var id : t.stations()) {
                var station = stations.apply(id);
                if (station == null || !station.entry().municipality().code().equals(municipality)) {
                    return Refusal.invalid(
                            "stations", Explanation.of("not-a-station-of", "id", id, "municipality", municipality));
                }
            }
            return null;
        }
        for (Point corner : t.polygon()) {
            if (!corner.isInTheNetherlands()) {
                return Refusal.invalid("polygon", Explanation.of("corner-outside"));
            }
        }
        var crooked = new Polygon(t.polygon()).flaw();
        return crooked == null ? null : Refusal.invalid("polygon", crooked);
    }
}
