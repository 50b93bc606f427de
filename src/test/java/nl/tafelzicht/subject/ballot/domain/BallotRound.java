package nl.tafelzicht.subject.ballot.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nl.tafelzicht.subject.station.domain.Series;

/** A look at all ballots of the country at half past seven in the evening: the day is learnt, and each is forecast. */
public final class BallotRound implements Runnable {

    private static final int NOW = 19 * 60 + 30;

    private final List<Supply> supplies;
    private int due;

    private BallotRound(List<Supply> supplies) {
        this.supplies = supplies;
    }

    /** Each station has as many numbers as a series keeps. */
    public static BallotRound of(Random random, int stations, int elections) {
        var hours = new Hours(new int[] {SimulatedDay.OPENS}, new int[] {SimulatedDay.CLOSES}, 0);
        var supplies = new ArrayList<Supply>();
        for (int i = 0; i < stations * elections; i++) {
            var used = Series.EMPTY;
            int voters = 0;
            for (int at = SimulatedDay.OPENS + 20; at < NOW; at += 25) {
                voters += random.nextInt(60);
                used = used.with(at, voters);
            }
            supplies.add(new Supply(hours, used, (int) (voters * (0.9 + random.nextDouble())), 0, random.nextInt(40)));
        }
        return new BallotRound(supplies);
    }

    @Override
    public void run() {
        var lesson = DayShape.USUAL.lesson();
        supplies.forEach(s -> lesson.add(s.hours(), s.used()));
        var shape = lesson.learnt();
        due = 0;
        for (var supply : supplies) {
            due += BallotForecast.of(supply, shape, NOW).isDue(NOW) ? 1 : 0;
        }
        if (due == 0) {
            throw new IllegalStateException("nobody is short of ballots: nothing was measured");
        }
    }
}
