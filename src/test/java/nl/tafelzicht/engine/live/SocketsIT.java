package nl.tafelzicht.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one account, and everyone, may ask of the feed. */
class SocketsIT {

    private static final int PER_ACCOUNT = 3;
    private static final int MOST = 5;
    private static final int PATIENCE_MILLIS = 20_000;

    private static Path folder;
    private static HubProcess hub;

    @BeforeAll
    static void start() throws IOException {
        folder = TestFolder.make("tafelzicht-sockets-");
        hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of("-Xmx160m", "-XX:MaxDirectMemorySize=64m"),
                "--data",
                folder.resolve("data").toString(),
                "--accounts",
                "demo",
                "--sockets-per-account",
                String.valueOf(PER_ACCOUNT),
                "--sockets",
                String.valueOf(MOST));
    }

    @AfterAll
    static void stop() {
        hub.close();
        TestHub.delete(folder);
    }

    private static double metric(String name) throws IOException, InterruptedException {
        var found = Pattern.compile("(?m)^" + Pattern.quote(name) + " ([\\d.E+-]+)")
                .matcher(new String(Api.at(hub.address()).get("/metrics").raw().body(), StandardCharsets.UTF_8));
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private static void nobodyLooks() throws IOException, InterruptedException {
        Eventually.get("nobody looks", () -> metric("tafelzicht_live_viewers"), viewers -> viewers == 0);
    }

    private static LiveSocket greeted(Api api) throws InterruptedException {
        var socket = LiveSocket.open(api, "");
        socket.next();
        return socket;
    }

    @Test
    void anAccountHasSoManyScreensAndAllTogetherHaveSoMany() throws Exception {
        nobodyLooks();
        var operator = Api.at(hub.address()).as("operator");
        var open = new ArrayList<LiveSocket>();
        for (int i = 0; i < PER_ACCOUNT; i++) {
            open.add(greeted(operator));
        }
        try (var more = LiveSocket.open(operator, "")) {
            assertThat(more.closeCode()).isEqualTo(4429);
        }
        var mayor = Api.at(hub.address()).as("mayor-GM0363");
        for (int i = PER_ACCOUNT; i < MOST; i++) {
            open.add(greeted(mayor));
        }
        try (var more = LiveSocket.open(mayor, "")) {
            assertThat(more.closeCode())
                    .as("the account has places, the node has none")
                    .isEqualTo(1013);
        }
        assertThat(metric("tafelzicht_live_refused_total{full=\"account\"}")).isEqualTo(1);
        assertThat(metric("tafelzicht_live_refused_total{full=\"node\"}")).isEqualTo(1);
        open.forEach(LiveSocket::close);
        nobodyLooks();
        for (int i = 0; i < PER_ACCOUNT; i++) {
            open.set(i, greeted(operator));
        }
        open.subList(0, PER_ACCOUNT).forEach(LiveSocket::close);
    }

    /** Four million bytes of answers would wait for each. */
    @Test
    void whoPingsAndNeverReadsIsClosedAndTakesNoMemory() throws Exception {
        nobodyLooks();
        var chair = Api.at(hub.address()).as("chair-GM0363-1");
        double before = metric("tafelzicht_live_flooding_total");
        int sockets = PER_ACCOUNT;
        for (int i = 0; i < sockets; i++) {
            try (var pinging = upgraded(chair)) {
                pinging.setSoTimeout(PATIENCE_MILLIS);
                assertThatThrownBy(() -> {
                            for (int sent = 0; sent < 30_000; sent++) {
                                pinging.getOutputStream().write(ping());
                            }
                            endOf(pinging);
                        })
                        .isInstanceOf(SocketException.class)
                        .isNotInstanceOf(SocketTimeoutException.class);
            }
        }
        assertThat(metric("tafelzicht_live_flooding_total") - before).isEqualTo(sockets);
        try (var still = greeted(Api.at(hub.address()).as("operator"))) {
            assertThat(Api.at(hub.address()).get("/health/ready").status()).isEqualTo(200);
        }
        nobodyLooks();
    }

    private static void endOf(Socket socket) throws IOException {
        var bytes = new byte[8_192];
        while (socket.getInputStream().read(bytes) >= 0) {
            assertThat(bytes).isNotNull();
        }
        throw new SocketException("the hub closed it");
    }

    private static Socket upgraded(Api api) throws IOException {
        var address = URI.create(api.address());
        var socket = new Socket(address.getHost(), address.getPort());
        socket.getOutputStream()
                .write(("GET /api/v1/live HTTP/1.1\r\nHost: " + address.getAuthority()
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer " + api.token()
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** With as much content as a control frame may have. */
    private static byte[] ping() {
        var frame = new ByteArrayOutputStream();
        frame.write(0x89);
        frame.write(0x80 | 125);
        frame.writeBytes(new byte[4 + 125]);
        return frame.toByteArray();
    }
}
