package nl.tafelzicht.subject.station.domain;

import java.time.Instant;

/**
 * What is known of one election at a station, and when each of it was seen: what is seen later counts, not what arrives
 * later. A moment is {@code null} while nothing was seen.
 *
 * @param admitted voters since opening
 * @param most the highest number of voters that was reported and not corrected since, and
 * @param mostAt when that was seen
 * @param votersPut when the number of voters was last put right
 * @param ballotsFrom what brought the present word on the stock of ballots
 * @param left ballots that are left
 * @param delivered ballots that the station got, all deliveries together
 * @param voters how many were admitted through the day
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
        Series voters) {

    static final Tally NOTHING =
            new Tally(null, null, null, null, null, null, null, null, null, null, null, null, Series.EMPTY);

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
                isMost ? moment : mostAt,
                saysVoters && isCorrection ? Seen.later(votersPut, moment) : votersPut,
                newest(r.ballots(), ballots, moment, ballotsAt),
                saysBallots ? Seen.later(ballotsAt, moment) : ballotsAt,
                isNewWord ? moment : ballotsFrom,
                newest(r.ballotsLeft(), left, moment, leftAt),
                r.ballotsLeft() == null ? leftAt : Seen.later(leftAt, moment),
                newest(r.ballotsDelivered(), delivered, moment, deliveredAt),
                r.ballotsDelivered() == null ? deliveredAt : Seen.later(deliveredAt, moment),
                saysVoters ? voters(r.votersAdmitted(), moment, isCorrection) : voters);
    }

    private Series voters(int number, Instant moment, boolean isCorrection) {
        int minute = minute(moment);
        return isCorrection ? voters.corrected(minute, number) : voters.with(minute, number);
    }

    private static int minute(Instant at) {
        return (int) (at.getEpochSecond() / 60);
    }

    private static <T> T newest(T said, T known, Instant moment, Instant knownAt) {
        return said != null && Seen.isNewer(moment, knownAt) ? said : known;
    }

    /** Whether fewer voters were seen than somebody had seen before. */
    boolean isContradicted() {
        return most != null
                && admitted != null
                && most > admitted
                && mostAt.isBefore(admittedAt)
                && (votersPut == null || mostAt.isAfter(votersPut));
    }

    /** Whether it was seen only after a moment that ballots had run out. */
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
                voters);
    }
}
