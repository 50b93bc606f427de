package nl.tafelzicht.subject.courier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** Ballots that run out, and the courier who brings some: in the API and in the feed. */
public class CourierIT {

    private static final String JSON = "application/json";

    /** A municipality of which the doors have been open for ten hours, and are for three more. */
    public static String openTown(int stations) throws Exception {
        var code = TestHub.municipality(stations);
        var now = LocalDateTime.now(Zones.NETHERLANDS).truncatedTo(ChronoUnit.MINUTES);
        var file = Stations.csv(code, stations, TestHub.DAY)
                .replace(TestHub.DAY + "T07:30:00", now.minusHours(10) + ":00")
                .replace(TestHub.DAY + "T21:00:00", now.plusHours(3) + ":00");
        var imported = TestHub.api().as("municipality-" + code).post("/stations/imports", "text/csv", file);
        assertThat(imported.status()).as(() -> String.valueOf(imported.body())).isEqualTo(200);
        return code;
    }

    /** What a chair says, as of some minutes ago. */
    public static void says(String station, int minutesAgo, String fields) throws Exception {
        var seen = Instant.now().minus(Duration.ofMinutes(minutesAgo)).truncatedTo(ChronoUnit.SECONDS);
        var answer = TestHub.api()
                .as("chair-" + station)
                .report(station, "{" + fields + ",\"observedAt\":\"" + seen + "\"}");
        assertThat(answer.status()).as(() -> String.valueOf(answer.body())).isEqualTo(201);
    }

