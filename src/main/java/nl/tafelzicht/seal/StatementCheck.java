package nl.tafelzicht.seal;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/** Holds statements that were kept elsewhere against a journal. */
public final class StatementCheck {

    /** As compact JWS, wherever they stand: in the answer of the hub, or a line each. */
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}");
    private static final String HASH = "select hash from journal_batch where last = ?";

    private final JWTAuth keys;

    /**
     * @param keys a JSON Web Key Set, as the hub publishes it
     * @throws IllegalArgumentException when it is none
     */
    public StatementCheck(Vertx vertx, JsonObject keys) {
        if (keys.getJsonArray("keys") == null || keys.getJsonArray("keys").isEmpty()) throw new IllegalArgumentException("there is no key");
        var options = new JWTAuthOptions();
        for (var key : keys.getJsonArray("keys")) options.addJwk((JsonObject) key);
        this.keys = JWTAuth.create(vertx, options);
    }

    public static List<String> find(String text) {
        return SIGNED.matcher(text).results().map(m -> m.group()).toList();
    }

    /** @return what does not agree; empty when the journal is what all of them say */
    public List<String> check(List<String> statements, Connection connection) throws SQLException {
        var findings = new ArrayList<String>();
        for (var signed : statements) {
            try {
                var statement = verified(signed);
                var now = hash(statement.seq(), connection);
                if (now == null) findings.add("the statement of " + statement.at() + " says that the journal reached seq " + statement.seq() + "; no batch ends there");
                else if (!Arrays.equals(now, statement.hash())) findings.add("the journal up to seq " + statement.seq() + " is not what it was at " + statement.at() + ": its hash is " + HexFormat.of().formatHex(now));
            } catch (IllegalArgumentException e) {
                findings.add("a statement (" + signed.substring(0, 10) + "…) " + e.getMessage());
            }
        }
        return findings;
    }

    private Statement verified(String signed) {
        try {
            return Statement.of(keys.authenticate(new TokenCredentials(signed)).toCompletionStage().toCompletableFuture().get().attributes().getJsonObject("accessToken"));
        } catch (ExecutionException e) {
            throw new IllegalArgumentException("is not signed by one of the keys", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static byte[] hash(long seq, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(HASH)) {
            statement.setLong(1, seq);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getBytes(1) : null;
            }
        }
    }
}
