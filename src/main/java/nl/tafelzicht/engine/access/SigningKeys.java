package nl.tafelzicht.engine.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The keys that sign sessions and, with separate keys, checkpoints of the journal (ES256). They are stored with the
 * data, so that every node has the same ones and they survive restarts. The newest key signs; older ones only verify:
 * for sessions until the last token signed with them has expired, for checkpoints always.
 */
public final class SigningKeys {

    private static final String ALGORITHM = "ES256";
    private static final String ALL =
            "select kid, private_key, public_key from signing_key where purpose = $1 and (purpose = "
                    + "'statement' or made_at > now() - interval '90 days' or made_at = (select max(made_at) "
                    + "from signing_key where purpose = $1)) order by made_at desc";
    private static final String LOCK = "lock table signing_key in exclusive mode";
    private static final String ADD =
            "insert into signing_key (kid, private_key, public_key, purpose) values ($1, $2, $3, $4)";

    /** The purpose of a key; a signature made for one purpose is not accepted for the other. */
    public enum Purpose {
        SESSION,
        STATEMENT;

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Vertx vertx;
    private final Pool pool;
    private final Purpose purpose;
    private volatile JsonArray published = new JsonArray();
    private volatile List<String> ids = List.of();
    private volatile JWTAuth current;

    public SigningKeys(Vertx vertx, Pool pool, Purpose purpose) {
        this.vertx = vertx;
        this.pool = pool;
        this.purpose = purpose;
    }

    /** Signs with the newest key, and verifies with all. */
    public JWTAuth current() {
        return current;
    }

    /** The id of the key that signs. */
    public String signingKey() {
        return ids.get(0);
    }

    /** The public keys, newest first, as a JSON Web Key Set (RFC 7517). */
    public JsonObject published() {
        return new JsonObject().put("keys", published);
    }

    /** Makes the first key when there is none; safe when several nodes start at the same time. */
    public Future<Void> start() {
        return pool.withTransaction(c -> c.query(LOCK)
                        .execute()
                        .compose(locked -> c.preparedQuery(ALL).execute(Tuple.of(purpose.word())))
                        .compose(rows -> rows.size() > 0 ? Future.succeededFuture() : add(c, purpose)))
                .compose(made -> refresh());
    }

    /** Makes a new key, which signs from now on; earlier signatures stay valid. */
    static Future<Void> rotate(Pool pool) {
        return pool.withTransaction(c -> add(c, Purpose.SESSION));
    }

    public Future<Void> refresh() {
        return pool.preparedQuery(ALL).execute(Tuple.of(purpose.word())).map(rows -> {
            use(rows);
            return null;
        });
    }

    private void use(RowSet<Row> rows) {
        var kids = new ArrayList<String>();
        rows.forEach(row -> kids.add(row.getString("kid")));
        if (kids.equals(ids)) {
            return;
        }
        var options = new JWTAuthOptions();
        for (var row : rows) {
            var kid = row.getString("kid");
            options.addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm(ALGORITHM).setId(kid).setBuffer(row.getString("public_key")));
            if (kid.equals(kids.get(0))) {
                options.addPubSecKey(new PubSecKeyOptions()
                        .setAlgorithm(ALGORITHM)
                        .setId(kid)
                        .setBuffer(row.getString("private_key")));
            }
        }
        var keys = new JsonArray();
        rows.forEach(row -> keys.add(jwk(row.getString("kid"), row.getString("public_key"))));
        published = keys;
        current = JWTAuth.create(vertx, options);
        ids = List.copyOf(kids);
    }

    private static Future<Void> add(SqlConnection c, Purpose purpose) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            return c.preparedQuery(ADD)
                    .execute(Tuple.of(
                            UUID.randomUUID().toString(),
                            pem("PRIVATE KEY", pair.getPrivate()),
                            pem("PUBLIC KEY", pair.getPublic()),
                            purpose.word()))
                    .mapEmpty();
        } catch (GeneralSecurityException e) {
            return Future.failedFuture(e);
        }
    }

    private static String pem(String kind, Key key) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    private static JsonObject jwk(String kid, String pem) {
        try {
            var encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            var point =
                    ((ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded))).getW();
            return new JsonObject()
                    .put("kty", "EC")
                    .put("crv", "P-256")
                    .put("alg", ALGORITHM)
                    .put("use", "sig")
                    .put("kid", kid)
                    .put("x", coordinate(point.getAffineX()))
                    .put("y", coordinate(point.getAffineY()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + kid + " can't be read", e);
        }
    }

    /** Encodes a coordinate in 32 bytes, with leading zeros. */
    private static String coordinate(BigInteger value) {
        var bytes = new byte[32];
        var signed = value.toByteArray();
        int from = Math.max(0, signed.length - bytes.length);
        System.arraycopy(signed, from, bytes, bytes.length - (signed.length - from), signed.length - from);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
