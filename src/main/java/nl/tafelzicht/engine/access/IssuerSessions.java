package nl.tafelzicht.engine.access;

import com.nimbusds.jose.KeySourceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.ZoneOffset;
import nl.tafelzicht.election.Explanation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People whom the issuer identifies, and which of the hub's sessions belong to which of the issuer's, so that ours end
 * when theirs do. The issuer is asked on worker threads. A refusal fails with {@link Sessions.Denied}; when the issuer
 * does not answer, with {@link Sessions.IssuerAway}. Thread-safe.
 */
final class IssuerSessions {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerSessions.class);
    private static final String ADD =
            "insert into issuer_session (session, subject, sid, account, expires_at) values ($1, $2, $3, $4, $5)";
    private static final String END = """
            with ended as (delete from issuer_session where ($1::text is null or subject = $1) and ($2::text \
            is null or sid = $2) returning session, expires_at)
            insert into revocation (session, expires_at) select session, expires_at from ended""";
    /** When a person was logged out everywhere, and not from one session only, their access tokens end too. */
    private static final String END_TOKENS =
            "insert into revocation (account, expires_at, why) select distinct account, now() + "
                    + "interval '8 days', 'ended' from issuer_session where subject = $1";

    private static final String CLEAN_UP = "delete from issuer_session where expires_at < now()";

    private final Vertx vertx;
    private final Pool pool;
    private final Accounts accounts;
    private final Issuer issuer;

    /** @param issuer {@code null} when there is none; it is not asked then */
    IssuerSessions(Vertx vertx, Pool pool, Accounts accounts, Issuer issuer) {
        this.vertx = vertx;
        this.pool = pool;
        this.accounts = accounts;
        this.issuer = issuer;
    }

    /** The identity in an access token. */
    Future<Issuer.Identity> verify(String token) {
        return vertx.executeBlocking(() -> issuer.verify(token), false)
                .compose(this::isNotOurs)
                .recover(IssuerSessions::refused);
    }

    /** The identity of a browser that came back with a code. */
    Future<Issuer.Identity> redeem(String code, Issuer.Attempt attempt) {
        return vertx.executeBlocking(() -> issuer.redeem(code, attempt), false)
                .compose(this::isNotOurs)
                .recover(IssuerSessions::refused);
    }

    /** Refuses the name of one of the hub's own accounts. */
    private Future<Issuer.Identity> isNotOurs(Issuer.Identity identity) {
        return accounts.find(identity.principal().name())
                .compose(account -> account == null
                        ? Future.succeededFuture(identity)
                        : Future.failedFuture(new IllegalArgumentException("an account of the hub itself is called "
                                + identity.principal().name())));
    }

    private static <T> Future<T> refused(Throwable cause) {
        if (isAway(cause)) {
            LOG.warn("the issuer does not answer: {}", cause.getMessage());
            return Future.failedFuture(new Sessions.IssuerAway());
        }
        LOG.info("what the issuer says was refused: {}", cause.getMessage());
        return Future.failedFuture(new Sessions.Denied(
                cause instanceof IllegalArgumentException
                        ? Explanation.of("issuer-refused", "reason", cause.getMessage())
                        : Explanation.of("token-invalid"),
                null));
    }

    private static boolean isAway(Throwable cause) {
        for (var c = cause; c != null; c = c.getCause()) {
            if (c instanceof IOException || c instanceof KeySourceException) {
                return true;
            }
        }
        return false;
    }

    Future<Void> began(Session session, Issuer.Identity identity) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(
                        session.id(),
                        identity.subject(),
                        identity.session(),
                        session.principal().name(),
                        session.expiresAt().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    /** Whether a person of this name has a session, or had one recently. */
    Future<Boolean> knows(String account) {
        return pool.preparedQuery("select 1 from issuer_session where account = $1 limit 1")
                .execute(Tuple.of(account))
                .map(rows -> rows.size() > 0);
    }

    /** Ends the sessions that the issuer says have ended. */
    Future<Void> loggedOut(String token) {
        return vertx.executeBlocking(() -> issuer.loggedOut(token), false)
                .<Issuer.LoggedOut>recover(IssuerSessions::refused)
                .compose(this::end);
    }

    private Future<Void> end(Issuer.LoggedOut what) {
        var tokens = what.session() == null
                ? pool.preparedQuery(END_TOKENS).execute(Tuple.of(what.subject()))
                : Future.succeededFuture();
        return tokens.compose(done -> pool.preparedQuery(END).execute(Tuple.of(what.subject(), what.session())))
                .mapEmpty();
    }

    Future<Void> cleanUp() {
        return pool.query(CLEAN_UP).execute().mapEmpty();
    }
}
