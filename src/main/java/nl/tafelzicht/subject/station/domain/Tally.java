package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of one election at a station, and when each value was observed: the time of observation counts, not the
 * time of arrival. A moment is {@code null} while there is no observation.
 *
 * @param admitted voters since opening
 * @param most the highest number of voters that was reported and not corrected since
 * @param mostAt when that was observed
 * @param votersPut when the number of voters was last corrected
 * @param ballotsFrom the observation that brought the present stock of ballots
 * @param left ballots that were left at the last count, with those brought and taken away since
 * @param delivered ballots that the station has received, in all deliveries together
 * @param voters how many were admitted through the day
 * @param moved the last ballots that were brought or taken away
 */
record Tally(
        Integer admitted,
        Instant admittedAt,
        Integer most,
        Instant mostAt,
        Instant votersPut,
        Ballots ballots,
        Instant ballotsAt,
        Instant ballotsFrom,
        Integer left,
        Instant leftAt,
        Integer delivered,
        Instant deliveredAt,
        Series voters,
        List<Moved> moved) {

    /** More deliveries than a day has between two counts. */
    static final int MOST_MOVED = 20;

    /** @param ballots above 0 when they were brought, below when they were taken away */
    record Moved(int ballots, Instant at) {}

    static final Tally NOTHING =
            new Tally(null, null, null, null, null, null, null, null, null, null, null, null, Series.EMPTY, List.of());

    Tally and(ElectionReport r, Instant moment, boolean isCorrection) {
        boolean saysVoters = r.votersAdmitted() != null;
        boolean saysBallots = r.ballots() != null;
        boolean isNewWord = saysBallots && Seen.isNewer(moment, ballotsAt) && r.ballots() != ballots;
        boolean isMost = saysVoters
                && !isCorrection
                && (most == null || r.votersAdmitted() >= most || votersPut != null && mostAt.isBefore(votersPut));
        return new Tally(
                        newest(r.votersAdmitted(), admitted, moment, admittedAt),
                        saysVoters ? Seen.later(admittedAt, moment) : admittedAt,
                        isMost ? r.votersAdmitted() : most,
                        isMost ? mostSeenAt(r.votersAdmitted(), moment) : mostAt,
                        saysVoters && isCorrection ? Seen.later(votersPut, moment) : votersPut,
                        newest(r.ballots(), ballots, moment, ballotsAt),
                        saysBallots ? Seen.later(ballotsAt, moment) : ballotsAt,
                        isNewWord ? moment : ballotsFrom,
                        left,
                        leftAt,
                        delivered,
                        deliveredAt,
                        saysVoters ? voters(r.votersAdmitted(), moment, isCorrection) : voters,
                        moved)
                .delivered(r.ballotsDelivered(), moment)
                .counted(r.ballotsLeft(), moment);
    }

    /** Of the same number twice, the later observation counts, in whichever order they arrive. */
    private Instant mostSeenAt(int number, Instant moment) {
        return most != null && number == most ? Seen.later(mostAt, moment) : moment;
    }

    private Series voters(int number, Instant moment, boolean isCorrection) {
        int minute = minute(moment);
        return isCorrection ? voters.corrected(minute, number) : voters.with(minute, number);
    }

    private static int minute(Instant at) {
        return (int) (at.getEpochSecond() / 60);
    }

    private Tally delivered(Integer all, Instant moment) {
        if (all == null || !Seen.isNewer(moment, deliveredAt)) {
            return this;
        }
        var next = delivered == null ? this : moved(all - delivered, moment);
        return next.with(next.left, leftAt, all, moment, next.moved);
    }

    /** What was brought after the count is there too, whichever of the two was said first. */
    private Tally counted(Integer number, Instant moment) {
        if (number == null || !Seen.isNewer(moment, leftAt)) {
            return this;
        }
        int since = moved.stream()
                .filter(m -> m.at().isAfter(moment))
                .mapToInt(Moved::ballots)
                .sum();
        return with(Math.max(0, number + since), moment, delivered, deliveredAt, moved);
    }

    /** After a courier: of what is not known nothing becomes known by it. A stock that was low may be so no more. */
    Tally brought(int ballots, Instant at) {
        var next = moved(ballots, at);
        var all = delivered == null ? null : Integer.valueOf(Math.max(0, delivered + ballots));
        var told =
                next.with(next.left, leftAt, all, delivered == null ? null : Seen.later(deliveredAt, at), next.moved);
        boolean isOld = ballots > 0 && this.ballots != null && Seen.isNewer(at, ballotsAt);
        return isOld && this.ballots != Ballots.SUFFICIENT ? told.withoutBallots() : told;
    }

    private Tally moved(int ballots, Instant at) {
        if (ballots == 0) {
            return this;
        }
        var all = Stream.concat(moved.stream(), Stream.of(new Moved(ballots, at)))
                .skip(Math.max(0, moved.size() + 1 - MOST_MOVED))
                .toList();
        boolean isSince = left != null && at.isAfter(leftAt);
        return with(isSince ? Integer.valueOf(Math.max(0, left + ballots)) : left, leftAt, delivered, deliveredAt, all);
    }

    private Tally with(Integer nowLeft, Instant countedAt, Integer all, Instant allAt, List<Moved> movements) {
        return new Tally(
                admitted,
                admittedAt,
                most,
                mostAt,
                votersPut,
                ballots,
                ballotsAt,
                ballotsFrom,
                nowLeft,
                countedAt,
                all,
                allAt,
                voters,
                movements);
    }

    BallotStock stock() {
        return new BallotStock(voters, left == null ? delivered : left, leftAt, delivered, deliveredAt);
    }

    private static <T> T newest(T said, T known, Instant moment, Instant knownAt) {
        return said != null && Seen.isNewer(moment, knownAt) ? said : known;
    }

    /** Whether an earlier observation has more voters than a later one. */
    boolean isContradicted() {
        return most != null
                && admitted != null
                && most > admitted
                && mostAt.isBefore(admittedAt)
                && (votersPut == null || mostAt.isAfter(votersPut));
    }

    /** Whether it was observed only after a moment that ballots had run out. */
    boolean ranOutAfter(Instant moment) {
        return ballots == Ballots.OUT && ballotsFrom != null && ballotsFrom.isAfter(moment);
    }

    Tally withoutBallots() {
        return new Tally(
                admitted,
                admittedAt,
                most,
                mostAt,
                votersPut,
                null,
                ballotsAt,
                ballotsFrom,
                left,
                leftAt,
                delivered,
                deliveredAt,
                voters,
                moved);
    }
}
