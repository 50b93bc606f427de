package nl.tafelzicht.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.pollinterval.IterativePollInterval;

/**
 * Waits until something is so. Looks at once, soon again, and then ever less often, and leaves the processors meanwhile
 * to whom it waits for; what never becomes so fails with its name and with what was seen last. The patience is for a
 * machine that has much else to do: a test that waits for all of it is one that fails.
 */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration FIRST = Duration.ofMillis(25);
    private static final long MOST_MILLIS = 200;

    private Eventually() {}

    private static ConditionFactory waiting(String what) {
        return Awaitility.await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(IterativePollInterval.iterative(Eventually::next, FIRST))
                .atMost(PATIENCE);
    }

    private static Duration next(Duration last) {
        return Duration.ofMillis(Math.min(MOST_MILLIS, last.toMillis() * 5 / 4));
    }

    public static void until(String what, Callable<Boolean> so) {
        waiting(what).until(so);
    }

    /** The same, where looking itself may fail at first. */
    public static void untilWorks(String what, Callable<Boolean> so) {
        waiting(what).ignoreExceptions().until(so);
    }

    /** @return what was looked at, when it was as wanted */
    public static <T> T get(String what, Callable<T> look, Predicate<T> wanted) {
        return waiting(what).until(look, wanted);
    }
}
