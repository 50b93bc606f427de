package nl.tafelzicht.engine.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The accounts of the hub's own log-in, as they are kept, listed and changed. A change is recorded with who made it, by
 * the database itself, and ends the account's sessions: on every node within seconds, in the transaction of the change.
 * Who changes accounts does so one after another, so that what was looked at before is still so. Thread-safe.
 */
public final class AccountStore {

    private static final String COLUMNS = "name, roles, municipalities, station, clearance, organisation";
    private static final String FIND = "select " + COLUMNS + " from account where name = $1";
    /** Found by a part of what stands in it. */
    private static final String FITS =
            " from account where ($1 = '' or strpos(lower(concat_ws(' ', name, organisation, station, "
                    + "array_to_string(municipalities, ' '))), lower($1)) > 0) and ($2 = '' or $2 = any(roles))";

    private static final String LIST =
            "select " + COLUMNS + ", at, by from (select *" + FITS + " and name > $3 order by name limit $4) a "
                    + "left join lateral (select at, by from account_change c where c.name = a.name order by number "
                    + "desc limit 1) latest on true order by a.name";
    private static final String COUNT = "select count(*)" + FITS;
    private static final String HISTORY =
            "select number, at, by, change, password, " + COLUMNS + " from account_change where ($1::text is null or "
                    + "name = $1) and number < $2 order by number desc limit $3";
    private static final String OTHER_ADMINS = "select count(*) from account where 'admin' = any(roles) and name <> $1";
    private static final String ADD = "insert into account (" + COLUMNS + ", password_hash) values "
            + "($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";
    private static final String CHANGE = "update account set roles = $2, municipalities = $3, station = $4, clearance "
            + "= $5, organisation = $6, password_hash = coalesce($7, password_hash) where name = $1";
    private static final String SET_PASSWORD = "update account set password_hash = $2 where name = $1";
    private static final String REMOVE = "delete from account where name = $1";
    private static final String ACTOR = "select set_config('tafelzicht.actor', $1, true)";
    /** Reading goes on, and so do log-ins. */
    private static final String ONE_AT_A_TIME = "lock table account in share row exclusive mode";

    private static final String END_SESSIONS = "insert into revocation (account, before, expires_at) values "
            + "($1, clock_timestamp(), now() + interval '8 days')";

    private final Pool pool;

    public AccountStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param changedAt when it was changed last, {@code changedBy} by whom; {@code null} of one that an earlier version
     *     made
     */
    public record Kept(String name, AccountTerms terms, Instant changedAt, String changedBy) {}

    /** @param change {@code added}, {@code changed} or {@code removed} @param password whether it is another one */
    public record Change(
            long number, Instant at, String by, String change, boolean password, String name, AccountTerms terms) {}

    /** @param total how many there are, on this page and on all others */
    public record Listed(List<Kept> accounts, long total) {}

    /** What an account is before it is changed, and how many others run the hub. */
    public record Before(AccountTerms terms, long otherAdmins) {}

    /** @return {@code null} when there is none */
    public Future<AccountTerms> find(String name) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(name))
                .map(rows -> rows.size() == 0 ? null : terms(rows.iterator().next()));
    }

    /** @param text that stands somewhere in it; empty for all @param role empty for all @param after a name */
    public Future<Listed> list(String text, String role, String after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(text, role, after, limit))
                .compose(rows -> pool.preparedQuery(COUNT)
                        .execute(Tuple.of(text, role))
                        .map(count -> new Listed(
                                rows.stream().map(AccountStore::kept).toList(),
                                count.iterator().next().getLong(0))));
    }

    /** Newest first. @param name {@code null} for all accounts @param before a number */
    public Future<List<Change>> history(String name, long before, int limit) {
        return pool.preparedQuery(HISTORY)
                .execute(Tuple.of(name, before, limit))
                .map(rows -> rows.stream()
                        .map(row -> new Change(
                                row.getLong("number"),
                                row.getOffsetDateTime("at").toInstant(),
                                row.getString("by"),
                                row.getString("change"),
                                row.getBoolean("password"),
                                row.getString("name"),
                                terms(row)))
                        .toList());
    }

    /** @return whether it is new: there was none of this name */
    public Future<Boolean> add(String by, String name, AccountTerms terms, String hash) {
        return as(by, connection -> connection
                .preparedQuery(ADD)
                .execute(values(name, terms, hash))
                .compose(done -> done.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : endSessions(connection, name).map(true)));
    }

    /**
     * Changes what an account is, and its password too when there is a hash.
     *
     * @param check looks at what it is before; fails when it is not to be changed, and then nothing is
     * @return whether there is such an account
     */
    public Future<Boolean> change(
            String by, String name, AccountTerms terms, String hash, Function<Before, Future<Void>> check) {
        return as(by, connection -> before(connection, name, check)
                .compose(before -> before == null
                        ? Future.succeededFuture(false)
                        : before.terms.equals(terms) && hash == null
                                ? Future.succeededFuture(true) // nobody has to log in anew
                                : connection
                                        .preparedQuery(CHANGE)
                                        .execute(values(name, terms, hash))
                                        .compose(done -> endSessions(connection, name))
                                        .map(true)));
    }

    /** @return whether there is such an account */
    public Future<Boolean> setPassword(String by, String name, String hash) {
        return as(by, connection -> connection
                .preparedQuery(SET_PASSWORD)
                .execute(Tuple.of(name, hash))
                .compose(done -> done.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : endSessions(connection, name).map(true)));
    }

    /** @param check as in {@link #change} @return whether there was such an account */
    public Future<Boolean> remove(String by, String name, Function<Before, Future<Void>> check) {
        return as(by, connection -> before(connection, name, check)
                .compose(before -> before == null
                        ? Future.succeededFuture(false)
                        : connection
                                .preparedQuery(REMOVE)
                                .execute(Tuple.of(name))
                                .compose(done -> endSessions(connection, name))
                                .map(true)));
    }

    private static Future<Before> before(SqlConnection connection, String name, Function<Before, Future<Void>> check) {
        return connection.preparedQuery(FIND).execute(Tuple.of(name)).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture();
            }
            return connection
                    .preparedQuery(OTHER_ADMINS)
                    .execute(Tuple.of(name))
                    .map(others -> new Before(
                            terms(rows.iterator().next()),
                            others.iterator().next().getLong(0)))
                    .compose(before -> check.apply(before).map(before));
        });
    }

    /** In one transaction, which stands on record as this person's. */
    private <T> Future<T> as(String by, Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(ACTOR)
                .execute(Tuple.of(by))
                .compose(done -> connection.query(ONE_AT_A_TIME).execute())
                .compose(done -> work.apply(connection)));
    }

    private static Future<Void> endSessions(SqlConnection connection, String name) {
        return connection.preparedQuery(END_SESSIONS).execute(Tuple.of(name)).mapEmpty();
    }

    private static Tuple values(String name, AccountTerms terms, String hash) {
        return Tuple.from(Arrays.asList(
                name,
                terms.roles().toArray(String[]::new),
                terms.municipalities().toArray(String[]::new),
                terms.station(),
                terms.clearance(),
                terms.organisation(),
                hash));
    }

    private static AccountTerms terms(Row row) {
        return new AccountTerms(
                List.of(row.getArrayOfStrings("roles")),
                List.of(row.getArrayOfStrings("municipalities")),
                row.getString("station"),
                row.getString("clearance"),
                row.getString("organisation"));
    }

    private static Kept kept(Row row) {
        var at = row.getOffsetDateTime("at");
        return new Kept(row.getString("name"), terms(row), at == null ? null : at.toInstant(), row.getString("by"));
    }
}
