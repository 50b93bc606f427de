package nl.tafelzicht.engine.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * The OpenID Connect issuer. Its metadata are read when they are first needed, and again until it answers: the hub
 * starts without it.
 *
 * <pre>
 * a browser:  authorization (code, PKCE, state, nonce) ─► callback ─► token request ─► ID token verified ─► principal
 * a program:  access token ─► signature, issuer, audience, time ─► principal</pre>
 *
 * Its keys are kept, read again when a token names an unknown one (at most twice in half a minute), and used for up to
 * a day while the issuer is away. Only asymmetric signatures are accepted: RSA and ECDSA, never a shared secret, and
 * never an unsigned token. Every method may call the issuer and block: use a worker. Thread-safe.
 */
public final class Issuer {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int LARGEST_KEY_SET = 256 * 1024;
    private static final long KEYS_KEPT_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final long KEY_REQUEST_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long OUTAGE_MILLIS = Duration.ofDays(1).toMillis();

    /** One attempt to log in: the values that the browser carries and must show again when it comes back. */
    public record Attempt(String state, String nonce, String verifier) {

        public static Attempt begin() {
            return new Attempt(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue());
        }
    }

    /**
     * A person as identified by the issuer.
     *
     * @param subject the issuer's id of the person, and {@code session} the issuer's session, or {@code null}
     */
    public record Identity(Principal principal, String subject, String session, Instant issuedAt, Instant expiresAt) {}

    /**
     * Which of the issuer's sessions ended: all of one person, or one session. One of the two may be {@code null}, not
     * both.
     */
    public record LoggedOut(String subject, String session) {}

    private final IssuerSettings settings;
    private final com.nimbusds.oauth2.sdk.id.Issuer issuer;
    private final ClientID client;
    private final Clock clock;
    private volatile Known known;

    /** The issuer's metadata, and its keys. */
    private record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}

    public Issuer(IssuerSettings settings, Clock clock) {
        this.settings = settings;
        this.issuer = new com.nimbusds.oauth2.sdk.id.Issuer(settings.issuer());
        this.client = new ClientID(settings.client());
        this.clock = clock;
    }

    public IssuerSettings settings() {
        return settings;
    }

    /** Whether a token names this issuer; the signature is not checked here. */
    boolean claims(String token) {
        try {
            return settings.audience() != null
                    && issuer.getValue()
                            .equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            return false;
        }
    }

    /** The address to which a browser is sent to log in. */
    public URI authorization(Attempt attempt) throws Exception {
        var request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile"), client, settings.callback())
                .endpointURI(known().metadata.getAuthorizationEndpointURI())
                .state(new State(attempt.state))
                .nonce(new Nonce(attempt.nonce))
                .codeChallenge(new CodeVerifier(attempt.verifier), CodeChallengeMethod.S256);
        if (settings.acr() != null) {
            request.acrValues(List.of(new ACR(settings.acr())));
        }
        return request.build().toURI();
    }

    /** The address at which a browser logs out of the issuer too, or {@code null} when the issuer has none. */
    public URI logout(URI back) throws Exception {
        var endpoint = known().metadata.getEndSessionEndpointURI();
        return endpoint == null ? null : new LogoutRequest(endpoint, null, null, client, back, null, null).toURI();
    }

    /**
     * Exchanges the code with which a browser came back for an identity.
     *
     * @throws Exception when the issuer refuses it, does not answer, or answers something invalid
     */
    public Identity redeem(String code, Attempt attempt) throws Exception {
        var now = known();
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), settings.callback(), new CodeVerifier(attempt.verifier));
        var http = new TokenRequest.Builder(
                        now.metadata.getTokenEndpointURI(),
                        new ClientSecretBasic(client, new Secret(settings.secret())),
                        grant)
                .build()
                .toHTTPRequest();
        http.setConnectTimeout(CONNECT_MILLIS);
        http.setReadTimeout(READ_MILLIS);
        var answer = OIDCTokenResponseParser.parse(http.send());
        if (!answer.indicatesSuccess()) {
            throw new IllegalArgumentException("the issuer refuses the code: "
                    + answer.toErrorResponse().getErrorObject().getCode());
        }
        if (!(answer instanceof OIDCTokenResponse tokens)
                || tokens.getOIDCTokens().getIDToken() == null) {
            throw new IllegalArgumentException("the issuer gives no ID token");
        }
        return identity(new IDTokenValidator(issuer, client, keySelector(now), null)
                .validate(tokens.getOIDCTokens().getIDToken(), new Nonce(attempt.nonce))
                .toJWTClaimsSet());
    }

    /**
     * The identity in an access token of the issuer.
     *
     * @throws Exception when the token is invalid, or not meant for this hub
     */
    Identity verify(String token) throws Exception {
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"), JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(keySelector(known()));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        settings.audience(),
                        new JWTClaimsSet.Builder().issuer(issuer.getValue()).build(),
                        Set.of("sub", "iat", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                });
        return identity(processor.process(token, null));
    }

    /** Reads the issuer's message that a session ended (OpenID Connect Back-Channel Logout 1.0). */
    public LoggedOut loggedOut(String token) throws Exception {
        LogoutTokenClaimsSet claims =
                new LogoutTokenValidator(issuer, client, keySelector(known()), null).validate(JWTParser.parse(token));
        return new LoggedOut(
                claims.getSubject() == null ? null : claims.getSubject().getValue(),
                claims.getSessionID() == null ? null : claims.getSessionID().getValue());
    }

    private Identity identity(JWTClaimsSet claims) throws ParseException {
        if (settings.acr() != null && !settings.acr().equals(claims.getStringClaim("acr"))) {
            throw new IllegalArgumentException("the log-in is not of the class " + settings.acr());
        }
        return new Identity(
                settings.claims().principal(claims.getClaims()),
                claims.getSubject(),
                claims.getStringClaim("sid"),
                claims.getIssueTime().toInstant(),
                claims.getExpirationTime().toInstant());
    }

    private static JWSVerificationKeySelector<SecurityContext> keySelector(Known known) {
        return new JWSVerificationKeySelector<>(ALGORITHMS, known.keys);
    }

    private Known known() throws Exception {
        var now = known;
        if (now == null) {
            known = now = discover();
        }
        return now;
    }

    private Known discover() throws Exception {
        var metadata = OIDCProviderMetadata.resolve(issuer, CONNECT_MILLIS, READ_MILLIS);
        return new Known(metadata, keys(metadata.getJWKSetURI()));
    }

    private static JWKSource<SecurityContext> keys(URI uri) throws MalformedURLException {
        return JWKSourceBuilder.create(
                        uri.toURL(), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_KEY_SET))
                .cache(KEYS_KEPT_MILLIS, KEY_REQUEST_MILLIS)
                .refreshAheadCache(false)
                .retrying(true)
                .outageTolerant(OUTAGE_MILLIS)
                .build();
    }
}
