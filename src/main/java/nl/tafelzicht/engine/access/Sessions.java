package nl.tafelzicht.engine.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log-ins: made, verified, ended.
 *
 * <pre>name and password ─► account ─► signed token (ES256) ─► verified once, then remembered by its hash ─► principal
 * </pre>
 *
 * Every node can verify a token by itself. The end of a session is announced on the event bus, and known everywhere
 * within {@link Revocations#POLL_MILLIS} when the bus loses the message. Thread-safe.
 */
public final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String ISSUER = "tafelzicht";
    /** Address of a hint to every node: some session ended. */
    private static final String ENDED = "sessions.ended";
    /**
     * {@code iat} has whole seconds: too coarse to tell a log-in right after a change of rights from one right before
     * it.
     */
    private static final String ISSUED_MILLIS = "issuedMillis";

    /** When the password was given; renewed sessions keep it. */
    private static final String BEGUN_MILLIS = "begunMillis";

    /** From the eve of an election until its results are announced; after that the password is needed again. */
    static final Duration LONGEST_RENEWED = Duration.ofDays(8);

    private static final int LONGEST_TOKEN = 8_192;
    private static final Duration TICKET_LIFE = Duration.ofSeconds(30);
    private static final String ADD_TICKET = "insert into live_ticket (ticket, token, expires_at) values ($1, $2, $3)";
    private static final String TAKE_TICKET = "delete from live_ticket where ticket = $1 returning token, expires_at";
    private static final String CLEAN_TICKETS =
            "delete from live_ticket where expires_at < now() - interval '1 minute'";
    /** Log-ins that may wait: five hundred chairs in one office begin their day in the same minute. */
    private static final int MOST_WAITING = 2_000;

    private static final int MOST_WAITING_OF_SOURCE = 600;
    private static final Duration CROWDED = Duration.ofSeconds(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vertx vertx;
    private final Pool pool;
    private final Accounts accounts;
    private final SigningKeys keys;
    private final Revocations revocations;
    private final LoginThrottle throttle;
    /** Checking a password takes a processor core and some 20 MB. */
    private final FairGate gate =
            new FairGate(Math.max(1, Runtime.getRuntime().availableProcessors()), MOST_WAITING, MOST_WAITING_OF_SOURCE);

    private final Clock clock;
    private final Duration life;
    private final String journal;
    private final String unknownAccountHash = Passwords.hashOfNobody();
    private final Issuer issuer;
    private final IssuerSessions byIssuer;
    private final Cache<String, Session> verified =
            Caffeine.newBuilder().maximumSize(50_000).build();

    /** A log-in that was refused. */
    public static final class Denied extends RuntimeException {
        private final transient Explanation words;
        private final Duration retryAfter;

        Denied(Explanation words, Duration retryAfter) {
            super(words.in(Locale.ENGLISH), null, false, false);
            this.words = words;
            this.retryAfter = retryAfter;
        }

        /** The reason, for the person who tried. */
        public Explanation words() {
            return words;
        }

        /** How long to wait before another attempt; {@code null} when the name, password or token is wrong. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The issuer does not answer, so that nobody knows whether somebody may log in. */
    public static final class IssuerAway extends RuntimeException {
        IssuerAway() {
            super("the log-in service does not answer", null, false, false);
        }
    }

    public record Ticket(String ticket, Instant expiresAt) {}

    /**
     * @param issuer that identifies people beside the hub's own accounts, or {@code null}
     * @param journal the nodes of this journal tell each other of ended sessions
     */
    public Sessions(
            Vertx vertx, Pool pool, Accounts accounts, Issuer issuer, Clock clock, Duration life, String journal) {
        this.issuer = issuer;
        this.byIssuer = new IssuerSessions(vertx, pool, accounts, issuer);
        this.vertx = vertx;
        this.pool = pool;
        this.accounts = accounts;
        this.keys = new SigningKeys(vertx, pool, SigningKeys.Purpose.SESSION);
        this.revocations = new Revocations(pool);
        this.throttle = new LoginThrottle(clock);
        this.clock = clock;
        this.life = life;
        this.journal = journal;
    }

    /** Loads the keys and the revocations, and keeps both up to date. */
    public Future<Void> start() {
        return keys.start().compose(ready -> revocations.refresh()).onSuccess(ready -> {
            vertx.eventBus().<String>consumer(ENDED, hint -> {
                if (journal.equals(hint.body())) {
                    refresh();
                }
            });
            vertx.setPeriodic(Revocations.POLL_MILLIS, t -> refresh());
            vertx.setPeriodic(Duration.ofMinutes(10).toMillis(), t -> revocations
                    .cleanUp()
                    .compose(done -> pool.query(CLEAN_TICKETS).execute())
                    .compose(done -> byIssuer.cleanUp()));
        });
    }

    private void refresh() {
        keys.refresh()
                .compose(done -> revocations.refresh())
                .onFailure(cause -> LOG.warn("cannot read keys and revocations: {}", cause.getMessage()));
    }

    /**
     * Candidates for a duty: names of the hub's own accounts.
     *
     * @param municipality {@code null} for roles that look at the whole country
     */
    public Future<List<String>> withRole(Role role, String municipality) {
        return accounts.withRole(role, municipality);
    }

    /**
     * The person with one of the hub's own accounts; {@code null} when there is none, and for people whom only the
     * issuer knows.
     */
    public Future<Principal> withAccount(String name) {
        return accounts.find(name).map(account -> account == null ? null : account.principal());
    }

    /**
     * Whether there is such a person who may take over a duty. Of people whom only the issuer knows, the hub only knows
     * whether they were here.
     */
    public Future<Boolean> mayHold(String name, Role role, String municipality) {
        return accounts.find(name).compose(account -> {
            if (account == null) {
                return issuer == null ? Future.succeededFuture(false) : byIssuer.knows(name);
            }
            var p = account.principal();
            boolean isOf = municipality == null
                    || p.municipalities().contains(Principal.ANYWHERE)
                    || p.municipalities().contains(municipality);
            return Future.succeededFuture(p.roles().contains(role) && isOf);
        });
    }

    /** Makes a new key, which signs from now on. */
    public static Future<Void> rotateKeys(Pool pool) {
        return SigningKeys.rotate(pool);
    }

    /** @return a session, or fails with {@link Denied}; takes as long for an unknown account as for a wrong password */
    public Future<Session> logIn(String name, String password, String source) {
        var wait = throttle.waitFor(name, source);
        if (!wait.isZero()) {
            return Future.failedFuture(new Denied(Explanation.of("too-many-attempts"), wait));
        }
        return accounts.findSettled(name).compose(found -> {
            var account = found.account();
            var readAt = orNow(found.readAt());
            Future<Session> begun = gate.enter(source, () -> attempt(name, password, source, account, readAt));
            return begun == null ? Future.failedFuture(new Denied(Explanation.of("login-busy"), CROWDED)) : begun;
        });
    }

    /**
     * Called when it is this attempt's turn. Other attempts for the same name and source that were made meanwhile count
     * by now.
     */
    private Future<Session> attempt(
            String name, String password, String source, Accounts.Account account, Instant readAt) {
        var wait = throttle.begin(name, source);
        if (!wait.isZero()) {
            return Future.failedFuture(new Denied(Explanation.of("too-many-attempts"), wait));
        }
        var hash = account == null ? unknownAccountHash : account.passwordHash();
        return vertx.executeBlocking(() -> Passwords.matches(password, hash), false)
                .onFailure(cause -> throttle.undone(name, source))
                .compose(matches -> {
                    if (account == null || !matches) {
                        return Future.failedFuture(new Denied(Explanation.of("wrong-password"), null));
                    }
                    throttle.succeeded(name, source);
                    return Future.succeededFuture(issue(account.principal(), readAt, readAt));
                });
    }

    /** A new session for a person whose identity is already established. */
    public Session issue(Principal p) {
        return issue(p, clock.instant(), null);
    }

    /**
     * Another session for the holder of one: for an unattended screen that stays on for days. The previous session
     * expires by itself. The account must still exist, and the new session has its present rights.
     *
     * @return a session, or fails with {@link Denied} when the password was given too long ago, or not to this hub
     */
    public Future<Session> renew(Session session) {
        if (session.begunAt() == null) {
            return Future.failedFuture(new Denied(Explanation.of("renewal-elsewhere"), null));
        }
        if (!session.begunAt().plus(LONGEST_RENEWED).isAfter(clock.instant())) {
            return Future.failedFuture(
                    new Denied(Explanation.of("renewed-long-enough", "days", LONGEST_RENEWED.toDays()), null));
        }
        return accounts.findSettled(session.principal().name())
                .compose(found -> found.account() == null
                        ? Future.failedFuture(new Denied(Explanation.of("session-ended"), null))
                        : Future.succeededFuture(
                                issue(found.account().principal(), orNow(found.readAt()), session.begunAt())));
    }

    /** The end of an account's sessions is a moment of the database's clock; this node's clock may be ahead of it. */
    private Instant orNow(Instant readAt) {
        return readAt == null ? clock.instant() : readAt;
    }

    /**
     * @param now when the account was read: a change after that ends the session, too
     * @param begun when its password was given, or {@code null}
     */
    private Session issue(Principal p, Instant now, Instant begun) {
        var expires = now.plus(life);
        var id = UUID.randomUUID().toString();
        var claims = new JsonObject()
                .put("sub", p.name())
                .put("jti", id)
                .put("iss", ISSUER)
                .put("iat", now.getEpochSecond())
                .put(ISSUED_MILLIS, now.toEpochMilli())
                .put("exp", expires.getEpochSecond())
                .put(
                        "roles",
                        new JsonArray(p.roles().stream().map(Role::toString).toList()))
                .put(
                        "municipalities",
                        new JsonArray(p.municipalities().stream().sorted().toList()))
                .put("clearance", p.clearance().toString())
                .put("organisation", p.organisation());
        if (begun != null) {
            claims.put(BEGUN_MILLIS, begun.toEpochMilli());
        }
        if (p.station() != null) {
            claims.put("station", p.station());
        }
        var options = new JWTOptions().setAlgorithm("ES256").setHeader(new JsonObject().put("kid", keys.signingKey()));
        var token = keys.current().generateToken(claims, options);
        return new Session(
                id,
                p,
                Instant.ofEpochMilli(now.toEpochMilli()),
                Instant.ofEpochSecond(expires.getEpochSecond()),
                begun,
                token);
    }

    /** @return the session of a token, or fails with {@link Denied} when it is forged, expired or ended */
    public Future<Session> verify(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Future.failedFuture(new Denied(Explanation.of("token-invalid"), null));
        }
        var hash = sha256(token);
        var known = verified.getIfPresent(hash);
        if (known != null) {
            return current(known);
        }
        if (issuer != null && issuer.claims(token)) {
            return byIssuer(token, hash);
        }
        return keys.current()
                .authenticate(new TokenCredentials(token))
                .compose(user -> {
                    var session = session(user.attributes().getJsonObject("accessToken"), token);
                    verified.put(hash, session);
                    return current(session);
                })
                .onFailure(cause -> LOG.debug("a token was refused: {}", cause.toString()))
                .recover(cause -> Future.failedFuture(
                        cause instanceof Denied ? cause : new Denied(Explanation.of("token-invalid"), null)));
    }

    private Future<Session> byIssuer(String token, String hash) {
        return byIssuer.verify(token).compose(identity -> {
            var session =
                    new Session(hash, identity.principal(), identity.issuedAt(), identity.expiresAt(), null, token);
            verified.put(hash, session);
            return current(session);
        });
    }

    /** The issuer, or {@code null}. */
    public Issuer issuer() {
        return issuer;
    }

    /** @return the session of a person who comes back from the issuer with a code, or fails with {@link Denied} */
    public Future<Session> logIn(String code, Issuer.Attempt attempt) {
        return byIssuer.redeem(code, attempt).compose(identity -> {
            var session = issue(identity.principal());
            return byIssuer.began(session, identity).map(session);
        });
    }

    /**
     * Handles the issuer's message that a session ended there.
     *
     * @return completes when done, or fails with {@link Denied} when the message is not from the issuer
     */
    public Future<Void> loggedOut(String token) {
        return byIssuer.loggedOut(token).compose(done -> tellAll());
    }

    /** Ends every session of an account, on every node. */
    public Future<Void> endAll(String account) {
        return revocations.endAll(account).compose(done -> tellAll());
    }

    /** Accounts changed, and their sessions may have ended: every node checks at once. */
    Future<Void> accountsChanged() {
        return tellAll();
    }

    private Future<Void> tellAll() {
        vertx.eventBus().publish(ENDED, journal);
        return revocations.refresh();
    }

    private Future<Session> current(Session session) {
        if (!session.expiresAt().isAfter(clock.instant())) {
            return Future.failedFuture(new Denied(Explanation.of("session-expired"), null));
        }
        return revocations.endOf(session) == null
                ? Future.succeededFuture(session)
                : Future.failedFuture(new Denied(Explanation.of("session-ended"), null));
    }

    private static Session session(JsonObject claims, String token) {
        if (!ISSUER.equals(claims.getString("iss"))) {
            throw new Denied(Explanation.of("token-invalid"), null);
        }
        var roles = claims.getJsonArray("roles").stream()
                .map(r -> Accounts.role((String) r))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> municipalities = claims.getJsonArray("municipalities").stream()
                .map(String.class::cast)
                .collect(Collectors.toUnmodifiableSet());
        var principal = new Principal(
                claims.getString("sub"),
                roles,
                municipalities,
                claims.getString("station"),
                Tlp.of(claims.getString("clearance")),
                claims.getString("organisation"));
        return new Session(
                claims.getString("jti"),
                principal,
                Instant.ofEpochMilli(claims.getLong(ISSUED_MILLIS)),
                Instant.ofEpochSecond(claims.getLong("exp")),
                claims.containsKey(BEGUN_MILLIS) ? Instant.ofEpochMilli(claims.getLong(BEGUN_MILLIS)) : null,
                token);
    }

    public Future<Void> end(Session session) {
        return revocations.end(session).compose(done -> tellAll());
    }

    /** Registers a listener that is called when a session ended before it expired; on any thread. */
    public void onEnd(Runnable listener) {
        revocations.onEnd(listener);
    }

    /** @return why a session ended before it expired, or {@code null} when it did not */
    public Session.End endOf(Session session) {
        return revocations.endOf(session);
    }

    /** A ticket that opens one WebSocket, once, on any node. */
    public Future<Ticket> ticket(Session session) {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        var ticket = new Ticket(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                clock.instant().plus(TICKET_LIFE));
        return pool.preparedQuery(ADD_TICKET)
                .execute(Tuple.of(sha256(ticket.ticket), session.token(), ticket.expiresAt.atOffset(ZoneOffset.UTC)))
                .map(ticket);
    }

    /** @return the session for which the ticket was made, or a failure with {@link Denied} */
    public Future<Session> redeem(String ticket) {
        return pool.preparedQuery(TAKE_TICKET).execute(Tuple.of(sha256(ticket))).compose(rows -> {
            if (rows.size() == 0) {
                return Future.failedFuture(new Denied(Explanation.of("ticket-invalid"), null));
            }
            var row = rows.iterator().next();
            if (!row.getOffsetDateTime("expires_at").toInstant().isAfter(clock.instant())) {
                return Future.failedFuture(new Denied(Explanation.of("ticket-expired"), null));
            }
            return verify(row.getString("token"));
        });
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
