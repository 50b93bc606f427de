package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import nl.tafelzicht.support.Api.Answer;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** Lists of the page as spreadsheets. */
class ListsIT {

    private static final String PATH = "/spreadsheets";
    private static final String JSON = "application/json";

    private static Answer ask(String account, String body) throws Exception {
        return TestHub.api().as(account).post(PATH, JSON, body);
    }

    private static String field(JsonNode problem) {
        return problem.at("/errors/0/field").asText() + " "
                + problem.at("/errors/0/code").asText();
    }

    @Test
    void whoeverIsLoggedInGetsTheirRowsBack() throws Exception {
        var file = ask("auditor", "{\"title\":\"Lijst\",\"columns\":[\"Naam\"],\"rows\":[[\"De Brug\"],[null],[12]]}");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        assertThat(new String(file.raw().body(), 0, 2)).isEqualTo("PK");
    }

    @Test
    void whatIsNoListIsRefusedByItsField() throws Exception {
        assertThat(ask("mayor-GM0363", "").status()).isEqualTo(400);
        assertThat(ask("mayor-GM0363", "null").body().at("/errors/0/code").asText())
                .isEqualTo("body-misfit");
        assertThat(ask("mayor-GM0363", "{\"title\":")
                        .body()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("not-json");
        assertThat(field(ask("mayor-GM0363", "{\"title\":\"x\",\"columns\":[\"a\"],\"rows\":[[{}]]}")
                        .body()))
                .isEqualTo("rows list-cell");
        assertThat(TestHub.api()
                        .as("mayor-GM0363")
                        .post(PATH, "text/csv", "a,b")
                        .status())
                .isEqualTo(415);
        assertThat(TestHub.api().post(PATH, JSON, "{}").status()).isEqualTo(401);
    }

    @Test
    void whatIsTooLargeIsNotTaken() throws Exception {
        var large = "{\"title\":\"x\",\"columns\":[\"a\"],\"rows\":[[\"" + "x".repeat(4 * 1024 * 1024) + "\"]]}";
        assertThat(ask("prosecutor-GM0363", large).status()).isEqualTo(413);
    }

    /** The minute of an earlier test may end meanwhile, once. */
    @Test
    void oneAccountDoesNotKeepTheHubBusy() throws Exception {
        var body = "{\"title\":\"x\",\"columns\":[\"a\"],\"rows\":[]}";
        int status = 200;
        for (int asked = 0; asked < 2 * 31 && status == 200; asked++) {
            status = ask("police-GM0363", body).status();
        }
        var beyond = ask("police-GM0363", body);
        assertThat(beyond.status()).isEqualTo(429);
        assertThat(Integer.parseInt(beyond.header("Retry-After"))).isBetween(1, 60);
        assertThat(ask("police-GM0344", body).status()).isEqualTo(200);
    }
}
