package nl.tafelzicht.engine.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;

/**
 * Keeps viewers' copies of the picture up to date.
 *
 * <pre>picture ─► what changed since the last round ─► by viewpoint ─► one frame ─► every viewer in step
 *                                                                   └─► a viewer that is behind: its own frames, from its own position
 * </pre>
 *
 * Frames are absolute state: a viewer replaces by id. Invariants: a viewer at position P has the newest state at P of
 * everything that it may see, and was never sent anything else; its position never decreases, except when it is told to
 * drop everything because the departures meanwhile are forgotten; a viewer whose sink is full is sent nothing, and
 * costs nothing but its position, until it drains and gets the newest state of everything that it missed.
 *
 * <p>Pure but for the clock: no timers, no sockets. Not thread-safe: each event loop has its own.
 */
public final class Feed {

    /**
     * Approximate size of a frame in bytes: small enough for any client's limit, large enough that a first load takes
     * only some hundred frames.
     */
    static final int FRAME_BYTES = 50_000;

    private static final byte[] FORGOTTEN =
            "{\"type\":\"reset\",\"reason\":\"since lies before what is remembered of what left\"}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final int QUIET_CALLS = 10;
    /** The most frames of that size in a viewer's queue. */
    private static final int MOST_STEPS = 4;

    private final Supplier<Picture> current;
    private final Clock clock;
    private final DisclosureListener readers;
    private final Map<Viewpoint, Audience> audiences = new HashMap<>();
    private long done;

    /** The viewers of one viewpoint. */
    private static final class Audience {
        private final Set<Subscriber> subscribers = new LinkedHashSet<>();
        /** Viewers that were behind and can receive again. */
        private final Set<Subscriber> drained = new LinkedHashSet<>();
        /** The position that the shared frames have reached. */
        private long position;
        /** Calls of {@link #heartbeat} since the last frame. */
        private int quiet;
    }

    /** Is told what was shown to whom. */
    public interface DisclosureListener {
        void given(Picture picture, Change change, String reader);
    }

    public Feed(Supplier<Picture> current, Clock clock) {
        this(current, clock, (picture, change, reader) -> {});
    }

    /**
     * @param readers is told of everything that is shown to viewers who are cleared for RED, and so have a viewpoint of
     *     their own
     */
    public Feed(Supplier<Picture> current, Clock clock, DisclosureListener readers) {
        this.readers = readers;
        this.current = current;
        this.clock = clock;
        this.done = current.get().seq();
    }

    /** Adds a viewer that has everything up to {@code since}, and sends it the rest. */
    public Subscriber join(Viewpoint viewpoint, long since, FrameSink outlet) {
        var subscriber = new Subscriber(viewpoint, since, outlet);
        var audience = audiences.computeIfAbsent(viewpoint, v -> new Audience());
        if (audience.subscribers.isEmpty()) {
            audience.position = done;
        }
        audience.subscribers.add(subscriber);
        var picture = current.get();
        int sent = catchUp(subscriber, picture, missing(viewpoint, picture, new Frames(picture), clock.instant()));
        if (sent == 0 && subscriber.isInStep()) {
            sendPosition(subscriber, picture.seq());
        }
        return subscriber;
    }

    public void leave(Subscriber subscriber) {
        var audience = audiences.get(subscriber.viewpoint());
        if (audience == null || !audience.subscribers.remove(subscriber)) {
            return;
        }
        audience.drained.remove(subscriber);
        if (audience.subscribers.isEmpty()) {
            audiences.remove(subscriber.viewpoint());
        }
    }

    /** A viewer that was behind has received what was queued: the next round sends it what it misses. */
    public void drained(Subscriber subscriber) {
        var audience = audiences.get(subscriber.viewpoint());
        if (!subscriber.isInStep() && audience != null && audience.subscribers.contains(subscriber)) {
            audience.drained.add(subscriber);
        }
    }

