package nl.tafelzicht.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenID Connect issuer with one client: discovery, keys that rotate, the authorization code flow with PKCE. Whoever
 * comes is logged in as {@link #person}, without a word. It demands what the standard demands of a client; what it says
 * can be made wrong.
 */
public final class TestIssuer implements AutoCloseable {

    public static final String CLIENT = "tafelzicht-hub";
    public static final String SECRET = "the secret of a test's client";
    public static final String AUDIENCE = "tafelzicht-api";

    /**
     * To make a key takes half a second, so they are used again, under other names; as many as a test may tell apart.
     */
    private static final RSAKey[] MADE = new RSAKey[4];

    private static int made;

    private final HttpServer server;
    private final String callback;
    private final List<RSAKey> keys = new ArrayList<>();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    /** Who logs in: the claims of their ID token, beside those that each has. */
    public volatile Map<String, Object> person = Map.of("sub", "nobody");

    public volatile boolean away;

    /** @param callback the one redirect URI that the client has registered */
    public TestIssuer(String callback) throws IOException, JOSEException {
        this.callback = callback;
        rotate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on another key signs; the one before is gone from the key set. */
    public void rotate() throws JOSEException {
        keys.add(new RSAKey.Builder(next()).keyID(UUID.randomUUID().toString()).build());
    }

    private static synchronized RSAKey next() throws JOSEException {
        int place = made++ % MADE.length;
        if (MADE[place] == null) {
            MADE[place] = new RSAKeyGenerator(2048).generate();
        }
        return MADE[place];
    }

    private RSAKey key() {
        return keys.get(keys.size() - 1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = form(exchange.getRequestURI().getRawQuery());
            if (away) {
                answer(exchange, 503, "away");
            } else {
                switch (exchange.getRequestURI().getPath()) {
                    case "/.well-known/openid-configuration" ->
                        answer(
                                exchange,
                                200,
                                "{\"issuer\":\"" + address() + "\",\"authorization_endpoint\":\"" + address()
                                        + "/authorize\",\"token_endpoint\":\"" + address() + "/token\",\"jwks_uri\":\""
                                        + address() + "/keys\",\"end_session_endpoint\":\"" + address()
                                        + "/end\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],"
                                        + "\"id_token_signing_alg_values_supported\":[\"RS256\"]}");
                    case "/keys" -> answer(exchange, 200, new JWKSet(key().toPublicJWK()).toString());
                    case "/authorize" -> authorize(exchange, query);
                    case "/token" ->
                        token(
                                exchange,
                                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                    case "/end" -> go(exchange, query.get("post_logout_redirect_uri"));
                    default -> answer(exchange, 404, "nothing");
                }
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private void authorize(HttpExchange exchange, Map<String, String> query) throws IOException {
        boolean right = "code".equals(query.get("response_type"))
                && CLIENT.equals(query.get("client_id"))
                && callback.equals(query.get("redirect_uri"))
                && "S256".equals(query.get("code_challenge_method"))
                && query.getOrDefault("scope", "").contains("openid")
                && query.containsKey("state")
                && query.containsKey("nonce");
        if (!right) {
            answer(exchange, 400, "this is no authorization request of the client");
            return;
        }
        var code = UUID.randomUUID().toString();
        codes.put(code, query);
        go(
                exchange,
                callback + "?code=" + code + "&state=" + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws Exception {
        var basic = Base64.getEncoder()
                .encodeToString((CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
        var begun = form.get("code") == null ? null : codes.remove(form.get("code"));
        boolean right = ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "authorization_code".equals(form.get("grant_type"))
                && begun != null
                && callback.equals(form.get("redirect_uri"))
                && begun.get("code_challenge")
                        .equals(Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(MessageDigest.getInstance("SHA-256")
                                        .digest(form.getOrDefault("code_verifier", "")
                                                .getBytes(StandardCharsets.US_ASCII))));
        if (!right) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        var claims = new HashMap<>(person);
        claims.putIfAbsent("nonce", begun.get("nonce"));
        claims.putIfAbsent("aud", CLIENT);
        answer(
                exchange,
                200,
                "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\""
                        + sign(claims) + "\"}");
    }

    /** A token of this issuer's with these claims, beside issuer and times when they are not among them. */
    public String sign(Map<String, Object> claims) throws JOSEException {
        return sign(claims, JWSAlgorithm.RS256, null);
    }

    public String sign(Map<String, Object> claims, JWSAlgorithm algorithm, String type) throws JOSEException {
        var header = new JWSHeader.Builder(algorithm).keyID(key().getKeyID());
        if (type != null) {
            header.type(new JOSEObjectType(type));
        }
        // whoever takes a public key for a shared secret would believe this
        JWSSigner signer = algorithm.equals(JWSAlgorithm.HS256)
                ? new MACSigner(key().toRSAPublicKey().getEncoded())
                : new RSASSASigner(key());
        return signed(header.build(), claims, signer);
    }

    /** The same, by a key that nobody knows. */
    public String forge(Map<String, Object> claims) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key().getKeyID())
                        .build(),
                claims,
                new RSASSASigner(new RSAKeyGenerator(2048).generate()));
    }

    /** The word that somebody's session ended. */
    public String logoutToken(Map<String, Object> claims) throws JOSEException {
        var all = new HashMap<>(claims);
        all.putIfAbsent("aud", CLIENT);
        all.put("jti", UUID.randomUUID().toString());
        all.putIfAbsent("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return sign(all, JWSAlgorithm.RS256, "logout+jwt");
    }

    private String signed(JWSHeader header, Map<String, Object> claims, JWSSigner signer) throws JOSEException {
        var set = new JWTClaimsSet.Builder()
                .issuer(address())
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        claims.forEach((name, value) -> {
            if (Set.of("exp", "iat", "nbf").contains(name)) {
                set.claim(name, Date.from((Instant) value));
            } else {
                set.claim(name, value);
            }
        });
        var token = new SignedJWT(header, set.build());
        token.sign(signer);
        return token.serialize();
    }

    private static Map<String, String> form(String encoded) {
        var form = new HashMap<String, String>();
        if (encoded != null) {
            for (var pair : encoded.split("&")) {
                form.put(
                        pair.substring(0, pair.indexOf('=')),
                        URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static void go(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", URI.create(to).toString());
        exchange.sendResponseHeaders(302, -1);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
