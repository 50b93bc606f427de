package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.election.Role;

/**
 * When the facts about a station were observed: the time of observation counts, not the time of arrival. A moment is
 * {@code null} while there is no observation.
 *
 * @param any the newest observation of anything
 * @param status the newest observation of a status, including confirmations
 * @param from the observation that brought the present status
 * @param tallies voters and ballots, of each election
 * @param steps the statuses in the order of observation, the last {@link #MOST_STEPS}
 */
record Seen(
        Instant any,
        Instant status,
        Instant from,
        Instant waiting,
        Instant queue,
        Instant members,
        Tallies tallies,
        List<Step> steps) {

    /** A day has seven; a station that was suspended and corrected several times has more. */
    static final int MOST_STEPS = 20;

    /** @param from when it was first observed */
    record Step(Status status, Instant from) {}

    static final Seen NOTHING = new Seen(null, null, null, null, null, null, Tallies.NONE, List.of());

    /**
     * When a report was observed. A phone's clock may be ahead of ours: an observation can't be later than its arrival.
     * A mayor's resumption counts from the decision.
     */
    static Instant moment(StatusReport report, Role role, Instant arrived) {
        var said = report.observedAt();
        return role == Role.MAYOR || said == null || said.isAfter(arrived) ? arrived : said;
    }

    static boolean isNewer(Instant moment, Instant known) {
        return known == null || !moment.isBefore(known);
    }

    /** @param changes whether it brought another status */
    Seen and(StatusReport r, Instant moment, boolean changes) {
        return new Seen(
                later(any, moment),
                r.status() == null ? status : later(status, moment),
                changes ? moment : from,
                r.waitingMinutes() == null ? waiting : later(waiting, moment),
                r.queueLength() == null ? queue : later(queue, moment),
                r.membersPresent() == null ? members : later(members, moment),
                tallies.and(r, moment),
                r.status() == null ? steps : withStep(r.status(), moment));
    }

    private List<Step> withStep(Status status, Instant moment) {
        var all = new ArrayList<>(steps);
        int place = 0;
        while (place < all.size() && !moment.isBefore(all.get(place).from())) {
            place++;
        }
        all.add(place, new Step(status, moment));
        for (int i = all.size() - 1; i > 0; i--) {
            if (all.get(i).status() == all.get(i - 1).status()) {
                all.remove(i);
            }
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST_STEPS), all.size()));
    }

    /** The observations until a moment; the last step determines the status then. */
    Seen until(Instant moment) {
        var kept = steps.stream().filter(step -> !step.from().isAfter(moment)).toList();
        return new Seen(
                any,
                status,
                kept.isEmpty() ? null : kept.get(kept.size() - 1).from(),
                waiting,
                queue,
                members,
                tallies.asOf(moment),
                kept);
    }

    /** The status at a moment, according to the observations until then. */
    Status statusAt(Instant moment) {
        var status = Status.EXPECTED;
        for (var step : steps) {
            if (!step.from().isAfter(moment)) {
                status = step.status();
            }
        }
        return status;
    }

    /** When the doors closed, if they were closed at a moment; otherwise {@code null}. */
    Instant closedAt(Instant moment) {
        Instant closed = null;
        for (var step : steps) {
            if (step.from().isAfter(moment)) {
                break;
            }
            boolean isClosed = step.status() == Status.CLOSED || step.status().isCount();
            if (!isClosed) {
                closed = null;
            } else if (closed == null) {
                closed = step.from();
            }
        }
        return closed;
    }

    /** The same for a station with these elections. */
    Seen of(List<String> elections) {
        return new Seen(any, status, from, waiting, queue, members, tallies.of(elections), steps);
    }

    /** After a courier. */
    Seen brought(StationEvent.BallotsMoved e) {
        return new Seen(
                any, status, from, waiting, queue, members, tallies.brought(e.election(), e.ballots(), e.at()), steps);
    }

    /** The mayor's decision is an observation at its moment: earlier observations change no status. */
    Seen decided(Instant at) {
        return new Seen(any, later(status, at), from, waiting, queue, members, tallies, steps);
    }

    static Instant later(Instant a, Instant b) {
        return isNewer(b, a) ? b : a;
    }
}
