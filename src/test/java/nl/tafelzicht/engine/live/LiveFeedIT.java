package nl.tafelzicht.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocketHandshakeException;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

class LiveFeedIT {

    private static void refused(int status, Api api, String query, String... headers) {
        assertThatThrownBy(() -> LiveSocket.open(api.address(), query, headers).close())
                .isInstanceOf(CompletionException.class)
                .satisfies(e -> assertThat(((WebSocketHandshakeException) e.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(status));
    }

    @Test
    void helloComesFirstThenEverythingThenWhatChanges() throws Exception {
        var code = TestHub.municipality(3);
        var api = TestHub.api().as("municipality-" + code);
        try (var live = LiveSocket.open(api, "")) {
            var hello = live.next();
            assertThat(hello.get("type").asText()).isEqualTo("hello");
            assertThat(hello.get("journal").asText())
                    .isEqualTo(api.get("/picture").body().get("journal").asText());
            assertThat(hello.at("/viewer/name").asText()).isEqualTo("municipality-" + code);
            var all = live.next();
            assertThat(all.get("from").asLong()).isZero();
            assertThat(all.get("stations")).hasSize(3);
            assertThat(all.get("statuses")).hasSize(3);
            var receipt = api.report(code + "-2", "{\"status\":\"open\"}").body();
            var frame = live.frameOf(code + "-2", s -> s.get("status").asText().equals("open"));
            assertThat(frame.get("to").asLong())
                    .isGreaterThanOrEqualTo(receipt.get("seq").asLong());
            assertThat(frame.get("from").asLong() < all.get("to").asLong() || !frame.has("stations"))
                    .as("a report does not move the register; only a round that began before it was sent may "
                            + "repeat that")
                    .isTrue();
        }
    }

    @Test
    void aLargeFirstLoadComesInSeveralFramesThatJoinWithoutAGap() throws Exception {
        var code = TestHub.municipality(900);
        try (var live = LiveSocket.open(TestHub.api().as("municipality-" + code), "?since=0")) {
            live.next();
            long position = 0;
            int frames = 0;
            var stations = new TreeMap<String, JsonNode>();
            for (boolean more = true; more; frames++) {
                var frame = live.next();
                assertThat(frame.get("from").asLong()).isLessThanOrEqualTo(position);
                position = frame.get("to").asLong();
                frame.path("stations").forEach(s -> stations.put(s.get("id").asText(), s));
                more = frame.path("more").asBoolean();
            }
            assertThat(stations).hasSize(900);
            assertThat(frames).isGreaterThan(2);
        }
    }

    @Test
    void whoComesBackGetsWhatItMissedAndNoMore() throws Exception {
        var code = TestHub.municipality(5);
        var api = TestHub.api().as("municipality-" + code);
        var seen = api.get("/picture").body();
        api.report(code + "-3", "{\"status\":\"open\"}");
        try (var live = LiveSocket.open(
                api,
                "?since=" + seen.get("seq").asLong() + "&journal="
                        + seen.get("journal").asText())) {
            live.next();
            var missed = live.next();
            assertThat(missed.get("from").asLong()).isEqualTo(seen.get("seq").asLong());
            assertThat(missed.get("statuses")).hasSize(1);
            assertThat(missed.has("stations")).isFalse();
        }
    }

    @Test
    void aPositionFromTheFutureOrOfAnotherJournalIsReset() throws Exception {
        var code = TestHub.municipality(1);
        var api = TestHub.api().as("municipality-" + code);
        for (var query : new String[] {"?since=999999999", "?since=1&journal=00000000-0000-0000-0000-000000000000"}) {
            try (var live = LiveSocket.open(api, query)) {
                assertThat(live.next().get("type").asText()).isEqualTo("hello");
                assertThat(live.next().get("type").asText()).isEqualTo("reset");
                var all = live.next();
                assertThat(all.get("from").asLong()).isZero();
                assertThat(all.get("stations")).hasSize(1);
            }
        }
    }

    @Test
    void nothingOfAnotherMunicipalityEverComes() throws Exception {
        var mine = TestHub.municipality(1);
        var other = TestHub.municipality(1);
        try (var live = LiveSocket.open(TestHub.api().as("police-" + mine), "")) {
            live.next();
            TestHub.api().as("municipality-" + other).report(other + "-1", "{\"status\":\"open\"}");
            TestHub.api().as("municipality-" + mine).report(mine + "-1", "{\"status\":\"open\"}");
            for (var frame = live.next(); ; frame = live.next()) {
                assertThat(frame.toString()).doesNotContain(other);
                if (frame.toString().contains("\"status\":\"open\"")) {
                    break;
                }
            }
        }
    }

    @Test
    void silenceIsFilledWithAHeartbeat() throws Exception {
        try (var live = LiveSocket.open(TestHub.api().as("partner-test"), "")) {
            live.next();
            for (int beats = 0; beats < 2; beats++) {
                var beat = live.next(f -> f.get("type").asText().equals("heartbeat"));
                assertThat(beat.has("seq") && beat.has("at")).isTrue();
            }
        }
    }

    @Test
    void theSocketClosesWhenItsSessionEnds() throws Exception {
        var api = TestHub.api().as("vng");
        try (var live = LiveSocket.open(api, "?since=999999999")) {
            live.next();
            api.send("DELETE", "/sessions/current");
            assertThat(live.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aTicketOpensOneSocketOnce() throws Exception {
        var api = TestHub.api().as("bzk");
        var ticket = api.post("/live/tickets", "application/json", "")
                .body()
                .get("ticket")
                .asText();
        try (var live = LiveSocket.open(api.address(), "?ticket=" + ticket)) {
            assertThat(live.next().at("/viewer/name").asText()).isEqualTo("bzk");
        }
        refused(401, api, "?ticket=" + ticket);
    }

    @Test
    void whoMayNotListenIsRefusedAtTheDoor() throws Exception {
        var api = TestHub.api().as("operator");
        var bearer = "Bearer " + api.token();
        refused(401, api, "");
        refused(401, api, "", "Authorization", "Bearer forged");
        refused(400, api, "?since=-1", "Authorization", bearer);
        refused(400, api, "?since=abc", "Authorization", bearer);
        refused(403, api, "", "Cookie", "tafelzicht=" + api.token(), "Origin", "https://evil.example");
        refused(403, api, "", "Cookie", "tafelzicht=" + api.token());
        refused(
                403,
                api,
                "",
                "Authorization",
                "Bearer " + TestHub.api().as("admin").token());
        LiveSocket.open(api.address(), "", "Cookie", "tafelzicht=" + api.token(), "Origin", api.address())
                .close();
    }
}
