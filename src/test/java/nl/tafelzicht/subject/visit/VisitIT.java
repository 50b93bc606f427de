package nl.tafelzicht.subject.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** Observers in the API and in the feed: let in or not, what they saw, and what others say of the same. */
class VisitIT {

    private static final String JSON = "application/json";

    private static JsonNode made(Api api, String path, String body) throws Exception {
        var answer = api.post(path, JSON, body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body();
    }

    private static String terms(String account, String organisation, String places, Instant from, Instant until) {
        return "{\"account\":\"" + account + "\",\"organisation\":\"" + organisation + "\",\"number\":\"A-17\"" + places
                + ",\"from\":\"" + from + "\",\"until\":\"" + until + "\"}";
    }

    /** An observer of an organisation of its own, who may go anywhere. */
    private static Api observer(String organisation) throws Exception {
        var account = "observer-" + organisation;
        var now = Instant.now();
        made(
                TestHub.api().as("operator"),
                "/accreditations",
                terms(account, organisation, "", now.minusSeconds(7_200), now.plusSeconds(7_200)));
        return TestHub.api().as(account);
    }

    private static String name() {
        return "o" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String arrived(Api observer, String station, String body) throws Exception {
        return made(observer, "/stations/" + station + "/visits", body)
                .get("id")
                .asText();
    }

    @Test
    void whoIsNotLetInIsEscalatedAtOnceAndResolvedOnceLetIn() throws Exception {
        var code = TestHub.municipality(2);
        var organisation = name();
        var observer = observer(organisation);
        try (var desk = LiveSocket.open(TestHub.api().as("operator"), "");
                var town = LiveSocket.open(TestHub.api().as("municipality-" + code), "");
                var own = LiveSocket.open(observer, "")) {
            var visit = arrived(observer, code + "-1", "{\"hindered\":\"The chair closed the door\"}");
            var raised = desk.entity(
                    "escalations",
                    e -> e.at("/subject/id").asText().equals(visit)
                            && e.at("/addressee/level").asText().equals("table"));
            assertThat(raised.at("/subject/kind").asText()).isEqualTo("visit");
            assertThat(raised.at("/subject/label").asText()).isEqualTo("hindered");
            assertThat(raised.get("severity").asText()).isEqualTo("attention");
            assertThat(raised.get("reason").asText()).contains(organisation).contains("The chair closed the door");
            var local = town.entity(
                    "escalations",
                    e -> e.at("/subject/id").asText().equals(visit)
                            && e.at("/addressee/level").asText().equals("municipality"));
            assertThat(own.entity("visits", v -> v.get("id").asText().equals(visit))
                            .get("status")
                            .asText())
                    .as("its organisation sees it live")
                    .isEqualTo("hindered");
            made(observer, "/visits/" + visit + "/admissions", "{}");
            for (var escalation :
                    new String[] {raised.get("id").asText(), local.get("id").asText()}) {
                var resolved = desk.entity(
                        "escalations",
                        e -> e.get("id").asText().equals(escalation)
                                && e.get("state").asText().equals("resolved"));
                assertThat(resolved.at("/resolved/note").asText()).isEqualTo("the observer was let in");
            }
            made(observer, "/visits/" + visit + "/hindrances", "{\"text\":\"Sent out at the count\"}");
            var again = desk.entity(
                    "escalations",
                    e -> e.at("/subject/id").asText().equals(visit)
                            && e.get("reason").asText().contains("Sent out at the count"));
            assertThat(again.get("id").asText())
                    .as("a matter of its own")
                    .isNotEqualTo(raised.get("id").asText());
            made(observer, "/visits/" + visit + "/departures", "{}");
            assertThat(desk.entity(
                                    "visits",
                                    v -> v.get("id").asText().equals(visit)
                                            && v.get("status").asText().equals("left"))
                            .get("findings"))
                    .hasSize(2);
            assertThat(TestHub.api()
                            .as("operator")
                            .get("/escalations/" + again.get("id").asText())
                            .body()
                            .get("state")
                            .asText())
                    .as("leaving settles nothing")
                    .isEqualTo("open");
        }
    }

    @Test
    void whomAMunicipalityAppointsForAStationReportsToTheMayor() throws Exception {
        var code = TestHub.municipality(2);
        var account = "observer-" + name();
        var now = Instant.now();
        var organisation = account.substring("observer-".length());
        var places = ",\"municipalities\":[\"" + code + "\"],\"stations\":[\"" + code + "-2\"]";
        made(
                TestHub.api().as("mayor-" + code),
                "/accreditations",
                terms(account, organisation, places, now.minusSeconds(60), now.plusSeconds(600)));
        var observer = TestHub.api().as(account);
        var refused = observer.post("/stations/" + code + "-1/visits", JSON, "{}", "Accept-Language", "nl");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("code").asText()).isEqualTo("not-accredited");
        assertThat(refused.body().get("detail").asText())
                .isEqualTo("geen accreditatie van u geldt nu voor stembureau " + code + "-1");
        try (var mayor = LiveSocket.open(TestHub.api().as("mayor-" + code), "")) {
            var visit = arrived(observer, code + "-2", "{\"hindered\":\"No seat\"}");
            var raised = mayor.entity(
                    "escalations",
                    e -> e.at("/subject/id").asText().equals(visit)
                            && e.at("/addressee/level").asText().equals("triangle"));
            assertThat(raised.at("/addressee/roles"))
                    .extracting(JsonNode::asText)
                    .containsExactly("mayor");
            assertThat(TestHub.api()
                            .as("police-" + code)
                            .get("/visits/" + visit)
                            .status())
                    .as("nobody else of the triangle")
                    .isEqualTo(404);
        }
    }

    @Test
    void whatOthersSayOfTheSameStandsBesideIt() throws Exception {
        var code = TestHub.municipality(1);
        var first = observer(name());
        var second = observer(name());
        var minute = Instant.now().minusSeconds(60);
        TestHub.api().as("chair-" + code + "-1").report(code + "-1", "{\"status\":\"open\",\"waitingMinutes\":5}");
        try (var desk = LiveSocket.open(TestHub.api().as("operator"), "")) {
            var one = arrived(first, code + "-1", "{\"observedAt\":\"" + minute + "\"}");
            made(
                    first,
                    "/visits/" + one + "/answers",
                    "{\"answers\":[{\"question\":\"waiting-minutes\",\"answer\":\"45\"},"
                            + "{\"question\":\"identity-checked\",\"answer\":\"yes\"}]}");
            var noted = desk.entity(
                            "visits",
                            v -> v.get("id").asText().equals(one)
                                    && v.get("disagreements").size() > 0)
                    .at("/disagreements/0");
            assertThat(noted.get("question").asText()).isEqualTo("waiting-minutes");
            assertThat(noted.get("theirs").asText()).as("the chair's").isEqualTo("5");
            assertThat(noted.has("visit")).isFalse();
            var two = arrived(second, code + "-1", "{\"observedAt\":\"" + minute + "\"}");
            made(
                    second,
                    "/visits/" + two + "/answers",
                    "{\"answers\":[{\"question\":\"identity-checked\",\"answer\":\"no\"}]}");
            var other = desk.entity(
                            "visits",
                            v -> v.get("id").asText().equals(two)
                                    && v.get("disagreements").size() > 0)
                    .at("/disagreements/0");
            assertThat(other.get("visit").asText()).isEqualTo(one);
            assertThat(other.get("theirs").asText()).isEqualTo("yes");
            TestHub.api().as("chair-" + code + "-1").report(code + "-1", "{\"membersPresent\":5}");
            made(
                    second,
                    "/visits/" + two + "/answers",
                    "{\"answers\":[{\"question\":\"members-present\",\"answer\":\"2\"}]}");
            desk.entity(
                    "visits",
                    v -> v.get("id").asText().equals(two)
                            && v.get("disagreements").size() == 2);
            assertThat(TestHub.api()
                            .as("operator")
                            .get("/visits/" + two + "/timeline")
                            .body()
                            .get("items"))
                    .extracting(i -> i.get("type").asText())
                    .containsExactly(
                            "visit-disagreement",
                            "visit-answered",
                            "visit-disagreement",
                            "visit-answered",
                            "visit-arrived");
            assertThat(second.get("/visits/" + one).status())
                    .as("of another organisation")
                    .isEqualTo(404);
            assertThat(second.get("/visits").body().get("items")).hasSize(1);
            assertThat(TestHub.api()
                            .as("operator")
                            .get("/visits?station=" + code + "-1")
                            .body()
                            .get("items"))
                    .hasSize(2);
            assertThat(TestHub.api()
                            .as("operator")
                            .get("/visits?municipality=GM9003")
                            .body()
                            .get("items"))
                    .isEmpty();
        }
    }

    @Test
    void anObserverFindsStationsAndSeesHowTheOneVisitedDoesWhileThere() throws Exception {
        var code = TestHub.municipality(3);
        var observer = observer(name());
        var accreditation =
                observer.get("/accreditations").body().at("/items/0/id").asText();
        var found = observer.get("/accreditations/" + accreditation + "/stations?text=" + code + "-2%20bureau");
        assertThat(found.body().get("items"))
                .extracting(s -> s.get("id").asText())
                .containsExactly(code + "-2");
        assertThat(found.body().get("more").asBoolean()).isFalse();
        assertThat(observer.get("/accreditations/" + accreditation + "/stations")
                        .status())
                .isEqualTo(400);
        assertThat(observer.get("/picture").body().get("stations"))
                .as("no register")
                .isEmpty();
        var visit = arrived(observer, code + "-2", "{}");
        assertThat(observer.get("/visits/" + visit + "/station")
                        .body()
                        .at("/status/status")
                        .asText())
                .isEqualTo("expected");
        var again = observer.post("/stations/" + code + "-3/visits", JSON, "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("code").asText()).isEqualTo("visit-under-way");
        made(observer, "/visits/" + visit + "/departures", "{}");
        assertThat(observer.get("/visits/" + visit + "/station").status()).isEqualTo(404);
        assertThat(made(observer, "/visits/" + visit + "/findings", "{\"text\":\"Well run\"}")
                        .at("/visit/findings/0/severity")
                        .asText())
                .as("written down on the way")
                .isEqualTo("info");
        assertThat(arrived(observer, code + "-3", "{}")).isNotEqualTo(visit);
    }

    @Test
    void anAccreditationThatIsWithdrawnLetsNobodyIn() throws Exception {
        var code = TestHub.municipality(1);
        var observer = observer(name());
        var accreditation =
                observer.get("/accreditations").body().at("/items/0/id").asText();
        assertThat(observer.post("/accreditations/" + accreditation + "/withdrawals", JSON, "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        made(TestHub.api().as("kiesraad"), "/accreditations/" + accreditation + "/withdrawals", "{\"reason\":\"x\"}");
        assertThat(observer.post("/stations/" + code + "-1/visits", JSON, "{}").status())
                .isEqualTo(403);
        assertThat(TestHub.api()
                        .as("municipality-" + code)
                        .post("/stations/" + code + "-1/visits", JSON, "{}")
                        .body()
                        .get("code")
                        .asText())
                .isEqualTo("only-observers");
    }

    @Test
    void aMunicipalityAccreditsForItsOwnStationsAlone() throws Exception {
        var code = TestHub.municipality(1);
        var other = TestHub.municipality(1);
        var town = TestHub.api().as("municipality-" + code);
        var now = Instant.now();
        for (var places : new String[] {
            "", ",\"municipalities\":[\"" + other + "\"]", ",\"municipalities\":[\"" + code + "\",\"" + other + "\"]"
        }) {
            assertThat(town.post("/accreditations", JSON, terms("observer-x", "x", places, now, now.plusSeconds(60)))
                            .status())
                    .as(places)
                    .isEqualTo(403);
        }
        var foreign = town.post(
                "/accreditations",
                JSON,
                terms(
                        "observer-x",
                        "x",
                        ",\"municipalities\":[\"" + code + "\"],\"stations\":[\"" + other + "-1\"]",
                        now,
                        now.plusSeconds(60)));
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.body().at("/errors/0/field").asText()).isEqualTo("stations");
        assertThat(foreign.body().at("/errors/0/code").asText()).isEqualTo("station-of-no-place");
    }

    @Test
    void whomItIsForIsAnObserverAndOfTheOrganisationOfTheAccount() throws Exception {
        var desk = TestHub.api().as("operator");
        var now = Instant.now();
        for (var nobody : new String[] {"observer", "mayor-GM0344", "partner-x", "observer-odihr/2"}) {
            var refused = desk.post("/accreditations", JSON, terms(nobody, "x", "", now, now.plusSeconds(60)));
            assertThat(refused.status()).as(nobody).isEqualTo(400);
            assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("account");
            assertThat(refused.body().at("/errors/0/code").asText()).isEqualTo("no-observer-account");
        }
        var other =
                desk.post("/accreditations", JSON, terms("observer-odihr.2", "Odihr", "", now, now.plusSeconds(60)));
        assertThat(other.body().at("/errors/0/field").asText()).isEqualTo("organisation");
        assertThat(other.body().at("/errors/0/code").asText()).isEqualTo("organisation-of-account");
        assertThat(made(
                                desk,
                                "/accreditations",
                                "{\"account\":\"observer-odihr.2\",\"number\":\"1\",\"from\":\"" + now
                                        + "\",\"until\":\"" + now.plusSeconds(1) + "\"}")
                        .at("/accreditation/terms/organisation")
                        .asText())
                .isEqualTo("odihr");
    }

    @Test
    void ofArrivalsAtOnceOneIsFirst() throws Exception {
        var code = TestHub.municipality(3);
        var observer = observer(name());
        var codes = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return observer.post("/stations/" + code + "-" + (i % 3 + 1) + "/visits", JSON, "{}")
                                .status();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        assertThat(codes).containsOnly(201, 409);
        assertThat(codes).filteredOn(status -> status == 201).hasSize(1);
        assertThat(observer.get("/visits").body().get("items")).hasSize(1);
        assertThat(observer.get("/accreditations").body().at("/items/0/visits").asInt())
                .isEqualTo(1);
    }

    @Test
    void whatAnotherOrganisationSaysIsNotToldToThisOne() throws Exception {
        var code = TestHub.municipality(1);
        var first = observer(name());
        var second = observer(name());
        var minute = Instant.now().minusSeconds(60);
        for (var observer : new Api[] {first, second}) {
            var visit = arrived(observer, code + "-1", "{\"observedAt\":\"" + minute + "\"}");
            made(
                    observer,
                    "/visits/" + visit + "/answers",
                    "{\"answers\":[{\"question\":\"accessible\",\"answer\":\"" + (observer == first ? "yes" : "no")
                            + "\"}]}");
        }
        var visit = second.get("/visits").body().at("/items/0/id").asText();
        var desk = TestHub.api().as("operator");
        Eventually.until(
                "it is noted",
                () -> desk.get("/visits/" + visit).body().get("disagreements").size() == 1);
        assertThat(second.get("/visits/" + visit).body().get("disagreements")).isEmpty();
        assertThat(second.get("/visits").body().at("/items/0/disagreements")).isEmpty();
        assertThat(second.get("/picture").body().at("/visits/0/disagreements")).isEmpty();
        assertThat(second.get("/visits/" + visit + "/timeline").body().get("items"))
                .extracting(i -> i.get("type").asText())
                .containsExactly("visit-answered", "visit-arrived");
        assertThat(desk.get("/visits/" + visit + "/timeline").body().get("items"))
                .extracting(i -> i.get("type").asText())
                .contains("visit-disagreement");
    }

    @Test
    void aFindingThatIsNoNumberIsNotThere() throws Exception {
        var code = TestHub.municipality(1);
        var visit = arrived(observer(name()), code + "-1", "{}");
        for (var number : new String[] {"a", "2147483648", "0", "7"}) {
            assertThat(TestHub.api()
                            .as("municipality-" + code)
                            .post("/visits/" + visit + "/findings/" + number + "/reactions", JSON, "{\"text\":\"x\"}")
                            .status())
                    .as(number)
                    .isEqualTo(404);
        }
    }

    @Test
    void whoSendsWithoutEndIsAskedToComeBackLater() throws Exception {
        var code = TestHub.municipality(1);
        var observer = observer(name());
        var visit = arrived(observer, code + "-1", "{}");
        int status = 201;
        int sent = 0;
        while (status < 400 && sent < 400) {
            status = observer.post(
                            "/visits/" + visit + "/answers",
                            JSON,
                            "{\"answers\":[{\"question\":\"waiting-minutes\",\"answer\":\"" + sent++ + "\"}]}")
                    .status();
        }
        assertThat(status).isEqualTo(429);
        assertThat(sent).isEqualTo(301);
    }

    @Test
    void whatIsSentTwiceHappensOnce() throws Exception {
        var code = TestHub.municipality(1);
        var observer = observer(name());
        var visit = arrived(observer, code + "-1", "{}");
        for (int i = 0; i < 2; i++) {
            var answer = observer.post(
                    "/visits/" + visit + "/findings", JSON, "{\"text\":\"Calm\"}", "Idempotency-Key", "k1");
            assertThat(answer.status()).isEqualTo(i == 0 ? 201 : 200);
        }
        assertThat(observer.get("/visits/" + visit).body().get("findings")).hasSize(1);
        assertThat(made(
                                TestHub.api().as("municipality-" + code),
                                "/visits/" + visit + "/findings/1/reactions",
                                "{\"text\":\"Thank you\"}")
                        .at("/visit/findings/0/reaction/role")
                        .asText())
                .isEqualTo("municipality");
    }
}
