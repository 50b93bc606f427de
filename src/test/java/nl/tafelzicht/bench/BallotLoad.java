package nl.tafelzicht.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nl.tafelzicht.subject.ballot.domain.Backtest;
import nl.tafelzicht.subject.ballot.domain.BallotRound;

/** What the forecast of ballots is worth, on simulated days of which is known when they ran out, and what it costs. */
final class BallotLoad {

    private static final int DAYS = 500;
    private static final int STATIONS_A_DAY = 12;
    /** Of days that nobody looked at when the constants were chosen. */
    private static final long FIRST_SEED = 700_000;

    private static final int STATIONS = 10_000;
    private static final int ELECTIONS = 2;
    private static final int ROUNDS = 30;

    private BallotLoad() {}

    /** @param quick a tenth of it, to see that it works */
    static void run(boolean quick, Consumer<String> say) {
        int days = quick ? DAYS / 10 : DAYS;
        for (boolean asks : List.of(false, true)) {
            var o = Backtest.of(FIRST_SEED, days, STATIONS_A_DAY, asks);
            say.accept(String.format(
                    Locale.ROOT,
                    "    %d days of %d stations, %s: of %d that ran out %.1f %% were warned of 60 minutes ahead, %d later,"
                            + " %d never; of %d that did not, %.1f %% in vain (%d with more than a twentieth left);"
                            + " warned %d minutes ahead (median); the moment was off by %d minutes (median), within its"
                            + " margin %.0f %%",
                    days,
                    STATIONS_A_DAY,
                    asks ? "asked when in doubt" : "never asked",
                    o.ranOut(),
                    100 * o.shareInTime(),
                    o.late(),
                    o.ranOut() - o.inTime() - o.late(),
                    o.enough(),
                    100 * o.shareInVain(),
                    o.inVainByFar(),
                    median(o.ahead()),
                    median(o.off()),
                    100 * o.shareWithin()));
        }
        var round = BallotRound.of(new Random(7), STATIONS, ELECTIONS);
        var threads = ManagementFactory.getThreadMXBean();
        var millis = IntStream.range(0, ROUNDS)
                .mapToDouble(i -> {
                    long from = threads.getCurrentThreadCpuTime();
                    round.run();
                    return (threads.getCurrentThreadCpuTime() - from) / 1e6;
                })
                .toArray();
        double first = millis[0];
        Arrays.sort(millis);
        say.accept(String.format(
                Locale.ROOT,
                "    a round of %d stations with %d elections: %.0f ms of a processor the first time, then"
                        + " %.1f ms (median), %.1f at most",
                STATIONS,
                ELECTIONS,
                first,
                millis[ROUNDS / 2],
                millis[ROUNDS - 2]));
    }

    private static int median(List<Integer> numbers) {
        return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElse(0);
    }
}
