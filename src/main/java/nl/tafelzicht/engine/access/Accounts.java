package nl.tafelzicht.engine.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;

/** The accounts of this hub's own log-in, stored in PostgreSQL; in an exercise also the demo accounts. */
public final class Accounts {

    /** An account with its password hash. */
    public record Account(Principal principal, String passwordHash) {}

    /**
     * @param account {@code null} when there is none
     * @param readAt by the clock of the database, before anybody could change the account that was read; {@code null}
     *     for an account that is not stored
     */
    record Settled(Account account, Instant readAt) {}

    private static final String FIND =
            "select name, password_hash, roles, municipalities, station, clearance, organisation "
                    + "from account where name = $1";
    /**
     * Waits for a change of this account that has not committed yet. Such a change has already ended the sessions from
     * before a moment that may have passed: what was read of the account as it was before would be in force after it.
     */
    private static final String FIND_SETTLED = "select name, password_hash, roles, municipalities, station, clearance, "
            + "organisation, clock_timestamp() as read_at from account where name = $1 for share";

    private static final String WITH_ROLE =
            "select name from account where $1 = any(roles) and ($2 = any(municipalities) or $3 = "
                    + "any(municipalities)) order by name limit $4";
    private static final int MOST_LISTED = 500;

    private final Pool pool;
    private final DemoAccounts demo;

    /** @param demo the demo accounts, or {@code null} */
    public Accounts(Pool pool, DemoAccounts demo) {
        this.pool = pool;
        this.demo = demo;
    }

    /** @return the account with this name, or {@code null} */
    public Future<Account> find(String name) {
        var known = demo == null ? null : demo.find(name);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(name))
                .map(rows -> rows.size() == 0 ? null : account(rows.iterator().next()));
    }

    /** For a log-in: the account as it is once every change that was begun before has been made. */
    Future<Settled> findSettled(String name) {
        var known = demo == null ? null : demo.find(name);
        if (known != null) {
            return Future.succeededFuture(new Settled(known, null));
        }
        return pool.preparedQuery(FIND_SETTLED).execute(Tuple.of(name)).map(rows -> {
            if (rows.size() == 0) {
                return new Settled(null, null);
            }
            var row = rows.iterator().next();
            return new Settled(account(row), row.getOffsetDateTime("read_at").toInstant());
        });
    }

    /**
     * Names of accounts that have a role for a place, in alphabetical order, at most {@link #MOST_LISTED}.
     *
     * @param municipality or {@code null} for roles that look at the whole country
     */
    public Future<List<String>> withRole(Role role, String municipality) {
        return pool.preparedQuery(WITH_ROLE)
                .execute(Tuple.of(
                        role.toString(),
                        municipality == null ? Principal.ANYWHERE : municipality,
                        Principal.ANYWHERE,
                        MOST_LISTED))
                .map(rows -> {
                    var names = new TreeSet<String>(demo == null ? List.of() : demo.withRole(role, municipality));
                    rows.forEach(row -> names.add(row.getString(0)));
                    return names.stream().limit(MOST_LISTED).toList();
                });
    }

    private static Account account(Row row) {
        var roles = Arrays.stream(row.getArrayOfStrings("roles"))
                .map(Accounts::role)
                .collect(Collectors.toUnmodifiableSet());
        return new Account(
                new Principal(
                        row.getString("name"),
                        roles,
                        Set.of(row.getArrayOfStrings("municipalities")),
                        row.getString("station"),
                        Tlp.of(row.getString("clearance")),
                        row.getString("organisation")),
                row.getString("password_hash"));
    }

    /** @throws IllegalArgumentException when there is no such role */
    public static Role role(String word) {
        return Stream.of(Role.values())
                .filter(r -> r.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role is called " + word + "; there are "
                        + Stream.of(Role.values()).map(Role::toString).sorted().collect(Collectors.joining(", "))));
    }
}
