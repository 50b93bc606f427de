package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairGateTest {

    private final FairGate gate = new FairGate(2, 10, 5);
    private final List<String> begun = new ArrayList<>();
    private final List<Promise<String>> inside = new ArrayList<>();

    private Future<String> enter(String source, String what) {
        return gate.enter(source, () -> {
            begun.add(what);
            Promise<String> promise = Promise.promise();
            inside.add(promise);
            return promise.future();
        });
    }

    private void leave() {
        inside.remove(0).complete("done");
    }

    @Test
    void soManyAreInsideAndTheSourcesTakeTurns() {
        for (int i = 0; i < 5; i++) {
            enter("a", "a" + i);
        }
        enter("b", "b0");
        enter("c", "c0");
        assertThat(begun).containsExactly("a0", "a1");
        for (int i = 0; i < 5; i++) {
            leave();
        }
        assertThat(begun).containsExactly("a0", "a1", "a2", "b0", "c0", "a3", "a4");
    }

    @Test
    void beyondTheBoundsNobodyWaits() {
        for (int i = 0; i < 7; i++) {
            assertThat(enter("a", "a" + i)).isNotNull();
        }
        assertThat(enter("a", "a7")).as("as many of one source wait as may").isNull();
        for (int i = 0; i < 5; i++) {
            assertThat(enter("b" + i, "b" + i)).isNotNull();
        }
        assertThat(enter("c", "c0")).as("and as many in all").isNull();
        leave();
        assertThat(enter("c", "c0")).isNotNull();
    }

    @Test
    void whatFailsMakesRoomToo() {
        gate.enter("a", () -> {
            throw new IllegalStateException("broken");
        });
        gate.enter("a", () -> Future.failedFuture("broken too"));
        enter("a", "a0");
        enter("a", "a1");
        enter("a", "a2");
        assertThat(begun).containsExactly("a0", "a1");
    }
}