    private static JsonNode made(Api api, String path, String body) throws Exception {
        var answer = api.post(path, JSON, body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body();
    }

    private static JsonNode refused(Api api, String path, String body, int status) throws Exception {
        var answer = api.post(path, JSON, body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static JsonNode expected(Api api, String station) throws Exception {
        return api.get("/ballots?station=" + station).body().at("/items/0");
    }

    private static String trip(String from, String to, int ballots) {
        return "{" + (from == null ? "" : "\"from\":\"" + from + "\",") + "\"to\":\"" + to + "\",\"ballots\":" + ballots
                + "}";
    }

    @Test
    void aStationWithoutBallotsIsWarnedOfAndAllIsWellOnceSomeWereBrought() throws Exception {
        var code = openTown(3);
        var town = TestHub.api().as("municipality-" + code);
        var short1 = code + "-1";
        var ample = code + "-2";
        says(short1, 500, "\"status\":\"open\",\"ballotsDelivered\":30");
        says(ample, 500, "\"status\":\"open\",\"ballotsDelivered\":2000");
        says(ample, 60, "\"votersAdmitted\":30");
        says(short1, 60, "\"votersAdmitted\":30,\"ballotsLeft\":0");
        try (var live = LiveSocket.open(town, "")) {
            var warned = live.entity(
                    "escalations",
                    e -> e.get("station").asText().equals(short1)
                            && e.path("rule").asText().equals("ballots-run-out"));
            assertThat(warned.at("/addressee/level").asText()).isEqualTo("municipality");
            assertThat(warned.get("severity").asText()).isEqualTo("urgent");
            assertThat(warned.get("reason").asText())
                    .startsWith("station 1 runs out of ballots about ")
                    .contains("station 2 can give ");
            var expected = expected(town, short1);
            assertThat(expected.get("isDue").asBoolean()).isTrue();
            assertThat(expected.get("left").asInt()).isZero();
            assertThat(expected.at("/nearby/0/station").asText()).isEqualTo(ample);
            int surplus = expected.at("/nearby/0/surplus").asInt();
            assertThat(surplus).isBetween(1_000, 1_970);

            var id = made(town, "/couriers", trip(ample, short1, 400)).get("id").asText();
            Eventually.until(
                    "what is promised counts no more",
                    () -> expected(town, short1).at("/nearby/0/surplus").asInt() == surplus - 400);
            made(TestHub.api().as("chair-" + ample), "/couriers/" + id + "/departures", "{}");
            made(TestHub.api().as("chair-" + short1), "/couriers/" + id + "/arrivals", "{}");
            var there = live.entity(
                    "statuses",
                    s -> s.get("id").asText().equals(short1)
                            && s.path("ballotsLeft").asInt() == 400);
            assertThat(there.get("ballotsDelivered").asInt()).isEqualTo(430);
            assertThat(town.get("/stations/" + ample)
                            .body()
                            .get("ballotsDelivered")
                            .asInt())
                    .isEqualTo(1_600);
            var resolved = live.entity(
                    "escalations",
                    e -> e.get("id").asText().equals(warned.get("id").asText())
                            && e.get("state").asText().equals("resolved"));
            assertThat(resolved.at("/resolved/role").isMissingNode())
                    .as("by itself")
                    .isTrue();
        }
        var timeline = town.get("/stations/" + short1 + "/timeline").body().get("items");
        assertThat(StreamSupport.stream(timeline.spliterator(), false)
                        .filter(i -> i.get("type").asText().equals("ballots-moved"))
                        .map(i -> i.get("ballots").asInt())
                        .toList())
                .isEqualTo(List.of(400));
    }

    @Test
    void aTripIsRefusedWithItsReason() throws Exception {
        var code = openTown(2);
        var other = openTown(1);
        var town = TestHub.api().as("municipality-" + code);
        var desk = TestHub.api().as("operator");
        says(code + "-2", 100, "\"status\":\"open\",\"ballotsDelivered\":100,\"votersAdmitted\":40");
        var more = refused(town, "/couriers", trip(code + "-2", code + "-1", 101), 400);
        assertThat(more.get("code").asText()).isEqualTo("more-than-it-has");
        assertThat(more.at("/errors/0/field").asText()).isEqualTo("ballots");
        assertThat(refused(town, "/couriers", trip(code + "-1", code + "-1", 1), 400)
                        .get("code")
                        .asText())
                .isEqualTo("same-station");
        assertThat(refused(desk, "/couriers", trip(other + "-1", code + "-1", 1), 400)
                        .get("code")
                        .asText())
                .isEqualTo("another-district");
        refused(town, "/couriers", trip(code + "-9", code + "-1", 1), 400);
        refused(town, "/couriers", trip(null, code + "-1", 0), 400);
        refused(TestHub.api().as("municipality-" + other), "/couriers", trip(null, code + "-1", 1), 403);
        refused(TestHub.api().as("chair-" + code + "-1"), "/couriers", trip(null, code + "-1", 1), 403);
        refused(TestHub.api().as("mayor-" + code), "/couriers", trip(null, code + "-1", 1), 403);
        refused(TestHub.api().as("bzk"), "/couriers", trip(null, code + "-1", 1), 403);

        var id = made(town, "/couriers", trip(null, code + "-1", 50)).get("id").asText();
        assertThat(TestHub.api()
                        .as("chair-" + code + "-2")
                        .get("/couriers/" + id)
                        .status())
                .as("neither brings nor gets")
                .isEqualTo(404);
        refused(TestHub.api().as("mayor-" + code), "/couriers/" + id + "/arrivals", "{}", 403);
        made(town, "/couriers/" + id + "/cancellations", "{\"reason\":\"Other ballots were found\"}");
        var over = refused(TestHub.api().as("chair-" + code + "-1"), "/couriers/" + id + "/arrivals", "{}", 409);
        assertThat(over.get("code").asText()).isEqualTo("trip-over");
        assertThat(town.get("/couriers/" + id + "/timeline").body().get("items"))
                .hasSize(2);
        assertThat(town.get("/couriers?municipality=" + code + "&status=cancelled")
                        .body()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void aChairSeesWhatIsExpectedOfTheOwnStationAlone() throws Exception {
        var code = openTown(2);
        for (int n = 1; n <= 2; n++) {
            says(code + "-" + n, 100, "\"status\":\"open\",\"ballotsDelivered\":500,\"votersAdmitted\":40");
        }
        var chair = TestHub.api().as("chair-" + code + "-1");
        assertThat(chair.get("/ballots").body().get("items")).hasSize(1);
        assertThat(TestHub.api()
                        .as("municipality-" + code)
                        .get("/ballots")
                        .body()
                        .get("items"))
                .hasSize(2);
        assertThat(TestHub.api().as("observer-x").get("/ballots").body().get("items"))
                .isEmpty();
    }

    /** What is refused counts too; a window may end meanwhile, once. */
    @Test
    void couriersAreNotAskedForWithoutEnd() throws Exception {
        var code = openTown(1);
        var town = TestHub.api().as("municipality-" + code);
        var none = trip(code + "-1", code + "-1", 1);
        int status = 400;
        for (int n = 1; status == 400 && n <= 601; n++) {
            status = town.post("/couriers", JSON, none).status();
        }
        assertThat(status).isEqualTo(429);
        assertThat(refused(town, "/couriers", none, 429).get("code").asText()).isEqualTo("too-many-couriers");
    }
}
