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
 * Stores, lists and changes the accounts of the hub's own log-in. The database itself records each change with who made
 * it, and ends the account's sessions in the same transaction; every node notices within seconds. Changes are made one
 * after another, so that what a check looked at still holds when the change is made. Thread-safe.
 */
public final class AccountStore {

    private static final String COLUMNS = "name, roles, municipalities, station, clearance, organisation";
    private static final String FIND = "select " + COLUMNS + " from account where name = $1";
    /** Matches a part of any of an account's fields. */
    private static final String FITS =
            " from account where ($1 = '' or strpos(lower(concat_ws(' ', name, organisation, station, "
                    + "array_to_string(municipalities, ' '))), lower($1)) > 0) and ($2 = '' or $2 = any(roles))";

    private static final String LIST =
            "select " + COLUMNS + ", at, by from (select *" + FITS + " and name > $3 order by name limit $4) a "
                    + "left join lateral (select at, by from account_change c where c.name = a.name order by number "
                    + "desc limit 1) latest on true order by a.name";
    private static final String OF_STATION = "select " + COLUMNS + ", at, by from (select * from account where "
            + "station = $1 and $2 = any(roles) order by name limit $3) a left join lateral (select at, by from "
            + "account_change c where c.name = a.name order by number desc limit 1) latest on true order by a.name";
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
    /** Blocks other changes; reading and log-ins go on. */
    private static final String ONE_AT_A_TIME = "lock table account in share row exclusive mode";

    private static final String END_SESSIONS = "insert into revocation (account, before, expires_at) values "
            + "($1, clock_timestamp(), now() + interval '8 days')";

    private final Pool pool;

    public AccountStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param changedAt when it was last changed, by {@code changedBy}; {@code null} for an account made by an earlier
     *     version
     */
    public record Kept(String name, AccountTerms terms, Instant changedAt, String changedBy) {}

    /**
     * @param change {@code added}, {@code changed} or {@code removed}
     * @param password whether the password was changed
     */
    public record Change(
            long number, Instant at, String by, String change, boolean password, String name, AccountTerms terms) {}

    /** @param total number of accounts on this page and all others */
    public record Listed(List<Kept> accounts, long total) {}

    /** An account before the change, and how many other administrators there are. */
    public record Before(AccountTerms terms, long otherAdmins) {}

    /** @return {@code null} when there is no such account */
    public Future<AccountTerms> find(String name) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(name))
                .map(rows -> rows.size() == 0 ? null : terms(rows.iterator().next()));
    }

    /**
     * @param text part of any field; empty for all
     * @param role empty for all
     * @param after the name after which the page starts
     */
    public Future<Listed> list(String text, String role, String after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(text, role, after, limit))
                .compose(rows -> pool.preparedQuery(COUNT)
                        .execute(Tuple.of(text, role))
                        .map(count -> new Listed(
                                rows.stream().map(AccountStore::kept).toList(),
                                count.iterator().next().getLong(0))));
    }

    /** The accounts of a station with this role, by name. */
    public Future<List<Kept>> ofStation(String station, String role, int limit) {
        return pool.preparedQuery(OF_STATION)
                .execute(Tuple.of(station, role, limit))
                .map(rows -> rows.stream().map(AccountStore::kept).toList());
    }

    /**
     * Newest first.
     *
     * @param name {@code null} for all accounts
     * @param before number of the change before which the page starts
     */
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

    /** @return whether it was added; false when an account of this name exists */
    public Future<Boolean> add(String by, String name, AccountTerms terms, String hash) {
        return as(by, connection -> connection
                .preparedQuery(ADD)
                .execute(values(name, terms, hash))
                .compose(done -> done.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : endSessions(connection, name).map(true)));
    }

    /**
     * Changes an account, and its password too when there is a hash.
     *
     * @param check examines the account before the change; when it fails, nothing is changed
     * @return whether there is such an account
     */
    public Future<Boolean> change(
            String by, String name, AccountTerms terms, String hash, Function<Before, Future<Void>> check) {
        return as(by, connection -> before(connection, name, check)
                .compose(before -> before == null
                        ? Future.succeededFuture(false)
                        : before.terms.equals(terms) && hash == null
                                ? Future.succeededFuture(true) // unchanged: nobody has to log in again
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

    /** Runs work in one transaction, recorded as made by this person. */
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
