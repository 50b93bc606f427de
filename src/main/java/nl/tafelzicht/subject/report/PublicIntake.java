package nl.tafelzicht.subject.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many reports of the public this node takes, and which of them the desk gets at once. Fair by source: what a
 * source says within its own measure is taken, whatever others do. Who sends more, or comes when more come than the
 * node takes, is not turned away but told when its turn is; then it is taken.
 *
 * <pre>a report ─► has its source used up its own rate? ─► yes: later
 *                │ no
 *                ▼
 *          is it its turn, or nobody before it? ─► no: a turn in the queue (of those who did the work, those who send for the first time, those who send more)
 *                │ yes
 *                ▼
 *          within the source's measure, and the desk's? ─► no: into the table, in a queue of its own
 *                │ yes
 *                ▼
 *             the desk</pre>
 *
 * A source is known by a hash of its address with a salt that lives as long as this process: nothing of it is kept.
 * Counted by each node for itself, so that none waits for another: with three nodes it is three times as much.
 * Thread-safe.
 */
public final class PublicIntake {

    /**
     * @param perSource of a source, in ten minutes, that the desk gets at once
     * @param perMinute of all, likewise; what is urgent is not counted out by it
     * @param perSecond that this node takes
     */
    public record Limits(int perSource, int perMinute, int perSecond) {}

    /** What becomes of a report. */
    public enum Place {
        DESK,
        TABLE,
        NOWHERE
    }

    /** How much more may be stored: a tenth is kept for what is urgent, of sources that send for the first time. */
    public enum Room {
        PLENTY,
        URGENT_ONLY,
        NONE
    }

    /**
     * @param place {@code NOWHERE} when there is no room; {@code null} when the sender waits @param later for so long,
     *     or {@code null}
     */
    public record Answer(Place place, Duration later) {}

    public static final int WINDOW_SECONDS = 600;
    /** Of one source one after another, before its rate counts: a hall full of people behind one address. */
    public static final int BURST = 60;
    /** Then one in so many seconds; of those who did the work, one in a second. */
    public static final int SECONDS_EACH = 5;
    /** How long a turn is kept for whoever has it. */
    public static final int TURN_KEPT_SECONDS = 900;

    private static final int SOURCE_BITS = 20;
    /**
     * Of what a node takes: to who did the work, to who sends for the first time, to who sends more. Who comes when
     * another's part lies idle has that too.
     */
    private static final double[] PARTS = {.5, .3, .2};

    private static final int PROVEN = 0;
    private static final int FRESH = 1;
    private static final int MORE = 2;

    private final byte[] salt = new byte[32];
    private final SourceTable sources = new SourceTable(SOURCE_BITS);
    private final Limits limits;
    private final Clock clock;
    private final Instant beginning;
    private final TurnQueue[] queues = {new TurnQueue(), new TurnQueue(), new TurnQueue()};
    private long minute;
    private int inMinute;

    /** @param clock real time: people do not send faster in an exercise whose day passes faster */
    public PublicIntake(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.beginning = clock.instant().minusSeconds(WINDOW_SECONDS * 2L);
        new SecureRandom().nextBytes(salt);
    }

    /**
     * Counts one more, if it is taken.
     *
     * @param address of its source
     * @param proven whether its sender did the work
     * @param urgent whether a minute counts
     * @param rings whether it has to ring somebody, whatever else comes
     * @param crowded whether the desk has as much before it as it can have
     */
    public synchronized Answer ask(
            String address, boolean proven, boolean urgent, boolean rings, boolean crowded, Room room) {
        double exact = Duration.between(beginning, clock.instant()).toMillis() / 1e3;
        int now = (int) exact;
        int source = sources.find(hash(address), now);
        int each = proven ? 1 : SECONDS_EACH;
        int ahead = sources.spent(source) - now - Math.max(BURST, limits.perSource) * SECONDS_EACH * (proven ? 2 : 1);
        if (ahead > 0) {
            return new Answer(null, Duration.ofSeconds(ahead));
        }
        boolean within = sources.count(source, now, WINDOW_SECONDS) < limits.perSource;
        if (room == Room.NONE || room == Room.URGENT_ONLY && !(urgent && within)) {
            return new Answer(Place.NOWHERE, null);
        }
        var wait = turn(source, exact, proven ? PROVEN : within ? FRESH : MORE);
        if (wait != null) {
            return new Answer(null, wait);
        }
        sources.spent(source, Math.max(now, sources.spent(source)) + each);
        sources.counted(source, now, WINDOW_SECONDS);
        return new Answer(within && (isWithinMinute(now) && !crowded || rings) ? Place.DESK : Place.TABLE, null);
    }

    /** @return how long it has to wait, or {@code null} when it does not */
    private Duration turn(int source, double exact, int queue) {
        int now = (int) exact;
        for (var q : queues) {
            q.at(now);
        }
        int turn = sources.turn(source);
        if (turn > 0 && now >= turn && now < turn + TURN_KEPT_SECONDS) {
            sources.turn(source, 0);
            queues[queue].show();
            return null;
        }
        if (turn > now && queue != PROVEN) {
            return Duration.ofMillis((long) Math.ceil((turn - exact) * 1e3));
        }
        if (queues[queue].walkIn(rate(queue))) {
            return null;
        }
        int given = queues[queue].give(rate(queue));
        sources.turn(source, given);
        return Duration.ofMillis((long) Math.ceil((given - exact) * 1e3));
    }

    /**
     * A queue has its own part, and, for those who send for the first time, that of those who did the work while these
     * do not wait.
     */
    private double rate(int queue) {
        return limits.perSecond
                * (queue == FRESH && !queues[PROVEN].isLong() ? PARTS[FRESH] + PARTS[PROVEN] : PARTS[queue]);
    }

    private boolean isWithinMinute(int now) {
        if (now / 60 != minute) {
            minute = now / 60;
            inMinute = 0;
        }
        return ++inMinute <= limits.perMinute;
    }

    /** Whether who comes now for the first time has to wait. */
    public synchronized boolean isBusy() {
        return queues[FRESH].isLong();
    }

    private long hash(String address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return ByteBuffer.wrap(digest.digest(address.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
