package nl.tafelzicht.subject.ballot.domain;

import nl.tafelzicht.subject.station.domain.Series;

/**
 * When ballots run out. The rate of a station's last hour, with that of its whole day, says how many voters it draws;
 * the shape of the day says when they come. Pure; some microseconds a station.
 *
 * <pre>numbers of voters ─► voters of a whole day, with their variance ─► × shape of what is left of the day ─► wanted
 *                                                                                     left ─► runs out at, ±</pre>
 */
public final class BallotForecast {

    /** A station's rate is that of its last hour: of the reports that are at least so far apart. */
    private static final int RATE_MINUTES = 60;

    /** By how much the voters of one hour differ from what the shape says, beside chance. */
    private static final double HOUR_DIFFERS = 0.2;

    /** By how much those of a whole day until now say too much or too little about the rest. */
    private static final double DAY_DIFFERS = 0.3;

    /** By how much the rest of the day differs from its shape: at one station, and of a day that is not as usual. */
    private static final double REST_DIFFERS = 0.2;

    /** Voters come in families: their number varies more than by chance. */
    private static final double TOGETHER = 2;

    /** Of a hundred voters, how many ballots are spoiled and given anew. */
    private static final double SPOILED = 0.3;

    /** Standard deviations that one case in ten is beyond, on one side. */
    private static final double ONE_IN_TEN = 1.2816;

    /** Likewise of one case in fifty. */
    private static final double ONE_IN_FIFTY = 2.0537;

    /** In how many of the cases in which they run out that is within the margin. */
    private static final double MOSTLY = 0.9;

    /** Below this nobody needs to know when. */
    private static final double NO_RISK = 0.02;

    private static final int LEAST_MARGIN = 5;

    private BallotForecast() {}

    /**
     * @param shape of the day, as far as it is known
     * @param now in minutes since 1970
     * @return {@code null} when too little is known: no voters yet
     */
    public static Forecast of(Supply supply, DayShape shape, int now) {
        var used = supply.used();
        int last = used.size() - 1;
        if (last < 0) {
            return null;
        }
        var hours = supply.hours();
        var daily = daily(hours, shape, used, last);
        if (daily == null) {
            return null;
        }
        int seen = used.minute(last);
        int from = Math.max(seen, supply.leftMinute());
        double left = supply.left() - spoiling(used.value(last) - usedAt(supply, shape, daily));
        int moment = Math.max(now, from);
        int closes = hours.lastMinute();
        double gone = spoiling(daily.voters * hours.share(shape, from, moment));
        double here = Math.max(0, left - gone);
        int line = inLine(supply, moment, closes);
        double need = spoiling(daily.voters * hours.share(shape, moment, closes)) + line;
        double deviation = daily.deviation(hours.share(shape, from, closes));
        double risk = left <= 0 ? 1 : below((gone + need - left) / deviation);
        int most = (int) Math.ceil(need + ONE_IN_TEN * deviation);
        if (risk < NO_RISK) {
            return new Forecast(rounded(here), rounded(need), most, risk, 0, 0, 0);
        }
        var out = new RunsOut(hours, shape, daily, from, left);
        int at = out.minute(beyond(risk / 2));
        int sooner = at - out.minute(beyond(risk * (1 - MOSTLY) / 2));
        int later = out.minute(beyond(risk * (1 + MOSTLY) / 2)) - at;
        int margin = Math.max(LEAST_MARGIN, (int) Math.ceil((sooner + later) / 10.0) * 5);
        int earliest = out.minute(ONE_IN_FIFTY);
        if (earliest >= closes && line == 0) {
            earliest = 0; // otherwise it is those in line for whom there are too few, when the doors have closed
        }
        return new Forecast(rounded(here), rounded(need), most, risk, at, earliest, margin);
    }

    /** Who stands in line when the doors close still votes (Kieswet J 30). */
    private static int inLine(Supply supply, int moment, int closes) {
        return closes - moment <= RATE_MINUTES ? supply.queue() : 0;
    }

    private static int rounded(double ballots) {
        return (int) Math.round(ballots);
    }

    private static double spoiling(double voters) {
        return voters * (1 + SPOILED / 100);
    }

    /**
     * How many voters a station draws in a whole day.
     *
     * @param variance of it, relative
     */
    private record Daily(double voters, double variance) {

        /** Standard deviation of the ballots that are wanted in a share of the day. */
        double deviation(double share) {
            double mean = voters * share;
            return Math.sqrt(mean * mean * (variance + REST_DIFFERS * REST_DIFFERS) + TOGETHER * mean + 4);
        }
    }

    private static Daily daily(Hours hours, DayShape shape, Series used, int last) {
        int seen = used.minute(last);
        double all = hours.share(shape, hours.firstMinute(), seen);
        if (all < 0.005) {
            return null;
        }
        double ofDay = used.value(last) / all;
        double dayVariance = DAY_DIFFERS * DAY_DIFFERS + TOGETHER / (used.value(last) + 5.0);
        int before = last;
        while (before >= 0 && seen - used.minute(before) < RATE_MINUTES) {
            before--;
        }
        int since = before < 0 ? hours.firstMinute() : used.minute(before);
        int came = used.value(last) - (before < 0 ? 0 : used.value(before));
        double hour = hours.share(shape, since, seen);
        if (hour < 0.005) {
            return new Daily(ofDay, dayVariance);
        }
        double ofHour = came / hour;
        double hourVariance = HOUR_DIFFERS * HOUR_DIFFERS + TOGETHER / (came + 5.0);
        double weight = dayVariance / (dayVariance + hourVariance);
        return new Daily(weight * ofHour + (1 - weight) * ofDay, 1 / (1 / dayVariance + 1 / hourVariance));
    }

    /** How many had voted when the ballots were counted. */
    private static double usedAt(Supply supply, DayShape shape, Daily daily) {
        var hours = supply.hours();
        var used = supply.used();
        int at = supply.leftMinute();
        int i = 0;
        while (i < used.size() && used.minute(i) <= at) {
            i++;
        }
        int fromMinute = i == 0 ? Math.min(at, hours.firstMinute()) : used.minute(i - 1);
        int from = i == 0 ? 0 : used.value(i - 1);
        if (i == used.size()) {
            return from; // what came since is reckoned from the count on
        }
        double whole = hours.share(shape, fromMinute, used.minute(i));
        double part = hours.share(shape, fromMinute, at);
        return from + (whole <= 0 ? 0 : (used.value(i) - from) * part / whole);
    }

    /** Finds the minute at which a number of ballots is used up. */
    private record RunsOut(Hours hours, DayShape shape, Daily daily, int from, double left) {

        /** @param beyond standard deviations by which more is wanted than expected */
        int minute(double beyond) {
            int low = from;
            int high = hours.lastMinute();
            if (left <= 0) {
                return from;
            }
            if (low >= high || wanted(high, beyond) < left) {
                return Math.max(low, high);
            }
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (wanted(middle, beyond) >= left) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        private double wanted(int minute, double beyond) {
            double share = hours.share(shape, from, minute);
            return spoiling(daily.voters * share) + (beyond == 0 ? 0 : beyond * daily.deviation(share));
        }
    }

    /** The share of a normal distribution below a number of standard deviations; to five places. */
    private static double below(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = Math.exp(-z * z / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }

    /** The standard deviations beyond which a share of a normal distribution is; to three places. */
    private static double beyond(double share) {
        double smaller = Math.min(share, 1 - share);
        double t = Math.sqrt(-2 * Math.log(Math.max(1e-9, smaller)));
        double z =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return share <= 0.5 ? z : -z;
    }
}
