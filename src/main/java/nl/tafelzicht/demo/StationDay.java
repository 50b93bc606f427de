package nl.tafelzicht.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The day of one synthetic station, as its chair will report it: it opens, reports now and then, and closes and counts.
 * A few open late, fall silent, or are suspended and resume. The same seed and station give the same day.
 */
final class StationDay {

    /**
     * Voters per hour at an ordinary station, from 7:00: a rush before work, at lunch, and the largest after dinner.
     */
    private static final double[] VOTERS_AN_HOUR = {35, 92, 70, 62, 66, 84, 78, 62, 66, 84, 118, 124, 122, 82, 8};

    private static final double DAY = Arrays.stream(VOTERS_AN_HOUR).sum();

    private static final double SHORT_OF_BALLOTS = 0.006;

    private static final List<String> SUSPENSIONS = List.of(
            "Brandalarm, gebouw ontruimd",
            "Stroomstoring",
            "Wateroverlast in de hal",
            "Vechtpartij bij de ingang, politie gebeld");
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private final LocalDate day;
    private final List<SyntheticElection> elections;
    private final Random random;
    private final double size;
    private final double slowness;
    private final List<Step> steps = new ArrayList<>();
    /** Ballots that it got; at a few stations not enough for the evening. */
    private final int ballots;

    private final Random counting;
    private double voters;

    /**
     * @param byMunicipality whether the municipality sends it (the mayor's decision to resume); the chair sends
     *     everything else
     */
    record Step(Instant at, boolean byMunicipality, Map<String, Object> report) {}

    /** @param elections of the day; empty for numbers that name no election */
    StationDay(long seed, String station, LocalDate day, List<SyntheticElection> elections) {
        this.random = new Random(seed * 31 + station.hashCode());
        this.day = day;
        this.elections = elections;
        this.size = size(random);
        this.slowness = Math.exp(random.nextGaussian() * 0.5);
        this.counting = new Random(seed * 37 + station.hashCode());
        boolean isShort = counting.nextDouble() < SHORT_OF_BALLOTS;
        double share = isShort ? 0.84 + counting.nextDouble() * 0.1 : 1.2 + counting.nextDouble() * 0.7;
        this.ballots = (int) (DAY * size * share / 25) * 25;
        plan();
    }

    private static double size(Random random) {
        return 0.5 + random.nextDouble() * 1.2;
    }

    /** The size of a station; an ordinary one has size 1. */
    static double size(long seed, String station) {
        return size(new Random(seed * 31 + station.hashCode()));
    }

    List<Step> steps() {
        return steps;
    }

    private void plan() {
        double opens = opening();
        say(
                opens,
                Map.of(
                        "status",
                        "open",
                        "membersPresent",
                        members(),
                        "ballots",
                        ballots("sufficient"),
                        "ballotsDelivered",
                        delivered()));
        double silentFrom = chance(0.012) ? 9 + random.nextDouble() * 8 : 99;
        double suspendedAt = chance(0.004) ? 8.5 + random.nextDouble() * 11 : 99;
        double last = opens;
        for (double t = opens + 0.2 + random.nextDouble() * 0.6; t < 20.9; t += 0.55 + random.nextDouble() * 0.5) {
            if (t > silentFrom && t < silentFrom + 2.6) {
                continue;
            }
            if (t > suspendedAt) {
                t = suspend(t);
                suspendedAt = 99;
            }
            report(last, t);
            last = t;
        }
        close();
    }

    private double opening() {
        if (chance(0.003)) {
            return 8.6 + random.nextDouble() * 2;
        }
        if (chance(0.015)) {
            return 7.75 + random.nextDouble() * 0.6;
        }
        return 7.5 - 0.2 * random.nextDouble() + 0.05;
    }

    private double suspend(double t) {
        var reason = SUSPENSIONS.get(random.nextInt(SUSPENSIONS.size()));
        say(t, Map.of("status", "suspended", "note", reason));
        double resumes = t + 0.35 + random.nextDouble() * 0.9;
        steps.add(new Step(
                at(resumes),
                true,
                Map.of("status", "open", "note", "Besluit burgemeester: zitting hervat in hetzelfde gebouw")));
        return resumes + 0.1;
    }

    private void report(double from, double t) {
        double rate = VOTERS_AN_HOUR[Math.max(0, Math.min(VOTERS_AN_HOUR.length - 1, (int) (t - 7)))];
        voters += (t - from) * rate * size * (0.9 + 0.2 * random.nextDouble());
        double load = rate / 100 * slowness;
        int waiting = (int) Math.round(Math.max(0, load * load * 3.7 + random.nextGaussian() * 1.5));
        var report = new LinkedHashMap<String, Object>();
        report.put("waitingMinutes", Math.min(95, waiting));
        report.put("queueLength", (int) Math.min(160, waiting * (1 + random.nextDouble())));
        report.put("votersAdmitted", admitted(0));
        if (chance(0.25)) {
            report.put("membersPresent", members());
        }
        if (counting.nextDouble() < 0.15) {
            report.put("ballotsLeft", left());
        }
        if (t > 17 && chance(0.0025)) {
            report.put("ballots", ofLast(chance(0.15) ? "out" : "low"));
        } else if (chance(0.2)) {
            report.put("ballots", ballots("sufficient"));
        }
        say(t, report);
    }

    private void close() {
        double closes = 21 + random.nextDouble() * 0.2;
        say(closes, Map.of("status", "closed", "votersAdmitted", admitted(2)));
        double counts = closes + 0.1 + random.nextDouble() * 0.25;
        say(counts, Map.of("status", "counting"));
        double counted = counts + 1 + size + random.nextDouble();
        say(counted, Map.of("status", "counted"));
        double leaves = counted + 0.2 + random.nextDouble() * 0.5;
        say(leaves, Map.of("status", "on-the-way"));
        say(leaves + 0.2 + random.nextDouble() * 0.8, Map.of("status", "arrived"));
    }

    /** The number admitted; with several elections, one number for each. */
    private Object admitted(int more) {
        if (elections.size() < 2) {
            return (int) voters + more;
        }
        var each = new LinkedHashMap<String, Object>();
        elections.forEach(e -> each.put(e.id(), (int) (voters * e.share()) + more));
        return each;
    }

    /** A number; where there are several elections, one for each. */
    private Object delivered() {
        if (elections.size() < 2) {
            return ballots;
        }
        var each = new LinkedHashMap<String, Object>();
        elections.forEach(e -> each.put(e.id(), (int) (ballots * e.share())));
        return each;
    }

    private Object left() {
        if (elections.size() < 2) {
            return Math.max(0, ballots - (int) voters);
        }
        var each = new LinkedHashMap<String, Object>();
        elections.forEach(e -> each.put(e.id(), Math.max(0, (int) (ballots * e.share()) - (int) (voters * e.share()))));
        return each;
    }

    private Object ballots(String word) {
        if (elections.size() < 2) {
            return word;
        }
        var each = new LinkedHashMap<String, Object>();
        elections.forEach(e -> each.put(e.id(), word));
        return each;
    }

    /** The ballots of the last election run short before those of the others. */
    private Object ofLast(String word) {
        return elections.size() < 2
                ? word
                : Map.of(elections.get(elections.size() - 1).id(), word);
    }

    private int members() {
        return chance(0.006) ? 2 : 3 + random.nextInt(3);
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }

    private void say(double hour, Map<String, Object> report) {
        steps.add(new Step(at(hour), false, report));
    }

    private Instant at(double hour) {
        return day.atTime(LocalTime.MIDNIGHT).atZone(AMSTERDAM).toInstant().plusMillis((long) (hour * 3_600_000));
    }
}
