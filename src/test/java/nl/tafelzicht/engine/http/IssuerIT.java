package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.ClusterCertificates;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People and programs whom an OpenID Connect issuer knows, on two nodes that share one name. */
class IssuerIT {

    private static final Map<String, Object> OPERATOR = Map.of(
            "sub",
            "8d1f",
            "preferred_username",
            "j.devries",
            "groups",
            List.of("tafel", "koffie"),
            "municipalities",
            List.of("*"),
            "clearance",
            "AMBER",
            "organisation",
            "Verkiezingstafel");

    private static Path folder;
    private static PostgresServer postgres;
    private static TestIssuer issuer;
    private static final List<HubProcess> nodes = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-issuer-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
        int port = HubProcess.freePort();
        issuer = new TestIssuer("http://127.0.0.1:" + port + "/login/callback");
        var claims = Files.writeString(
                folder.resolve("claims.json"),
                "{\"roles\": {\"claim\": \"groups\", \"values\": {\"tafel\": [\"table-operator\"], "
                        + "\"burgemeester\": [\"mayor\"], \"beheer\": [\"admin\"]}}}");
        var certificates = ClusterCertificates.make(folder.resolve("certificates"));
        var cluster = List.of(HubProcess.freePort(), HubProcess.freePort());
        for (int i = 0; i < 2; i++) {
            var options = new ArrayList<>(List.of(
                    "--database",
                    postgres.url(),
                    "--accounts",
                    "demo",
                    "--event-loops",
                    "1",
                    "--issuer",
                    issuer.address(),
                    "--issuer-client",
                    TestIssuer.CLIENT,
                    "--issuer-secret",
                    TestIssuer.SECRET,
                    "--issuer-audience",
                    TestIssuer.AUDIENCE,
                    "--issuer-claims",
                    claims.toString(),
                    "--page-url",
                    "http://127.0.0.1:" + port,
                    "--cluster",
                    "--cluster-port",
                    String.valueOf(cluster.get(i)),
                    "--cluster-members",
                    "127.0.0.1:" + cluster.get(0) + ",127.0.0.1:" + cluster.get(1)));
            options.addAll(certificates.options());
            if (i == 0) { // to which people come; all that it could say has no secret
                options.addAll(List.of("--log-level", "DEBUG"));
            }
            nodes.add(HubProcess.start(
                    i == 0 ? port : HubProcess.freePort(),
                    folder.resolve("hub-" + i + ".log"),
                    List.of(),
                    options.toArray(String[]::new)));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        nodes.forEach(HubProcess::close);
        postgres.close();
        issuer.close();
        TestHub.delete(folder);
    }

    @BeforeEach
    void presentAndKnown() {
        issuer.away = false;
        issuer.person = OPERATOR;
    }

    // people, with a browser

    /** A browser, as far as cookies and redirects go. */
    private static final class Browser {
        private final CookieManager cookies = new CookieManager();
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> get(String url) throws IOException, InterruptedException {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        }

        /** From "log in with …" to where it ends. */
        String logIn() throws IOException, InterruptedException {
            var to = get(nodes.get(0).address() + "/login");
            for (int steps = 0; to.statusCode() / 100 == 3 && steps < 5; steps++) {
                var next = URI.create(nodes.get(0).address())
                        .resolve(to.headers().firstValue("Location").orElseThrow())
                        .toString();
                if (next.startsWith(nodes.get(0).address() + "/?")
                        || next.equals(nodes.get(0).address() + "/")) {
                    return next.substring(nodes.get(0).address().length());
                }
                to = get(next);
            }
            return String.valueOf(to.statusCode()) + ' ' + to.body();
        }

        String cookie() {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(c -> c.getName().equals("tafelzicht"))
                    .map(c -> c.getValue())
                    .findFirst()
                    .orElse(null);
        }
    }

    private static Api api(int node, String token) {
        return Api.at(nodes.get(node).address()).withToken(token);
    }