    /** Sends all viewers in step what changed since the last round, and drained viewers what they miss. */
    public void round() {
        var picture = current.get();
        var frames = new Frames(picture);
        var now = clock.instant();
        if (picture.forgotten() > done) {
            leaveBehind();
        }
        if (picture.seq() != done) {
            var changes = new Changes(picture, picture.changedAfter(done));
            for (var entry : audiences.entrySet()) {
                send(
                        entry.getValue(),
                        noted(picture, entry.getKey(), changes.seenFrom(entry.getKey())),
                        frames,
                        picture.seq(),
                        now);
            }
            done = picture.seq();
        }
        for (var entry : audiences.entrySet()) {
            if (entry.getValue().drained.isEmpty()) {
                continue;
            }
            var missing = missing(entry.getKey(), picture, frames, now);
            entry.getValue().drained.forEach(subscriber -> catchUp(subscriber, picture, missing));
            entry.getValue().drained.clear();
        }
    }

    /** More entities left the picture since the last round than are remembered: every viewer starts anew. */
    private void leaveBehind() {
        for (var audience : audiences.values()) {
            audience.subscribers.forEach(subscriber -> subscriber.inStep(false));
            audience.drained.addAll(audience.subscribers);
        }
    }

    private static void send(Audience audience, List<VisibleChange> seen, Frames frames, long to, Instant now) {
        if (seen.isEmpty()) {
            return;
        }
        var shared = steps(frames, audience.position, to, seen.iterator(), now, Integer.MAX_VALUE);
        audience.position = to;
        audience.quiet = 0;
        for (var subscriber : audience.subscribers) {
            if (!subscriber.isInStep() || subscriber.position() >= to) {
                continue; // a viewer that joined a moment ago may have it
            }
            if (subscriber.outlet().isFull()) {
                subscriber.inStep(false);
                continue;
            }
            shared.forEach(step -> subscriber.outlet().send(step.frame));
            subscriber.advanceTo(to);
        }
    }

    private List<VisibleChange> noted(Picture picture, Viewpoint viewpoint, List<VisibleChange> items) {
        if (viewpoint.name() != null) {
            items.stream()
                    .filter(item -> !item.gone())
                    .forEach(item -> readers.given(picture, item.change(), viewpoint.name()));
        }
        return items;
    }

    /**
     * To be called ten times in 5 s: viewers whose viewpoint had no change for that long are told the position that
     * they have reached.
     */
    public void heartbeat() {
        var frame = heartbeatFrame(done);
        for (var audience : audiences.values()) {
            if (++audience.quiet < QUIET_CALLS) {
                continue;
            }
            audience.quiet = 0;
            audience.subscribers.stream()
                    .filter(s -> s.isInStep() && !s.outlet().isFull())
                    .forEach(s -> s.outlet().send(frame));
        }
    }

    public Collection<Subscriber> subscribers() {
        return audiences.values().stream().flatMap(a -> a.subscribers.stream()).toList();
    }

    /** A frame, and the position of a viewer that has it. */
    private record Step(byte[] frame, long to) {}

    /**
     * The next frames for a viewer at a position. Many viewers fall behind at the same moment, and so at the same
     * position: their frames are made once.
     */
    private LongFunction<List<Step>> missing(Viewpoint viewpoint, Picture picture, Frames frames, Instant now) {
        var made = new HashMap<Long, List<Step>>();
        return position -> made.computeIfAbsent(position, from -> {
            var unseen = picture.changedAfter(from).stream()
                    .map(c -> VisibleChange.of(c, viewpoint, picture.visibility(c), picture.everVisible(c)))
                    .filter(Objects::nonNull)
                    .toList();
            return steps(
                    frames,
                    from,
                    picture.seq(),
                    noted(picture, viewpoint, unseen).iterator(),
                    now,
                    MOST_STEPS);
        });
    }

    /**
     * Sends a viewer what it misses, frame by frame, until it is in step or its sink is full. When nothing that it may
     * see changed after its position, it is in step without a frame; its position then stays, since frames must begin
     * at the position that the viewer was told.
     *
     * @return how many frames were sent
     */
    private static int catchUp(Subscriber subscriber, Picture picture, LongFunction<List<Step>> missing) {
        int sent = 0;
        if (subscriber.position() > 0
                && subscriber.position() < picture.forgotten()
                && !subscriber.outlet().isFull()) {
            subscriber.outlet().send(FORGOTTEN);
            subscriber.restart();
            sent++;
        }
        while (!subscriber.outlet().isFull()) {
            var steps = missing.apply(subscriber.position());
            for (var step : steps) {
                if (subscriber.outlet().isFull()) {
                    return sent;
                }
                subscriber.outlet().send(step.frame);
                subscriber.advanceTo(step.to);
                sent++;
            }
            if (steps.isEmpty() || subscriber.position() >= picture.seq()) {
                subscriber.inStep(true);
                return sent;
            }
        }
        return sent;
    }

