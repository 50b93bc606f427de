package nl.tafelzicht.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;

/** Which of the hub's sessions began with which of the issuer's: when theirs ends, ours does, on every node. */
final class IssuerSessions {

    private static final String ADD = "insert into issuer_session (session, subject, sid, account, expires_at) values ($1, $2, $3, $4, $5)";
    private static final String END = """
            with ended as (delete from issuer_session where ($1::text is null or subject = $1) and ($2::text is null or sid = $2) returning session, expires_at)
            insert into revocation (session, expires_at) select session, expires_at from ended""";
    /** A person, and not just a session, was logged out: their access tokens end too. */
    private static final String END_TOKENS = "insert into revocation (account, expires_at) select distinct account, now() + interval '8 days' from issuer_session where subject = $1";
    private static final String CLEAN_UP = "delete from issuer_session where expires_at < now()";

    private final Pool pool;

    IssuerSessions(Pool pool) {
        this.pool = pool;
    }

    Future<Void> began(Session session, Issuer.Identity identity) {
        return pool.preparedQuery(ADD).execute(Tuple.of(session.id(), identity.subject(), identity.session(), session.principal().name(), session.expiresAt().atOffset(ZoneOffset.UTC))).mapEmpty();
    }

    Future<Void> ended(Issuer.LoggedOut what) {
        var tokens = what.session() == null ? pool.preparedQuery(END_TOKENS).execute(Tuple.of(what.subject())) : Future.succeededFuture();
        return tokens.compose(done -> pool.preparedQuery(END).execute(Tuple.of(what.subject(), what.session()))).mapEmpty();
    }

    Future<Void> cleanUp() {
        return pool.query(CLEAN_UP).execute().mapEmpty();
    }
}
