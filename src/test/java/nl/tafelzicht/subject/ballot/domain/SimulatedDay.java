package nl.tafelzicht.subject.ballot.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A day at some stations, voter by voter, with what their chairs say of it: how many were admitted, now and then how
 * many ballots are left. It knows nothing of the forecast and of the shape that this takes as usual: people come in
 * groups, by habits that differ from day to day and from station to station, in rushes, through rain and matches on
 * television; they queue, since a station admits only so many a minute; chairs round, forget, and are late.
 */
public final class SimulatedDay {

    static final int OPENS = 7 * 60 + 30;
    static final int CLOSES = 21 * 60;

    /** @param arrives when the hub has it, not before it was seen */
    public record Said(int seen, int arrives, int admitted, Integer left) {}

    /** @param minute at which more ballots are there */
    public record Delivery(int minute, int ballots) {}

    /**
     * One station.
     *
     * @param ballots that it had at the opening
     * @param runsOut the minute at which somebody wanted a ballot and there was none; 0 when that never was
     * @param over ballots that were left in the end
     * @param admitted voters until each minute of the day
     * @param left ballots at each minute of the day
     * @param answers how often somebody answers when asked
     * @param whims whether this time
     */
    public record Place(
            int ballots,
            List<Delivery> deliveries,
            List<Said> said,
            int runsOut,
            int over,
            int[] admitted,
            int[] left,
            double answers,
            Random whims) {

        /** What is said by somebody who is asked; {@code null} when nobody answers, or not before they have run out. */
        Said asked(int now) {
            int at = Math.min(now + 2 + whims.nextInt(13), CLOSES - 1);
            boolean answersNow = whims.nextDouble() < answers;
            return answersNow && (runsOut == 0 || at < runsOut) ? new Said(at, at + 1, admitted[at], left[at]) : null;
        }
    }

    /** When people like to vote: around some moments (minutes of the day), and evenly through it. */
    private record Habit(double[] around, double[] wide, double[] weight, double evenly) {

        double at(int minute) {
            double sum = evenly / (CLOSES - OPENS);
            for (int i = 0; i < around.length; i++) {
                double z = (minute - around[i]) / wide[i];
                sum += weight[i] * Math.exp(-z * z / 2) / (wide[i] * 2.5066);
            }
            return sum;
        }
    }

    private final Random random;
    private final double[] common = new double[24 * 60];
    private final double turnout;

    private SimulatedDay(Random random) {
        this.random = random;
        this.turnout = between(0.62, 1.3);
        commonHabit();
    }

    /** Some stations of one day. The same seed gives the same day. */
    public static List<Place> of(long seed, int stations) {
        var day = new SimulatedDay(new Random(seed * 0x9E3779B97F4A7C15L));
        var places = new ArrayList<Place>(stations);
        for (int i = 0; i < stations; i++) {
            places.add(day.place());
        }
        return places;
    }

    private double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    private boolean chance(double of) {
        return random.nextDouble() < of;
    }

    /** What all stations of a day share: rain, a match, a holiday. */
    private void commonHabit() {
        Arrays.fill(common, 1);
        if (chance(0.4)) {
            dent(between(8 * 60, 20 * 60), between(30, 110), between(-0.4, -0.1)); // rain
        }
        if (chance(0.25)) {
            dent(20.5 * 60, between(30, 60), between(-0.3, -0.1)); // a match on television
        }
        if (chance(0.3)) {
            dent(between(9 * 60, 20 * 60), between(40, 120), between(0.08, 0.35)); // sun, news, a call to vote
        }
        if (chance(0.2)) {
            dent(12.5 * 60, 180, between(0.1, 0.3)); // a day off
        }
    }

    private void dent(double around, double wide, double deep) {
        for (int m = 0; m < common.length; m++) {
            double z = (m - around) / wide;
            common[m] *= 1 + deep * Math.exp(-z * z / 2);
        }
    }

