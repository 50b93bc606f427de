package nl.tafelzicht.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A line may be late, or torn; what comes through it comes in order, as TCP has it. */
class TcpProxyTest {

    private static final int PARTS = 300;

    @Test
    void nothingOvertakesWhatWasSentBefore() throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        var all = new CompletableFuture<Buffer>();
        var got = Buffer.buffer();
        var server = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(part -> {
                    got.appendBuffer(part);
                    if (got.length() == PARTS * Integer.BYTES) {
                        all.complete(got);
                    }
                }));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
        var client = vertx.createNetClient(); // held: Vert.x closes one that nobody refers to any more
        var proxy = new TcpProxy(vertx, "127.0.0.1", "127.0.0.1", server.actualPort(), 1);
        try {
            var socket = client.connect(proxy.port(), "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            for (int n = 0; n < PARTS; n++) {
                if (n % 100 == 0) {
                    proxy.become(n == 100 ? TcpProxy.Line.GOOD : TcpProxy.Line.LATE);
                }
                socket.write(Buffer.buffer().appendInt(n))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get();
                TimeUnit.MICROSECONDS.sleep(700); // so that parts arrive singly, at any fraction of a millisecond
            }
            all.get(20, TimeUnit.SECONDS);
        } finally {
            proxy.close();
            client.close().toCompletionStage().toCompletableFuture().get();
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
        for (int n = 0; n < PARTS; n++) {
            assertThat(got.getInt(n * Integer.BYTES)).isEqualTo(n);
        }
    }
}
