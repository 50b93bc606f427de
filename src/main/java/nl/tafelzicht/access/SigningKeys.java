package nl.tafelzicht.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The keys with which sessions are signed (ES256), kept with the data so that every node and every restart has the same. The newest signs; older
 * ones verify until the last token signed with them has expired.
 */
final class SigningKeys {

    private static final String ALGORITHM = "ES256";
    private static final String ALL = "select kid, private_key, public_key from signing_key where made_at > now() - interval '90 days' or made_at = (select max(made_at) from signing_key) order by made_at desc";
    private static final String LOCK = "lock table signing_key in exclusive mode";
    private static final String ADD = "insert into signing_key (kid, private_key, public_key) values ($1, $2, $3)";

    private final Vertx vertx;
    private final Pool pool;
    private volatile List<String> ids = List.of();
    private volatile JWTAuth current;

    SigningKeys(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    JWTAuth current() {
        return current;
    }

    /** The id of the key that signs. */
    String signingKey() {
        return ids.get(0);
    }

    /** Makes the first key when there is none; safe when several nodes start at once. */
    Future<Void> start() {
        return pool.withTransaction(c -> c.query(LOCK).execute()
                        .compose(locked -> c.query(ALL).execute())
                        .compose(rows -> rows.size() > 0 ? Future.succeededFuture() : add(c)))
                .compose(made -> refresh());
    }

    /** From now on a new key signs; what was signed before stays valid. */
    static Future<Void> rotate(Pool pool) {
        return pool.withTransaction(SigningKeys::add);
    }

    Future<Void> refresh() {
        return pool.query(ALL).execute().map(rows -> {
            use(rows);
            return null;
        });
    }

    private void use(RowSet<Row> rows) {
        var kids = new ArrayList<String>();
        rows.forEach(row -> kids.add(row.getString("kid")));
        if (kids.equals(ids)) return;
        var options = new JWTAuthOptions();
        for (var row : rows) {
            var kid = row.getString("kid");
            options.addPubSecKey(new PubSecKeyOptions().setAlgorithm(ALGORITHM).setId(kid).setBuffer(row.getString("public_key")));
            if (kid.equals(kids.get(0))) options.addPubSecKey(new PubSecKeyOptions().setAlgorithm(ALGORITHM).setId(kid).setBuffer(row.getString("private_key")));
        }
        current = JWTAuth.create(vertx, options);
        ids = List.copyOf(kids);
    }

    private static Future<Void> add(SqlConnection c) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            return c.preparedQuery(ADD).execute(Tuple.of(UUID.randomUUID().toString(), pem("PRIVATE KEY", pair.getPrivate()), pem("PUBLIC KEY", pair.getPublic()))).mapEmpty();
        } catch (GeneralSecurityException e) {
            return Future.failedFuture(e);
        }
    }

    private static String pem(String kind, Key key) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