    /** The first {@code most} frames with these changes, from one position to another. */
    private static List<Step> steps(
            Frames frames, long from, long to, Iterator<VisibleChange> items, Instant now, int most) {
        var steps = new ArrayList<Step>(1);
        var pending = new ArrayList<VisibleChange>();
        int bytes = 0;
        long start = from;
        while (items.hasNext()) {
            var item = items.next();
            if (bytes > FRAME_BYTES
                    && item.change().seq()
                            > pending.get(pending.size() - 1).change().seq()) {
                long end = pending.get(pending.size() - 1).change().seq();
                steps.add(new Step(frames.changes(start, end, now, pending, true), end));
                if (steps.size() == most) {
                    return steps;
                }
                start = end;
                pending.clear();
                bytes = 0;
            }
            pending.add(item);
            bytes += frames.size(item);
        }
        if (!pending.isEmpty()) {
            steps.add(new Step(frames.changes(start, to, now, pending, false), to));
        }
        return steps;
    }

    /** Tells a viewer its position, when no change is left for it: the first frame must say so. */
    private void sendPosition(Subscriber subscriber, long seq) {
        subscriber.outlet().send(heartbeatFrame(seq));
        subscriber.advanceTo(seq);
    }

    private byte[] heartbeatFrame(long seq) {
        return ("{\"type\":\"heartbeat\",\"seq\":" + seq + ",\"at\":\""
                        + clock.instant().truncatedTo(ChronoUnit.MILLIS) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The changes of one round, grouped by municipality, so that 342 municipalities do not each go through all of them.
     */
    private static final class Changes {
        private final List<Candidate> all = new ArrayList<>();
        private final Map<String, List<Candidate>> byMunicipality = new HashMap<>();
        private final Map<String, List<Candidate>> byStation = new HashMap<>();
        private final Map<String, List<Candidate>> byOrganisation = new HashMap<>();

        private record Candidate(Change change, Visibility now, Visibility ever) {}

        Changes(Picture picture, Collection<Change> changes) {
            for (var change : changes) {
                var candidate = new Candidate(change, picture.visibility(change), picture.everVisible(change));
                all.add(candidate);
                var places = candidate.ever.municipalities();
                for (var place : places) {
                    byMunicipality
                            .computeIfAbsent(place, m -> new ArrayList<>())
                            .add(candidate);
                }
                for (var told : candidate.ever.sharedWith()) {
                    byOrganisation.computeIfAbsent(told, t -> new ArrayList<>()).add(candidate);
                }
                addOfStation(candidate.ever.station(), candidate);
                addOfStation(candidate.ever.otherStation(), candidate);
            }
        }

        private void addOfStation(String station, Candidate candidate) {
            if (station != null) {
                byStation.computeIfAbsent(station, s -> new ArrayList<>()).add(candidate);
            }
        }

        List<VisibleChange> seenFrom(Viewpoint v) {
            var items = new ArrayList<VisibleChange>();
            for (var c : candidates(v)) {
                var item = VisibleChange.of(c.change, v, c.now, c.ever);
                if (item != null) {
                    items.add(item);
                }
            }
            return items;
        }

        private List<Candidate> candidates(Viewpoint v) {
            if (v.country()) {
                return all;
            }
            if (v.municipalities().size() + v.stations().size() == 1 && v.organisation() == null) {
                return v.stations().isEmpty()
                        ? byMunicipality.getOrDefault(
                                v.municipalities().iterator().next(), List.of())
                        : byStation.getOrDefault(v.stations().iterator().next(), List.of());
            }
            var found = new HashSet<Candidate>();
            v.municipalities().forEach(m -> found.addAll(byMunicipality.getOrDefault(m, List.of())));
            if (v.organisation() != null) {
                found.addAll(byOrganisation.getOrDefault(v.organisation(), List.of()));
            }
            v.stations().forEach(s -> found.addAll(byStation.getOrDefault(s, List.of())));
            return found.stream()
                    .sorted(Comparator.comparing(Candidate::change))
                    .toList();
        }
    }
}
