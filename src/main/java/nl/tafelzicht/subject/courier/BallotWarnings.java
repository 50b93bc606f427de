package nl.tafelzicht.subject.courier;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.ballot.domain.Outlook;
import nl.tafelzicht.subject.ballot.domain.Outlook.Expected;
import nl.tafelzicht.subject.courier.domain.Courier;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.escalation.domain.EscalationState;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;

/**
 * Finds warnings of ballots that run out which are due and missing, and those that have become pointless. It looks at
 * the state only, so that every node finds the same.
 *
 * <pre>
 *  due ─► open ─► resolved by itself, when a delivery, a count or a correction changed what is expected ─► due again
 *           └───► resolved by somebody ─► due again only after another delivery
 * </pre>
 */
final class BallotWarnings {

    /**
     * The rule named in these escalations: this; for a station with several elections this, a space and the election.
     */
    static final String RULE = "ballots-run-out";

    /** Warnings of one station and election: an eleventh would add nothing. */
    static final int MOST = 10;

    /** A number older than this says too little of how many are left to call somebody for. */
    private static final int MOST_SILENT_MINUTES = 180;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** A command for an escalation. */
    record Ask(String id, EscalationCommand command) {}

    private final Picture picture;
    private final Outlook outlook;
    private final Map<String, List<EscalationState>> given;
    private final OpenTrips trips;

    BallotWarnings(Picture picture, Outlook outlook) {
        this.picture = picture;
        this.outlook = outlook;
        this.given = picture.all(Escalation.KIND)
                .map(Escalation::state)
                .filter(e -> e.rule() != null && e.rule().startsWith(RULE))
                .collect(Collectors.groupingBy(
                        e -> Outlook.key(e.subject().id(), electionOf(e.rule())), HashMap::new, Collectors.toList()));
        this.trips = new OpenTrips(picture.all(Courier.KIND));
    }

    /**
     * The commands that are missing now.
     *
     * @param most commands to return: what a warning says costs a search for stations that can give some
     * @param asked whether the command for an escalation is under way already
     */
    List<Ask> due(int most, Predicate<String> asked) {
        var asks = new ArrayList<Ask>();
        int now = Outlook.minute(outlook.at());
        var open = new HashMap<>(given);
        for (var expected : outlook.expected()) {
            if (asks.size() >= most) {
                return asks;
            }
            var key = Outlook.key(expected.station().id(), expected.election());
            var warnings = open.remove(key);
            var last = warnings == null ? null : last(warnings);
            boolean isOpen = last != null && last.resolved() == null;
            if (isOpen && expected.forecast().isSafe() && !asked.test(last.id())) {
                asks.add(resolve(last, "there are enough ballots, as is expected now"));
            } else if (!isOpen && isDue(expected, now) && mayWarn(expected, warnings)) {
                var id = idOf(expected, warnings == null ? 0 : warnings.size());
                if (!asked.test(id)) {
                    asks.add(raise(expected, id));
                }
            }
        }
        for (var warnings : open.values()) {
            var last = last(warnings);
            var station = Stations.find(picture, last.subject().id());
            if (asks.size() < most
                    && last.resolved() == null
                    && !asked.test(last.id())
                    && (station == null || !station.mayWantBallots())) {
                asks.add(resolve(last, "the station no longer gives out ballots"));
            }
        }
        return asks;
    }

    /** Ballots on their way are counted in. Of a station that was silent for hours, it is its silence that counts. */
    private boolean isDue(Expected expected, int now) {
        return expected.forecast().isDue(now)
                && now - expected.stock().seenMinute() <= MOST_SILENT_MINUTES
                && expected.forecast().shortage()
                        > trips.comingTo(expected.station().id(), expected.election());
    }

    private static boolean mayWarn(Expected expected, List<EscalationState> warnings) {
        if (warnings == null) {
            return true;
        }
        var last = last(warnings);
        boolean isByItself = last.resolved().role() == null;
        return warnings.size() < MOST
                && (isByItself || expected.stock().movedAfter(last.resolved().at()));
    }

    private static EscalationState last(List<EscalationState> warnings) {
        return warnings.stream()
                .max(Comparator.comparing(EscalationState::raisedAt).thenComparing(EscalationState::id))
                .orElseThrow();
    }

    private static String electionOf(String rule) {
        return rule.length() > RULE.length() ? rule.substring(RULE.length() + 1) : null;
    }

    private static Ask resolve(EscalationState warning, String why) {
        return new Ask(warning.id(), new EscalationCommand.Resolve(why, null));
    }

    private static String ruleOf(Expected expected) {
        return expected.election() == null ? RULE : RULE + " " + expected.election();
    }

    private static String idOf(Expected expected, int before) {
        return DerivedIds.of("escalation", ruleOf(expected), expected.station().id(), String.valueOf(before))
                .toString();
    }

    private Ask raise(Expected expected, String id) {
        var station = expected.station();
        var municipality = station.entry().municipality();
        var cause = new Cause(
                Cause.STATION,
                station.id(),
                station.state().status().toString(),
                station.id(),
                station.point(),
                null,
                List.of(),
                Tlp.GREEN,
                Visibility.LOCAL,
                Set.of());
        boolean isOut = expected.forecast().left() == 0;
        return new Ask(
                id,
                new EscalationCommand.Raise(
                        cause,
                        ruleOf(expected),
                        Addressee.of(EscalationLevel.MUNICIPALITY, municipality),
                        isOut ? Severity.URGENT : Severity.ATTENTION,
                        reason(expected),
                        null));
    }

    private String reason(Expected expected) {
        var station = expected.station();
        var forecast = expected.forecast();
        var of = expected.election() == null ? "" : " for " + expected.election();
        var near = outlook.near(expected, giver -> promised(giver)).stream()
                .limit(3)
                .map(n -> "station " + n.giver().station().entry().number() + " can give " + n.surplus())
                .collect(Collectors.joining(", "));
        return "station " + station.entry().number() + " runs out of ballots" + of + " about "
                + time(station, forecast.runsOut()) + " (±" + forecast.margin() + " min); "
                + (near.isEmpty() ? "no station of its district has ballots to spare" : near);
    }

    private int promised(Expected giver) {
        return trips.promisedBy(giver.station().id(), giver.election());
    }

    /** By local time at the station, rounded to five minutes. */
    private static String time(Station station, int minute) {
        ZoneOffset there = station.entry().opensAt().getOffset();
        return TIME.format(moment(minute).atOffset(there));
    }

    /** Rounded to five minutes, since it is only a forecast. */
    static Instant moment(int minute) {
        return Outlook.moment(Math.round(minute / 5f) * 5);
    }
}