    private static Map<String, Object> with(Map<String, Object> claims, Object... more) {
        var all = new HashMap<>(claims);
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                all.remove((String) more[i]);
            } else {
                all.put((String) more[i], more[i + 1]);
            }
        }
        return all;
    }

    @Test
    void whoTheIssuerKnowsLogsInWithTheRightsThatItsClaimsGive() throws Exception {
        var browser = new Browser();
        assertThat(browser.logIn()).isEqualTo("/");
        var principal = api(1, browser.cookie()).get("/sessions/current");
        assertThat(principal.status()).as("on the other node").isEqualTo(200);
        assertThat(principal.body().get("name").asText()).isEqualTo("j.devries");
        assertThat(principal.body().get("roles")).hasToString("[\"table-operator\"]");
        assertThat(principal.body().get("clearance").asText()).isEqualTo("AMBER");
    }

    @Test
    void whoHasNoRoleHereOrANameThatIsTakenIsTurnedAwayInWords() throws Exception {
        issuer.person = with(OPERATOR, "groups", List.of("koffie"));
        assertThat(new Browser().logIn()).isEqualTo("/?login=refused");
        issuer.person = with(OPERATOR, "preferred_username", "operator");
        assertThat(new Browser().logIn())
                .as("the name of an account of the hub itself")
                .isEqualTo("/?login=refused");
        issuer.person = with(OPERATOR, "municipalities", List.of("Utrecht"));
        assertThat(new Browser().logIn()).isEqualTo("/?login=refused");
        issuer.person = with(OPERATOR, "preferred_username", "a\nb");
        assertThat(new Browser().logIn()).isEqualTo("/?login=refused");
    }

    @Test
    void anIdTokenForSomebodyElseOrForAnotherAttemptIsNotTaken() throws Exception {
        issuer.person = with(OPERATOR, "aud", "another-client");
        assertThat(new Browser().logIn()).isEqualTo("/?login=refused");
        issuer.person = with(OPERATOR, "nonce", "of another attempt");
        assertThat(new Browser().logIn()).isEqualTo("/?login=refused");
        issuer.person = with(OPERATOR, "exp", Instant.now().minusSeconds(600));
        assertThat(new Browser().logIn()).isEqualTo("/?login=refused");
    }

    @Test
    void whoComesBackWithoutHavingLeftFromHereStartsAnew() throws Exception {
        var there = new Browser()
                .get(nodes.get(0).address() + "/login")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var code = new Browser().get(there).headers().firstValue("Location").orElseThrow();
        var victim = new Browser();
        assertThat(victim.get(code).headers().firstValue("Location"))
                .as("somebody else's code")
                .contains("/?login=again");
        assertThat(victim.cookie()).isNull();
    }

    @Test
    void theHubStartsAndServesWithoutTheIssuerAndSaysSo() throws Exception {
        issuer.away = true;
        try (var lonely = HubProcess.start(
                folder.resolve("lonely.log"),
                List.of(),
                "--database",
                postgres.url(),
                "--accounts",
                "demo",
                "--issuer",
                issuer.address(),
                "--issuer-client",
                "c",
                "--issuer-secret",
                "s",
                "--issuer-audience",
                TestIssuer.AUDIENCE,
                "--page-url",
                "http://localhost:1")) {
            var token = issuer.sign(access());
            assertThat(Api.at(lonely.address())
                            .withToken(token)
                            .get("/sessions/current")
                            .status())
                    .as("nobody can say whether it is good")
                    .isEqualTo(503);
            assertThat(new Browser().get(lonely.address() + "/login").headers().firstValue("Location"))
                    .contains("/?login=unavailable");
            assertThat(Api.at(lonely.address()).as("operator").get("/picture").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whenTheIssuerEndsASessionItEndsOnEveryNodeAtOnce() throws Exception {
        issuer.person = with(OPERATOR, "sub", "ends", "preferred_username", "who.ends", "sid", "session-1");
        var first = new Browser();
        first.logIn();
        issuer.person = with(issuer.person, "sid", "session-2");
        var second = new Browser();
        second.logIn();
        try (var screen = LiveSocket.open(api(1, first.cookie()), "");
                var other = LiveSocket.open(api(0, second.cookie()), "")) {
            assertThat(logOut(with(Map.of(), "sid", "session-1", "sub", "ends", "aud", "another-client")))
                    .as("not for us")
                    .isEqualTo(400);
            assertThat(logOut(with(Map.of(), "sid", "session-1", "sub", "ends", "events", Map.of())))
                    .as("no word of logging out")
                    .isEqualTo(400);
            assertThat(api(1, first.cookie()).get("/sessions/current").status()).isEqualTo(200);
            assertThat(logOut(Map.of("sid", "session-1"))).isEqualTo(200);
            assertThat(screen.closeCode()).isEqualTo(4401);
            for (int node = 0; node < 2; node++) {
                assertThat(api(node, first.cookie()).get("/sessions/current").status())
                        .isEqualTo(401);
            }
            assertThat(api(0, second.cookie()).get("/sessions/current").status())
                    .as("another session of the same person goes on")
                    .isEqualTo(200);
            assertThat(logOut(Map.of("sub", "ends"))).isEqualTo(200);
            assertThat(other.closeCode()).as("now all of that person's").isEqualTo(4401);
        }
    }

    private static int logOut(Map<String, Object> claims) throws Exception {
        var body = "logout_token=" + URLEncoder.encode(issuer.logoutToken(claims), StandardCharsets.UTF_8);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(nodes.get(0).address() + "/login/backchannel"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void anAdministratorEndsAllSessionsOfAnAccount() throws Exception {
        var token = Api.at(nodes.get(0).address()).as("mayor-GM0599").token();
        try (var screen = LiveSocket.open(api(1, token), "")) {
            assertThat(api(0, token)
                            .send("DELETE", "/accounts/mayor-GM0599/sessions", "")
                            .status())
                    .as("only an administrator")
                    .isEqualTo(403);
            assertThat(Api.at(nodes.get(0).address())
                            .as("admin")
                            .send("DELETE", "/accounts/mayor-GM0599/sessions", "")
                            .status())
                    .isEqualTo(204);
            assertThat(screen.closeCode())
                    .as("ended by hand, with the rights as they were")
                    .isEqualTo(4401);
            assertThat(api(1, token).get("/sessions/current").status()).isEqualTo(401);
        }
        assertThat(Api.at(nodes.get(0).address())
                        .as("mayor-GM0599")
                        .get("/sessions/current")
                        .status())
                .as("who logs in again is in again")
                .isEqualTo(200);
    }

    // programs, with access tokens

    private static Map<String, Object> access(Object... more) {
        return with(
                with(
                        OPERATOR,
                        "aud",
                        TestIssuer.AUDIENCE,
                        "jti",
                        UUID.randomUUID().toString()),
                more);
    }

    private static int asked(String token) throws Exception {
        return api(0, token).get("/sessions/current").status();
    }

    @Test
    void aProgramShowsAnAccessTokenOfTheIssuer() throws Exception {
        assertThat(asked(issuer.sign(access()))).isEqualTo(200);
        assertThat(asked(issuer.sign(access(), JWSAlgorithm.RS256, "at+jwt"))).isEqualTo(200);
        assertThat(asked(issuer.sign(access(), JWSAlgorithm.PS512, null))).isEqualTo(200);
    }

    @Test
    void noOtherTokenIsTaken() throws Exception {
        assertThat(asked(issuer.sign(access("exp", Instant.now().minusSeconds(120)))))
                .as("expired")
                .isEqualTo(401);
        assertThat(asked(issuer.sign(access("nbf", Instant.now().plusSeconds(600)))))
                .as("not yet")
                .isEqualTo(401);
        assertThat(asked(issuer.sign(access("aud", TestIssuer.CLIENT))))
                .as("an ID token")
                .isEqualTo(401);
        assertThat(asked(issuer.sign(access("aud", "elsewhere"))))
                .as("for another")
                .isEqualTo(401);
        assertThat(asked(issuer.sign(access("iss", "https://elsewhere.example.org"))))
                .as("by another issuer")
                .isEqualTo(401);
        assertThat(asked(issuer.sign(access(), JWSAlgorithm.HS256, null)))
                .as("signed with the public key as if it were a shared secret")
                .isEqualTo(401);
        assertThat(asked(issuer.sign(access(), JWSAlgorithm.RS256, "logout+jwt")))
                .as("a token of another type")
                .isEqualTo(401);
        assertThat(asked(issuer.forge(access()))).as("by a key of nobody's").isEqualTo(401);
        assertThat(asked(issuer.sign(access("groups", List.of("koffie")))))
                .as("without a role")
                .isEqualTo(401);
        var parts = issuer.sign(access()).split("\\.");
        var unsigned = java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "." + parts[1] + ".";
        assertThat(asked(unsigned)).as("signed by nobody").isEqualTo(401);
    }

    @Test
    void theIssuersKeysRotateAndOutliveAnOutage() throws Exception {
        assertThat(asked(issuer.sign(access()))).isEqualTo(200);
        var old = issuer.sign(access());
        issuer.rotate();
        assertThat(asked(issuer.sign(access())))
                .as("signed with a key that was not seen before")
                .isEqualTo(200);
        assertThat(asked(old))
                .as("signed with one that the issuer gave up; whether it is a newer one can't be asked this often")
                .isIn(401, 503);
        issuer.away = true;
        assertThat(asked(issuer.sign(access()))).as("the issuer is away").isEqualTo(200);
    }

    @Test
    void noSecretIsInTheLog() throws Exception {
        var browser = new Browser();
        browser.logIn();
        var token = issuer.sign(access());
        asked(token);
        for (int i = 0; i < 2; i++) {
            var log = Files.readString(folder.resolve("hub-" + i + ".log"));
            assertThat(log)
                    .doesNotContain(
                            TestIssuer.SECRET,
                            URLEncoder.encode(TestIssuer.SECRET, StandardCharsets.UTF_8),
                            browser.cookie(),
                            token,
                            token.substring(token.lastIndexOf('.') + 1),
                            "code=",
                            "\"password\"");
        }
    }
}
