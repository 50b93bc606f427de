package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** What can be counted of a cold page: how much is asked for, and what comes before the first picture. */
class ColdPageIT extends BrowserTest {

    private static final int MOST_REQUESTS = 15;
    private static final int MOST_BYTES = 400_000;
    private static final int MANY_STATIONS = 2_000;

    @Test
    void theFirstPictureOfTheDeskTakesFewRequestsAndFewBytesAndTheWholeComesAfterIt() throws Exception {
        TestHub.municipality(MANY_STATIONS);
        for (var cold : List.of(
                ColdPage.withSession(browser, TestHub.api().address(), "operator"),
                ColdPage.withLogIn(browser, TestHub.api().address(), "operator"))) {
            assertThat(cold.requests())
                    .hasSizeLessThanOrEqualTo(MOST_REQUESTS)
                    .doesNotHaveDuplicates()
                    .contains("GET /api/v1/picture?first=true", "GET /map/areas.json");
            assertThat(cold.bytes()).isBetween(100_000L, (long) MOST_BYTES);
            assertThat(cold.wholeMillis()).isGreaterThan(0);
        }
    }

    /** The hub counts for the first view, the page from then on: nobody is to see the numbers jump. */
    @Test
    void theFiguresOfTheFirstViewAreThoseThatThePageCountsItself() throws Exception {
        var code = TestHub.municipality(MANY_STATIONS / 10);
        var api = TestHub.api().as("municipality-" + code);
        api.report(
                code + "-1", "{\"status\":\"open\",\"waitingMinutes\":45,\"votersAdmitted\":12,\"membersPresent\":2}");
        api.report(code + "-2", "{\"status\":\"open\",\"ballots\":\"low\"}");
        api.report(code + "-3", "{\"status\":\"open\",\"ballots\":\"out\"}");
        api.report(code + "-3", "{\"status\":\"suspended\",\"note\":\"Lekkage\"}");
        api.report(code + "-4", "{\"status\":\"open\"}");
        api.report(code + "-4", "{\"status\":\"closed\"}");
        api.report(code + "-5", "{\"status\":\"open\"}");
        api.report(code + "-5", "{\"status\":\"closed\"}");
        api.report(code + "-5", "{\"status\":\"counting\"}");
        api.report(code + "-5", "{\"status\":\"counted\"}");
        var page = loggedIn("municipality-" + code, 1280, 800);
        var counted = new TreeMap<String, Object>();
        ((Map<?, ?>) page.evaluate("code => document.querySelector('tz-app').app.live.municipalities.get(code)", code))
                .forEach((name, count) -> {
                    if (count instanceof Number n && n.longValue() != 0) {
                        counted.put(name.toString(), n.longValue());
                    }
                });
        var given = new TreeMap<String, Object>();
        JsonNode first = api.get("/picture?first=true").body();
        assertThat(first.get("part").asBoolean()).isTrue();
        first.at("/figures/stations/0/counts")
                .properties()
                .forEach(e -> given.put(e.getKey(), e.getValue().asLong()));
        assertThat(counted).isEqualTo(given).containsEntry("urgent", 3L).containsEntry("ballots", 2L);
    }
}
