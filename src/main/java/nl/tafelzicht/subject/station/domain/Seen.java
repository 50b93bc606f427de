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
 * @param most the highest number of voters that was reported and not corrected since, and
 * @param mostAt when that was seen
 * @param votersPut when the number of voters was last put right
 * @param ballotsFrom what brought the present stock of ballots
 * @param steps the statuses in the order in which they were seen, the last {@link #MOST_STEPS}
 */
record Seen(
        Instant any,
        Instant status,
        Instant from,
        Instant waiting,
        Instant queue,
        Instant voters,
        Instant members,
        Instant ballots,
        Integer most,
        Instant mostAt,
        Instant votersPut,
        Instant ballotsFrom,
        List<Step> steps) {

    /** A day has seven; a station that was suspended and corrected again and again has more. */
    static final int MOST_STEPS = 20;

    /** @param from when it was seen first */
    record Step(Status status, Instant from) {}

    static final Seen NOTHING =
            new Seen(null, null, null, null, null, null, null, null, null, null, null, null, List.of());

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
    Seen and(StatusReport r, Instant moment, boolean changes, boolean otherBallots) {
        return new Seen(
                later(any, moment),
                r.status() == null ? status : later(status, moment),
                changes ? moment : from,
                r.waitingMinutes() == null ? waiting : later(waiting, moment),
                r.queueLength() == null ? queue : later(queue, moment),
                r.votersAdmitted() == null ? voters : later(voters, moment),
                r.membersPresent() == null ? members : later(members, moment),
                r.ballots() == null ? ballots : later(ballots, moment),
                isMost(r) ? r.votersAdmitted() : most,
                isMost(r) ? moment : mostAt,
                r.votersAdmitted() != null && r.isCorrection() ? later(votersPut, moment) : votersPut,
                otherBallots ? moment : ballotsFrom,
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

    /** The steps until a moment; the last of them brought the status of then. */
    Seen until(Instant moment) {
        var kept = steps.stream().filter(step -> !step.from().isAfter(moment)).toList();
        return new Seen(
                any,
                status,
                kept.isEmpty() ? null : kept.get(kept.size() - 1).from(),
                waiting,
                queue,
                voters,
                members,
                ballots,
                most,
                mostAt,
                votersPut,
                ballotsFrom,
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

    private boolean isMost(StatusReport r) {
        return r.votersAdmitted() != null
                && !r.isCorrection()
                && (most == null || r.votersAdmitted() >= most || votersPut != null && mostAt.isBefore(votersPut));
    }

    /** The mayor's decision is an observation at its moment: what was seen before it changes no status. */
    Seen decided(Instant at) {
        return new Seen(
                any,
                later(status, at),
                from,
                waiting,
                queue,
                voters,
                members,
                ballots,
                most,
                mostAt,
                votersPut,
                ballotsFrom,
                steps);
    }

    /** Whether fewer voters were seen than somebody had seen before. */
    boolean contradicts(Integer votersNow) {
        return most != null
                && votersNow != null
                && voters != null
                && most > votersNow
                && mostAt.isBefore(voters)
                && (votersPut == null || mostAt.isAfter(votersPut));
    }

    private static Instant later(Instant a, Instant b) {
        return isNewer(b, a) ? b : a;
    }
}
