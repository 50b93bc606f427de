package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.election.Role;

/**
 * When what is known of a station was seen: what is seen later counts, not what arrives later. A moment is {@code null}
 * while nothing was seen.
 *
 * @param any the newest observation of whatever it was
 * @param status of a status, one that confirms included
 * @param from the one that brought the present status
 * @param tallies voters and ballots, of each election
 * @param steps the statuses in the order in which they were seen, the last {@link #MOST_STEPS}
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

    /** A day has seven; a station that was suspended and corrected again and again has more. */
    static final int MOST_STEPS = 20;

    /** @param from when it was seen first */
    record Step(Status status, Instant from) {}

    static final Seen NOTHING = new Seen(null, null, null, null, null, null, Tallies.NONE, List.of());

    /**
     * When a report was seen. A phone's clock may be ahead of ours: what it says can't have been seen after it arrived.
     * What a mayor decides counts from the decision.
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

    /** What was seen until a moment; the last step brought the status of then. */
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

    /** As far as was seen until then. */
    Status statusAt(Instant moment) {
        var status = Status.EXPECTED;
        for (var step : steps) {
            if (!step.from().isAfter(moment)) {
                status = step.status();
            }
        }
        return status;
    }

    /** When the doors closed that were closed at a moment, or {@code null} when they were not. */
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

    /** The same for a station that is for these elections. */
    Seen of(List<String> elections) {
        return new Seen(any, status, from, waiting, queue, members, tallies.of(elections), steps);
    }

    /** After a courier. */
    Seen brought(StationEvent.BallotsMoved e) {
        return new Seen(
                any, status, from, waiting, queue, members, tallies.brought(e.election(), e.ballots(), e.at()), steps);
    }

    /** The mayor's decision is an observation at its moment: what was seen before it changes no status. */
    Seen decided(Instant at) {
        return new Seen(any, later(status, at), from, waiting, queue, members, tallies, steps);
    }

    static Instant later(Instant a, Instant b) {
        return isNewer(b, a) ? b : a;
    }
}
