package nl.tafelzicht.engine.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sessions that ended before they expired: by logging out, or because the rights of an account changed. Stored in
 * PostgreSQL, so that a session that ended stays ended on every node and after a restart; each node reads new entries
 * every {@link #POLL_MILLIS}.
 */
final class Revocations {

    static final long POLL_MILLIS = 2_000;

    private static final String NEW =
            "select number, session, account, before, why from revocation where number > $1 and "
                    + "expires_at > now() order by number";
    private static final String END_SESSION = "insert into revocation (session, expires_at) values ($1, $2)";
    private static final String END_ACCOUNT =
            "insert into revocation (account, expires_at, why) values ($1, now() + interval '8 days', 'ended')";
    private static final String CLEAN_UP = "delete from revocation where expires_at < now()";

    private final Pool pool;
    private final Map<String, Boolean> sessions = new ConcurrentHashMap<>();
    private final Map<String, Ended> accounts = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long seen;

    /** @param before sessions of the account begun before this moment are over */
    private record Ended(Instant before, Session.End why) {}

    Revocations(Pool pool) {
        this.pool = pool;
    }

    /** Registers a listener that is called when a session ended, on the thread that reads. */
    void onEnd(Runnable listener) {
        listeners.add(listener);
    }

    /** @return why a session ended before it expired, or {@code null} */
    Session.End endOf(Session session) {
        if (sessions.containsKey(session.id())) {
            return Session.End.ENDED;
        }
        var ended = accounts.get(session.principal().name());
        return ended != null && hasBegunBefore(ended.before, session) ? ended.why : null;
    }

    /**
     * A renewed session is as old as the password that was given for it: one that was renewed while the end of the
     * account's sessions was on its way here ends with them.
     */
    static boolean hasBegunBefore(Instant end, Session session) {
        var begun = session.begunAt() == null ? session.issuedAt() : session.begunAt();
        return begun.isBefore(end);
    }

    Future<Void> end(Session session) {
        return pool.preparedQuery(END_SESSION)
                .execute(Tuple.of(session.id(), session.expiresAt().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    Future<Void> endAll(String account) {
        return pool.preparedQuery(END_ACCOUNT).execute(Tuple.of(account)).mapEmpty();
    }

    /**
     * A lower number can commit later than a higher one, hence the overlap: entries seen before are read again, and
     * announced once.
     */
    Future<Void> refresh() {
        return pool.preparedQuery(NEW)
                .execute(Tuple.of(Math.max(0, seen - 100)))
                .map(rows -> {
                    boolean news = false;
                    for (var row : rows) {
                        news |= take(row);
                    }
                    if (news) {
                        listeners.forEach(Runnable::run);
                    }
                    return null;
                });
    }

    Future<Void> cleanUp() {
        return pool.query(CLEAN_UP).execute().mapEmpty();
    }

    /** @return whether the entry was new */
    private boolean take(Row row) {
        seen = Math.max(seen, row.getLong("number"));
        var session = row.getString("session");
        if (session != null) {
            return sessions.put(session, true) == null;
        }
        var before = row.getOffsetDateTime("before").toInstant();
        var known = accounts.get(row.getString("account"));
        if (known != null && !before.isAfter(known.before)) {
            return false;
        }
        accounts.put(
                row.getString("account"),
                new Ended(before, row.getString("why") == null ? Session.End.RIGHTS_CHANGED : Session.End.ENDED));
        return true;
    }
}
