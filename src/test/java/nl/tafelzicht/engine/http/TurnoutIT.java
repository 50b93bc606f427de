package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** How the day went, for who may see it: now, and as it was known before. */
class TurnoutIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String RANGE =
            "&from=" + NOW.minus(Duration.ofHours(2)) + "&until=" + NOW.plus(Duration.ofHours(1));

    private static JsonNode ask(String account, String query) throws Exception {
        var answer = TestHub.api().as(account).get("/turnout?" + query);
        assertThat(answer.status()).as(query).isEqualTo(200);
        return answer.body();
    }

    private static int last(JsonNode numbers) {
        return numbers.get(numbers.size() - 1).asInt();
    }

    @Test
    void votersAndWaitingTimesOfWhatOneMaySee() throws Exception {
        var code = TestHub.municipality(3);
        var chair = TestHub.api().as("chair-" + code + "-1");
        var office = TestHub.api().as("municipality-" + code);
        var early = "{\"status\":\"open\",\"votersAdmitted\":40,\"waitingMinutes\":6,\"observedAt\":\""
                + NOW.minus(Duration.ofMinutes(75)) + "\"}";
        chair.report(code + "-1", early);
        var before = ask("operator", "municipality=" + code + RANGE);
        long seq = before.get("seq").asLong();
        chair.report(code + "-1", "{\"votersAdmitted\":90,\"waitingMinutes\":10}");
        office.report(code + "-2", "{\"status\":\"open\",\"votersAdmitted\":30,\"waitingMinutes\":30}");

        var own = ask("chair-" + code + "-1", RANGE.substring(1));
        assertThat(own.get("stations").asInt()).isEqualTo(1);
        assertThat(last(own.at("/elections/0/admitted"))).isEqualTo(90);
        var town = ask("mayor-" + code, RANGE.substring(1));
        assertThat(town.get("stations").asInt()).isEqualTo(3);
        assertThat(last(town.at("/elections/0/admitted"))).isEqualTo(120);
        assertThat(last(town.at("/elections/0/stationsThatSaid"))).isEqualTo(2);
        assertThat(town.at("/elections/0").has("share"))
                .as("no file said who may vote")
                .isFalse();
        assertThat(last(town.at("/waiting/worst"))).isEqualTo(30);
        assertThat(last(town.at("/waiting/median"))).isEqualTo(10);
        assertThat(town.get("times").size())
                .isGreaterThan(town.at("/waiting/worst").size());
        assertThat(town.get("usual").size()).isEqualTo(town.get("times").size());

        var then = ask("operator", "municipality=" + code + RANGE + "&at=" + seq);
        assertThat(last(then.at("/elections/0/admitted"))).isEqualTo(40);
        assertThat(then.get("seq").asLong()).isEqualTo(seq);
        var others = ask("mayor-GM0001", "municipality=" + code + RANGE);
        assertThat(others.get("stations").asInt()).isZero();
        assertThat(others.get("elections").size()).isZero();
    }

    @Test
    void aTimeThatIsNoneIsRefusedByItsField() throws Exception {
        var desk = TestHub.api().as("operator");
        assertThat(desk.get("/turnout?from=" + NOW).body().at("/errors/0/field").asText())
                .isEqualTo("until");
        assertThat(desk.get("/turnout?from=" + NOW + "&until=" + NOW)
                        .body()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("not-after-start");
        assertThat(desk.get("/turnout?from=" + NOW + "&until=" + NOW.plus(Duration.ofHours(49)))
                        .body()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("too-long-a-time");
        assertThat(desk.get("/turnout?municipality=Utrecht").status()).isEqualTo(400);
        assertThat(desk.get("/turnout?at=" + NOW.plus(Duration.ofDays(1))).status())
                .isEqualTo(400);
    }

    /** The hub's clock may make a new minute begin meanwhile, once. */
    @Test
    void hoursOfOnesOwnAreNotAskedWithoutEnd() throws Exception {
        var police = TestHub.api().as("police-GM0002");
        int status = 200;
        for (int n = 1; status == 200 && n <= 250; n++) {
            status = police.get("/turnout?from=" + NOW + "&until=" + NOW.plusSeconds(n))
                    .status();
        }
        assertThat(status).isEqualTo(429);
        assertThat(police.get("/turnout").status())
                .as("the hours of the stations")
                .isEqualTo(200);
    }
}
