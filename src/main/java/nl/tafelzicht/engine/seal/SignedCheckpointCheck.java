package nl.tafelzicht.engine.seal;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/** Compares signed checkpoints that were kept elsewhere with a journal. */
public final class SignedCheckpointCheck {

    /** A compact JWS, anywhere in the text: in an answer of the hub, or one on each line. */
    private static final Pattern SIGNED =
            Pattern.compile("[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}");

    private static final String HASH = "select hash from journal_batch where last = ?";

    /** The end of the journal with an earlier id; earlier versions did not record it. */
    private static final String RESTORED = "select seq, at from journal_restore where previous = ?";

    private static final String UNSEALED = "select min(first) from journal_batch where seals is null and last >= ?";

    private final JWTAuth keys;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param keys a JSON Web Key Set, as the hub publishes it
     * @throws IllegalArgumentException when it is invalid
     */
    public SignedCheckpointCheck(Vertx vertx, JsonObject keys) {
        if (keys.getJsonArray("keys") == null || keys.getJsonArray("keys").isEmpty()) {
            throw new IllegalArgumentException("there is no key");
        }
        var options = new JWTAuthOptions();
        for (var key : keys.getJsonArray("keys")) {
            options.addJwk((JsonObject) key);
        }
        this.keys = JWTAuth.create(vertx, options);
    }

    public static List<String> find(String text) {
        return SIGNED.matcher(text).results().map(m -> m.group()).toList();
    }

    /** Results of the last check that are no contradictions: checkpoints of events that a restore lost. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** @return contradictions; empty when the journal agrees with all checkpoints */
    public List<String> check(List<String> statements, Connection connection) throws SQLException {
        var findings = new ArrayList<String>();
        notes.clear();
        for (var signed : statements) {
            try {
                var statement = verified(signed);
                unsealed(statement, connection).ifPresent(findings::add);
                var lost = lost(statement, connection);
                if (lost != null) {
                    notes.add(lost);
                    continue;
                }
                var now = hash(statement.seq(), connection);
                if (now == null) {
                    findings.add("the statement of " + statement.at() + " says that the journal reached seq "
                            + statement.seq() + "; no batch ends there");
                } else if (!Arrays.equals(now, statement.hash())) {
                    findings.add("the journal up to seq " + statement.seq() + " is not what it was at " + statement.at()
                            + ": its hash is " + HexFormat.of().formatHex(now));
                }
            } catch (IllegalArgumentException e) {
                findings.add("a statement (" + signed.substring(0, 10) + "…) " + e.getMessage());
            }
        }
        return findings;
    }

    /**
     * A note about a checkpoint of events that no longer exist, because the journal was restored to an earlier state.
     * That is not a contradiction; somebody who did not know of the restore should ask about it.
     */
    private static String lost(SignedCheckpoint said, Connection connection) throws SQLException {
        try (var there = connection.createStatement();
                var rows = there.executeQuery("select to_regclass('journal_restore') is not null")) {
            if (!rows.next() || !rows.getBoolean(1)) {
                return null; // the tables of an earlier version
            }
        }
        try (var statement = connection.prepareStatement(RESTORED)) {
            statement.setObject(1, said.journal());
            try (var rows = statement.executeQuery()) {
                if (!rows.next() || rows.getLong(1) >= said.seq()) {
                    return null;
                }
                return "the statement of " + said.at() + " is about seq " + said.seq() + " of journal " + said.journal()
                        + ", which was left at seq " + rows.getLong(1)
                        + ": restored, or taken over by a standby, as noticed at "
                        + rows.getObject(2, OffsetDateTime.class).toInstant() + "; what came after that seq is lost";
            }
        }
    }

    /** Once events are sealed, later events must be sealed too: an erasure in unsealed events proves less. */
    private static Optional<String> unsealed(SignedCheckpoint said, Connection connection) throws SQLException {
        if (said.sealedFrom() == null) {
            return Optional.empty();
        }
        try (var statement = connection.prepareStatement(UNSEALED)) {
            statement.setLong(1, said.sealedFrom());
            try (var rows = statement.executeQuery()) {
                if (!rows.next() || rows.getObject(1) == null) {
                    return Optional.empty();
                }
                return Optional.of("the statement of " + said.at() + " says that from seq " + said.sealedFrom()
                        + " on every event has a seal; the batch of seq " + rows.getLong(1) + " has none");
            }
        }
    }

    private SignedCheckpoint verified(String signed) {
        try {
            return SignedCheckpoint.of(keys.authenticate(new TokenCredentials(signed))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get()
                    .attributes()
                    .getJsonObject("accessToken"));
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
