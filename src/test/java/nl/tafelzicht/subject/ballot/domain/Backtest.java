package nl.tafelzicht.subject.ballot.domain;

import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.subject.ballot.domain.SimulatedDay.Place;
import nl.tafelzicht.subject.ballot.domain.SimulatedDay.Said;
import nl.tafelzicht.subject.station.domain.Series;

/** Simulated days of which is known when ballots ran out, and what the forecast said of them as they went. */
public final class Backtest {

    /** As on a real day the forecast is made anew again and again. */
    private static final int ROUND_MINUTES = 2;

    private static final int IN_TIME = 60;

    private static final int ASKED_AGAIN = 15;

    /**
     * How it went.
     *
     * @param ranOut stations at which ballots ran out
     * @param inTime of these, warned of at least an hour before
     * @param late of these, warned of later than that
     * @param enough stations at which they did not run out
     * @param inVain of these, warned of
     * @param inVainByFar of these, warned of though more than a twentieth of the ballots was left in the end
     * @param ahead minutes from the warning until they ran out, where they did
     * @param off minutes by which the first warning was wrong about the moment
     * @param within of these, by no more than the margin that it said
     */
    public record Outcome(
            int ranOut,
            int inTime,
            int late,
            int enough,
            int inVain,
            int inVainByFar,
            List<Integer> ahead,
            List<Integer> off,
            int within) {

        public double shareInTime() {
            return share(inTime, ranOut);
        }

        public double shareInVain() {
            return share(inVain, enough);
        }

        public double shareWithin() {
            return share(within, off.size());
        }

        private static double share(int part, int all) {
            return all == 0 ? 0 : (double) part / all;
        }
    }

    private static final class Watched {
        final Place place;
        Series used = Series.EMPTY;
        int heard;
        int left;
        int leftMinute;
        int warned = -1;
        int asked;
        Said answer;
        Forecast first;

        Watched(Place place) {
            this.place = place;
            this.left = place.ballots();
        }
    }

    private static final Hours HOURS = new Hours(new int[] {SimulatedDay.OPENS}, new int[] {SimulatedDay.CLOSES}, 0);

    private Backtest() {}

    /**
     * @param firstSeed of the first day; the days after it have the seeds after it
     * @param asks whether stations are asked how many ballots are left, where the forecast wants to know
     */
    public static Outcome of(long firstSeed, int days, int stations, boolean asks) {
        var all = new ArrayList<Watched>();
        for (int day = 0; day < days; day++) {
            all.addAll(watched(SimulatedDay.of(firstSeed + day, stations), asks));
        }
        return outcome(all);
    }

    private static List<Watched> watched(List<Place> places, boolean asks) {
        var stations = places.stream().map(Watched::new).toList();
        var shape = DayShape.USUAL;
        for (int now = SimulatedDay.OPENS; now <= SimulatedDay.CLOSES + 30; now += ROUND_MINUTES) {
            int moment = now;
            stations.forEach(station -> hear(station, moment));
            if (now % 10 == 0) {
                var lesson = DayShape.USUAL.lesson();
                stations.forEach(station -> lesson.add(HOURS, station.used));
                shape = lesson.learnt();
            }
            for (var station : stations) {
                look(station, shape, now, asks);
            }
        }
        return stations;
    }

    private static void hear(Watched station, int now) {
        var place = station.place;
        if (station.answer != null && station.answer.arrives() <= now) {
            take(station, station.answer);
            station.answer = null;
        }
        while (station.heard < place.said().size()
                && place.said().get(station.heard).arrives() <= now) {
            Said said = place.said().get(station.heard++);
            if (place.runsOut() == 0 || said.seen() < place.runsOut()) {
                take(station, said);
            }
        }
    }

    private static void take(Watched station, Said said) {
        station.used = station.used.with(said.seen(), said.admitted());
        if (said.left() != null && said.seen() > station.leftMinute) {
            station.left = said.left();
            station.leftMinute = said.seen();
        }
    }

    private static void look(Watched station, DayShape shape, int now, boolean asks) {
        var place = station.place;
        if (station.warned >= 0 || place.runsOut() > 0 && now >= place.runsOut()) {
            return;
        }
        int since = place.deliveries().stream()
                .filter(d -> d.minute() <= now && d.minute() > station.leftMinute)
                .mapToInt(SimulatedDay.Delivery::ballots)
                .sum();
        var supply = new Supply(HOURS, station.used, station.left + since, station.leftMinute, 0);
        var forecast = BallotForecast.of(supply, shape, now);
        if (forecast == null) {
            return;
        }
        int seen = Math.max(station.leftMinute, station.used.minute(station.used.size() - 1));
        if (asks && forecast.asks(now, seen) && now - station.asked >= ASKED_AGAIN && now < SimulatedDay.CLOSES - 15) {
            station.asked = now;
            station.answer = place.asked(now);
        }
        if (forecast.isDue(now)) {
            station.warned = now;
            station.first = forecast;
        }
    }

    private static Outcome outcome(List<Watched> all) {
        int ranOut = 0;
        int inTime = 0;
        int late = 0;
        int inVain = 0;
        int byFar = 0;
        int within = 0;
        var ahead = new ArrayList<Integer>();
        var off = new ArrayList<Integer>();
        for (var station : all) {
            var place = station.place;
            boolean warned = station.warned >= 0;
            if (place.runsOut() > 0) {
                ranOut++;
                if (warned) {
                    int minutes = place.runsOut() - station.warned;
                    ahead.add(minutes);
                    inTime += minutes >= IN_TIME ? 1 : 0;
                    late += minutes < IN_TIME ? 1 : 0;
                    if (station.first.runsOut() > 0) {
                        int wrong = Math.abs(station.first.runsOut() - place.runsOut());
                        off.add(wrong);
                        within += wrong <= station.first.margin() ? 1 : 0;
                    }
                }
            } else if (warned) {
                inVain++;
                int had = place.ballots()
                        + place.deliveries().stream()
                                .mapToInt(SimulatedDay.Delivery::ballots)
                                .sum();
                byFar += place.over() > had / 20 ? 1 : 0;
            }
        }
        return new Outcome(ranOut, inTime, late, all.size() - ranOut, inVain, byFar, ahead, off, within);
    }
}
