package nl.tafelzicht.engine.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The e-mail addresses at which people want notifications. Stored beside the journal, so that they can be erased. */
public final class Addresses {

    private static final String PUT =
            "insert into notification_address (account, email) values ($1, $2) on conflict (account) "
                    + "do update set email = excluded.email";
    private static final String REMOVE = "delete from notification_address where account = $1";
    private static final String GET = "select email from notification_address where account = $1";
    private static final String OF = "select distinct email from notification_address where account = any($1)";

    private final Pool pool;

    public Addresses(Pool pool) {
        this.pool = pool;
    }

    public Future<Void> put(String account, String email) {
        return pool.preparedQuery(PUT).execute(Tuple.of(account, email)).mapEmpty();
    }

    public Future<Void> remove(String account) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(account)).mapEmpty();
    }

    /** The address, or {@code null}. */
    public Future<String> get(String account) {
        return pool.preparedQuery(GET)
                .execute(Tuple.of(account))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString(0));
    }

    static Future<List<String>> of(SqlClient client, Collection<String> accounts) {
        return client.preparedQuery(OF)
                .execute(Tuple.of(accounts.toArray(String[]::new)))
                .map(rows -> {
                    var addresses = new ArrayList<String>(rows.size());
                    rows.forEach(row -> addresses.add(row.getString(0)));
                    return addresses;
                });
    }
}
