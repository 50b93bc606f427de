package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is refused something reads why in their own language, and a program knows it by its code. */
class ReadersLanguageIT {

    private static final String JSON = "application/json";
    private static String code;

    @BeforeAll
    static void aMunicipality() throws Exception {
        code = TestHub.municipality(1);
        var town = TestHub.api().as("municipality-" + code);
        assertThat(town.report(code + "-1", "{\"status\":\"open\",\"votersAdmitted\":10}")
                        .status())
                .isEqualTo(201);
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "municipality",
                        "/stations/{c}-1/reports",
                        "{\"votersAdmitted\":4}",
                        400,
                        "voters-fall",
                        "votersAdmitted: daalt van 10 naar 4; stuur correction: true en een toelichting als het eerdere "
                                + "aantal niet klopte"),
                Arguments.of(
                        "municipality",
                        "/stations/{c}-1/reports",
                        "{\"status\":\"counted\"}",
                        409,
                        "status-step",
                        "het stembureau is open; het kan niet geteld worden, alleen geschorst, gesloten"),
                Arguments.of(
                        "municipality",
                        "/stations/{c}-1/reports",
                        "{\"waitingMinutes\":601}",
                        400,
                        "too-large",
                        "waitingMinutes: is te groot: ten hoogste 600"),
                Arguments.of(
                        "municipality",
                        "/stations/{c}-1/reports",
                        "{\"waitingMinutes\":\"tien\"}",
                        400,
                        "wrong-type",
                        "waitingMinutes: heeft de verkeerde soort; verwacht wordt integer"),
                Arguments.of(
                        "municipality",
                        "/stations/{c}-1/reports",
                        "{\"color\":1}",
                        400,
                        "unknown-field",
                        "color: is hier geen veld"),
                Arguments.of("municipality", "/stations/{c}-1/reports", "", 400, "body-empty", "de inhoud is leeg"),
                Arguments.of(
                        "municipality",
                        "/stations/{c}-9/reports",
                        "{\"status\":\"open\"}",
                        404,
                        "unknown",
                        "zo'n stembureau is er niet"),
                Arguments.of(
                        "municipality",
                        "/reports",
                        "{\"kind\":\"crowd\",\"text\":\" \",\"municipality\":\"{c}\"}",
                        400,
                        "blank",
                        "text: is leeg"),
                Arguments.of(
                        "mayor",
                        "/incidents",
                        "{\"reports\":[\"00000000-0000-0000-0000-000000000001\"]}",
                        400,
                        "not-a-report",
                        "reports: 00000000-0000-0000-0000-000000000001 is geen melding"),
                Arguments.of(
                        "municipality",
                        "/municipalities/{c}/tolerance-limits",
                        "{}",
                        403,
                        "limits-by-triangle",
                        "tolerantiegrenzen worden afgesproken door burgemeester, politie en officier van justitie van {c}"));
    }

    private static Api.Answer sent(Api api, String path, String body, String... headers) throws Exception {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
        return api.post(path, JSON, body, all.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aDutchReaderReadsDutchAndEveryoneElseEnglish(
            String account, String path, String body, int status, String problem, String dutch) throws Exception {
        var api = TestHub.api().as(account + "-" + code);
        var at = path.replace("{c}", code);
        var sent = body.replace("{c}", code);
        var words = new ArrayList<String>();
        for (var languages : List.of("nl", "nl-NL,nl;q=0.9,en;q=0.8", "en", "de", "en,nl", "*")) {
            var answer = sent(api, at, sent, "Accept-Language", languages);
            assertThat(answer.status())
                    .as(() -> languages + " " + answer.body())
                    .isEqualTo(status);
            assertThat(answer.body().get("code").asText()).as(languages).isEqualTo(problem);
            assertThat(answer.body().has("parameters")).as("one can rely on it").isTrue();
            words.add(answer.body().get("detail").asText());
        }
        var english = sent(api, at, sent).body().get("detail").asText();
        assertThat(english).isNotEqualTo(dutch.replace("{c}", code));
        assertThat(words)
                .containsExactly(
                        dutch.replace("{c}", code), dutch.replace("{c}", code), english, english, english, english);
    }

    @Test
    void eachFieldHasItsOwnCodeAndWhatItNames() throws Exception {
        var town = TestHub.api().as("municipality-" + code);
        var answer = sent(
                town,
                "/stations/" + code + "-1/reports",
                "{\"waitingMinutes\":-1,\"status\":\"shut\"}",
                "Accept-Language",
                "nl");
        var errors = new ArrayList<String>();
        answer.body()
                .get("errors")
                .forEach(e ->
                        errors.add(e.get("field").asText() + " " + e.get("code").asText() + " " + e.get("parameters")));
        assertThat(errors)
                .contains("waitingMinutes too-small {\"bound\":0}")
                .anyMatch(e -> e.startsWith("status not-one-of {\"values\":[\"arrived\",\"closed\","));
        assertThat(answer.body().get("title").asText()).isEqualTo("Dit kan niet worden gelezen");
    }

    @Test
    void whoIsNotLoggedInReadsItToo() throws Exception {
        var wrong = Api.at(TestHub.api().address())
                .post("/sessions", JSON, "{\"username\":\"nobody\",\"password\":\"x\"}", "Accept-Language", "nl");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body().get("detail").asText()).isEqualTo("de naam of het wachtwoord klopt niet");
        var nothing = TestHub.api().get("/nothing", "Accept-Language", "nl");
        assertThat(nothing.body().get("code").asText()).isEqualTo("log-in-first");
    }

    @Test
    void aFileThatCannotBeReadIsExplainedWithItsLine() throws Exception {
        var town = TestHub.api().as("municipality-" + code);
        var answer = town.post("/stations/imports", "application/xml", "<EML Id=\"510b\"/>", "Accept-Language", "nl");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("detail").asText()).startsWith("body: regel 1: dit is geen EML_NL");
        assertThat(answer.body().at("/parameters/reason/code").asText()).isEqualTo("not-eml");
    }
}