    /** Residential mostly; some where people work, study, are old, or change trains. */
    private Habit habit() {
        double kind = random.nextDouble();
        double[] around = {8.2 * 60, 12.4 * 60, 15 * 60, 18.6 * 60, 19.9 * 60};
        double[] wide = {38, 65, 80, 75, 45};
        double[] weight = kind < 0.62
                ? new double[] {0.08, 0.14, 0.12, 0.26, 0.12}
                : kind < 0.72
                        ? new double[] {0.17, 0.09, 0.08, 0.31, 0.10}
                        : kind < 0.84
                                ? new double[] {0.05, 0.26, 0.18, 0.12, 0.06}
                                : kind < 0.93
                                        ? new double[] {0.03, 0.13, 0.17, 0.22, 0.19}
                                        : new double[] {0.16, 0.17, 0.10, 0.26, 0.08};
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            around[i] += random.nextGaussian() * 10;
            weight[i] *= Math.exp(random.nextGaussian() * 0.15);
            sum += weight[i];
        }
        return new Habit(around, wide, weight, Math.max(0.15, 1 - sum));
    }

    private int[] arrivals(double voters) {
        var habit = habit();
        var rate = new double[24 * 60];
        double sum = 0;
        for (int m = OPENS; m < CLOSES; m++) {
            rate[m] = habit.at(m) * common[m];
            sum += rate[m];
        }
        var come = new int[24 * 60];
        for (int m = OPENS; m < CLOSES; m++) {
            int groups = poisson(voters * rate[m] / sum / 1.55);
            for (int g = 0; g < groups; g++) {
                come[m] += chance(0.6) ? 1 : chance(0.66) ? 2 : 3;
            }
        }
        for (int rushes = poisson(0.5); rushes > 0; rushes--) {
            int at = (int) between(OPENS, CLOSES - 30);
            int people = (int) (voters * between(0.01, 0.04));
            for (int p = 0; p < people; p++) {
                come[at + random.nextInt(25)]++;
            }
        }
        return come;
    }

    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        int n = 0;
        for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
            n++;
        }
        return n;
    }

    private Place place() {
        double voters = Math.min(2400, Math.max(220, 1000 * turnout * Math.exp(random.nextGaussian() * 0.45)));
        var come = arrivals(voters);
        int wanted = Arrays.stream(come).sum();
        // printed for the voters of a neighbourhood; but people vote where they like
        int ballots = (int) (wanted * 1.4 * Math.exp(random.nextGaussian() * 0.3)) / 10 * 10;
        var deliveries = new ArrayList<Delivery>();
        if (chance(0.05)) {
            deliveries.add(new Delivery((int) between(11 * 60, 19 * 60), (int) between(1, 5) * 100));
        }
        double spoiled = between(0.001, 0.008);
        double perMinute = Math.max(2.2, voters / (CLOSES - OPENS) * between(1.9, 3));
        var admitted = new int[24 * 60];
        var left = new int[24 * 60];
        int line = 0;
        int all = 0;
        double stock = ballots;
        int runsOut = 0;
        double may = 0;
        for (int m = OPENS; m < admitted.length - 1; m++) {
            line += come[m];
            may = Math.min(may + perMinute, perMinute + 1);
            for (var d : deliveries) {
                stock += d.minute() == m ? d.ballots() : 0;
            }
            while (line > 0 && may >= 1) {
                if (stock < 1) {
                    runsOut = runsOut == 0 ? m : runsOut;
                    break;
                }
                line--;
                may--;
                all++;
                stock -= chance(spoiled) ? 2 : 1;
            }
            admitted[m] = all;
            left[m] = (int) Math.max(0, stock);
        }
        return new Place(
                ballots,
                deliveries,
                said(admitted, left),
                runsOut,
                (int) Math.max(0, stock),
                admitted,
                left,
                between(0.5, 0.95),
                new Random(random.nextLong()));
    }

    private List<Said> said(int[] admitted, int[] left) {
        int[] rhythms = {30, 45, 60, 60, 60, 90, 120};
        int rhythm = rhythms[random.nextInt(rhythms.length)];
        int rounds = chance(0.4) ? 10 : chance(0.4) ? 5 : 1;
        double forgets = between(0.03, 0.18);
        double counts = chance(0.3) ? 0.3 : 0.05;
        var said = new ArrayList<Said>();
        for (int at = OPENS + (int) between(20, 60); at < CLOSES; at += rhythm + (int) (random.nextGaussian() * 6)) {
            if (chance(forgets)) {
                continue;
            }
            int late = chance(0.12) ? (int) between(5, 45) : (int) between(0, 4);
            int number = admitted[at] / rounds * rounds;
            Integer counted =
                    chance(counts) ? Math.max(0, (int) (left[at] * between(0.98, 1.02))) / rounds * rounds : null;
            said.add(new Said(at, at + late, number, counted));
        }
        said.sort(Comparator.comparing(Said::arrives));
        return said;
    }
}
