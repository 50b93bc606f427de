package nl.tafelzicht.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.engine.notify.Channel.Notification;
import nl.tafelzicht.engine.notify.Outbox.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receivers that never answer, or never end. */
class ChannelsTest {

    private static final long SHORT_MILLIS = 1_000;

    private Vertx vertx;
    private ServerSocket server;
    private final List<CompletableFuture<Void>> cut = new ArrayList<>();

    /** What a server does with a line, until it breaks. */
    private interface Manner {
        void serve(Socket line) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        vertx = Vertx.vertx();
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private void serves(Manner manner) {
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    var line = server.accept();
                    var ended = new CompletableFuture<Void>();
                    synchronized (cut) {
                        cut.add(ended);
                    }
                    new Thread(() -> {
                                try (line) {
                                    manner.serve(line);
                                } catch (IOException | InterruptedException broken) {
                                    ended.complete(null);
                                }
                            })
                            .start();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private Notification notification(String target) {
        return new Notification(List.of(1L), UUID.randomUUID(), "x", target, "subject", "{}", 1);
    }

    private static void await(Future<Void> sent) throws Exception {
        sent.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Mail mail(String scheme) {
        return new Mail(
                vertx, URI.create(scheme + "://127.0.0.1:" + server.getLocalPort()), "hub@example.org", SHORT_MILLIS);
    }

    private void isCut() throws Exception {
        for (var ended : List.copyOf(cut)) {
            ended.get(20, TimeUnit.SECONDS);
        }
        assertThat(cut).isNotEmpty();
    }

    @Test
    void aMailServerThatNeverGreetsIsLeftAtTheDeadline() throws Exception {
        for (var scheme : List.of("smtp", "smtps")) {
            serves(line -> {
                while (line.getInputStream().read() >= 0) {
                    assertThat(line.isConnected()).isTrue();
                }
                throw new IOException("it went");
            });
            var mail = mail(scheme);
            assertThatThrownBy(() -> await(mail.send(notification("a@example.org"))))
                    .as(scheme)
                    .isInstanceOf(ExecutionException.class);
        }
        isCut();
    }

    @Test
    void aMailServerThatDripsIsCutOffAtTheDeadlineAndKeepsNoThread() throws Exception {
        serves(line -> {
            var out = line.getOutputStream();
            out.write("220-".getBytes(StandardCharsets.US_ASCII));
            for (; ; ) {
                out.write('x');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        });
        var mail = mail("smtp");
        // more than there are threads: each is free again at its deadline
        for (int round = 0; round < 2; round++) {
            var all = new ArrayList<Future<Void>>();
            for (int i = 0; i < Deliveries.PLACES; i++) {
                all.add(mail.send(notification("a@example.org")));
            }
            for (var sent : all) {
                assertThatThrownBy(() -> await(sent)).isInstanceOf(ExecutionException.class);
            }
        }
        isCut();
    }

    @Test
    void aWebhookThatAnswersWithoutEndIsHeardAndLeft() throws Exception {
        serves(line -> {
            line.getInputStream().read();
            var out = line.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (; ; ) {
                out.write("4\r\nmore\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        });
        var webhook = new Webhook(vertx, "secret", Clock.systemUTC());
        for (int i = 0; i < 3 * Deliveries.PLACES; i++) {
            await(webhook.send(notification("http://127.0.0.1:" + server.getLocalPort() + "/in")));
        }
        isCut();
    }

    @Test
    void aWebhookThatRefusesIsToldOfItsStatus() throws Exception {
        serves(line -> {
            line.getInputStream().read();
            line.getOutputStream()
                    .write("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        var webhook = new Webhook(vertx, "secret", Clock.systemUTC());
        assertThatThrownBy(() -> await(webhook.send(notification("http://127.0.0.1:" + server.getLocalPort() + "/in"))))
                .hasMessageContaining("answered 503");
    }

    private static Row row(long number, String subject, Severity severity) {
        return new Row(
                number,
                new UUID(0, number),
                "email",
                "a@example.org",
                "[Tafelzicht] " + subject,
                "body of " + subject + "\n\nhttps://hub.example.org/?escalation=" + number + "\n",
                1,
                severity,
                new Outbox.Told(number, "escalation/" + number, "escalation-raised"));
    }

    @Test
    void oneIsToldAsItIsAndManyAsHowManyTheWorstFirst() {
        var one = Letter.together(List.of(row(7, "alone", Severity.URGENT)));
        assertThat(one.subject()).isEqualTo("[Tafelzicht] alone");
        assertThat(one.body()).startsWith("body of alone");
        assertThat(one.id()).isEqualTo(new UUID(0, 7));
        var rows = new ArrayList<Row>();
        for (int i = 1; i <= 50; i++) {
            rows.add(row(i, "nr " + i, i == 40 ? Severity.URGENT : Severity.ATTENTION));
        }
        var many = Letter.together(rows);
        assertThat(many.numbers()).hasSize(50).startsWith(1L).endsWith(50L);
        assertThat(many.id()).isEqualTo(new UUID(0, 1));
        assertThat(many.subject()).isEqualTo("[Tafelzicht] 50 escalaties, de ergste: dringend");
        assertThat(many.body().lines().filter(line -> line.startsWith("- ")).toList())
                .hasSize(30)
                .startsWith("- nr 40", "- nr 1");
        assertThat(many.body()).contains("en nog 20", "\nhttps://hub.example.org/\n");
    }
}
