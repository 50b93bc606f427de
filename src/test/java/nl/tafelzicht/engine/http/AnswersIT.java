package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.http.api.DocumentedSubject;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** What the OpenAPI document says is always in an answer is in it; the types of the page rest on that. */
class AnswersIT {

    private static final String SCHEMAS = "/components/schemas/";
    private static final List<String> LISTS = List.of(
            "stations",
            "statuses",
            "reports",
            "incidents",
            "escalations",
            "toleranceLimits",
            "narratives",
            "responses",
            "counts",
            "accreditations",
            "visits",
            "couriers");

    private final JsonNode document;

    AnswersIT() throws Exception {
        var api = new OpenApi(Subjects.all().offering(DocumentedSubject.class));
        document = Json.tree(api.json().getBytes());
    }

    private static String created(Api api, String path, String body) throws Exception {
        var answer = api.post(path, "application/json", body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body().get("id").asText();
    }

    @Test
    void eachEntityOfThePictureHasWhatItIsRequiredToHave() throws Exception {
        var code = TestHub.municipality(1);
        var municipality = TestHub.api().as("municipality-" + code);
        var report = created(
                municipality, "/reports", "{\"kind\":\"crowd\",\"text\":\"Busy\",\"station\":\"" + code + "-1\"}");
        var incident = created(municipality, "/incidents", "{\"reports\":[\"" + report + "\"]}");
        created(
                municipality,
                "/escalations",
                "{\"subject\":{\"kind\":\"incident\",\"id\":\"" + incident
                        + "\"},\"level\":\"triangle\",\"severity\":\"urgent\",\"reason\":\"It grows\"}");
        var desk = TestHub.api().as("operator");
        var narrative = created(
                desk,
                "/narratives",
                "{\"claim\":\"All is closed\",\"kind\":\"suppression\",\"about\":{\"municipalities\":[\"" + code
                        + "\"]}}");
        created(
                desk,
                "/narratives/" + narrative + "/responses",
                "{\"kind\":\"monitor\",\"text\":\"To be looked at again\"}");
        var now = Instant.now();
        var hours = "\"from\":\"" + now.minusSeconds(60) + "\",\"until\":\"" + now.plusSeconds(3_600) + "\"}";
        created(
                TestHub.api().as("mayor-" + code),
                "/municipalities/" + code + "/tolerance-limits",
                "{\"title\":\"School\",\"stations\":[\"" + code + "-1\"],\"radiusMetres\":50," + hours);
        created(municipality, "/municipalities/" + code + "/counts", "{\"election\":\"AN2027\"}");
        created(
                desk,
                "/accreditations",
                "{\"account\":\"observer-" + code + "\",\"organisation\":\"" + code + "\",\"number\":\"1\"," + hours);
        created(TestHub.api().as("observer-" + code), "/stations/" + code + "-1/visits", "{}");
        created(municipality, "/couriers", "{\"to\":\"" + code + "-1\",\"ballots\":100}");
        var picture = Eventually.get(
                "the picture has all of it", () -> desk.get("/picture").body(), p -> LISTS.stream()
                        .noneMatch(list -> p.path(list).isEmpty()));
        var missing = new TreeSet<String>();
        for (var list : document.at(SCHEMAS + "Picture/properties").properties()) {
            var reference = list.getValue().at("/items/$ref").asText();
            for (var entity : picture.path(list.getKey())) {
                for (var field : document.at(reference.replaceFirst("^#", "")).path("required")) {
                    if (!entity.has(field.asText())) {
                        missing.add(list.getKey() + ": " + field.asText());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }
}
