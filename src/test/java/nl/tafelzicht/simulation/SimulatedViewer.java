package nl.tafelzicht.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.live.FrameSink;
import nl.tafelzicht.engine.live.Subscriber;
import nl.tafelzicht.engine.picture.Picture;

/**
 * A viewer that applies frames as the contract says, sometimes slowly, and reconnects elsewhere with its position; it
 * checks its copy at every frame.
 */
final class SimulatedViewer implements FrameSink {

    private static final int ROOM = 3;

    private final World world;
    private final Viewpoint viewpoint;
    private final Supplier<SimulatedNode> anyNode;
    private final LongFunction<Picture> truth;
    private final Map<String, JsonNode> copy = new TreeMap<>();
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private final boolean slow;
    private SimulatedNode node;
    private Subscriber subscriber;
    private long position;
    private int connection;

    SimulatedViewer(
            World world,
            Viewpoint viewpoint,
            boolean slow,
            Supplier<SimulatedNode> anyNode,
            LongFunction<Picture> truth) {
        this.world = world;
        this.viewpoint = viewpoint;
        this.slow = slow;
        this.anyNode = anyNode;
        this.truth = truth;
    }

    long position() {
        return position;
    }

    boolean isConnected() {
        return node != null;
    }

    void connect() {
        var next = anyNode.get();
        if (next == null
                || next.picture().get().seq()
                        < position) { // the handshake waits for a node that knows less, or asks the journal; here it
            // tries again
            world.later(50, this::connect);
            return;
        }
        node = next;
        connection++;
        node.viewers().add(this);
        subscriber = node.feed().join(viewpoint, position, this);
    }

    void disconnect() {
        if (node == null) {
            return;
        }
        node.viewers().remove(this);
        node.feed().leave(subscriber);
        lost();
    }

    /** The line is gone; what was under way with it. */
    void lost() {
        node = null;
        waiting.clear();
        world.later(100, this::connect);
    }

    @Override
    public boolean isFull() {
        return waiting.size() >= ROOM;
    }

    @Override
    public void send(byte[] frame) {
        waiting.add(frame);
        int line = connection;
        world.later(slow ? 200 : 5, () -> {
            if (line == connection && node != null) {
                take();
            }
        });
    }

    private void take() {
        var frame = waiting.remove();
        apply(read(new String(frame, StandardCharsets.UTF_8)));
        if (waiting.isEmpty() && node != null) {
            node.feed().drained(subscriber);
        }
    }

    private void apply(JsonNode frame) {
        if (frame.get("type").asText().equals("heartbeat")) {
            moveTo(Math.max(position, frame.get("seq").asLong()));
            return;
        }
        long from = frame.get("from").asLong();
        long to = frame.get("to").asLong();
        assertThat(from).as("a gap").isLessThanOrEqualTo(position);
        if (to <= position) {
            return;
        }
        for (var kind : Subjects.all().lists()) {
            for (var entity : frame.path(kind.list())) {
                copy.put(kind.word() + " " + entity.get("id").asText(), entity);
            }
        }
        for (var gone : frame.path("gone")) {
            copy.remove(gone.get("kind").asText() + " " + gone.get("id").asText());
        }
        moveTo(to);
    }

    private void moveTo(long seq) {
        assertThat(seq).as("the position never falls").isGreaterThanOrEqualTo(position);
        position = seq;
        check();
    }

    /**
     * The copy equals what may be seen from here of the picture at the position: nothing less, nothing more, nothing of
     * others.
     */
    void check() {
        var picture = truth.apply(position);
        var expected = new TreeMap<String, JsonNode>();
        for (var change : picture.changedAfter(0)) {
            if (viewpoint.sees(picture.visibility(change))) {
                expected.put(change.kind().word() + " " + change.id(), read(Json.text(picture.state(change))));
            }
        }
        assertThat(copy).isEqualTo(expected);
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
