import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checks, from outside and without an account, that everything a hub ever signed about its journal is one chain: that
 * no event of an hour ago was changed, removed or inserted since. It needs only this file and a JDK of version 17 or
 * later, and nothing of the hub's own program:
 *
 * <pre>java CheckChain.java https://hub.example.org kept/</pre>
 *
 * Run it each hour, on a machine of your own. {@code kept/} stores the results: the keys, every statement, and the
 * newest hash that was verified. The first run trusts the keys that the hub sends; later runs trust only the stored
 * ones. The exit status is 0 when everything is one chain, 1 when something is not, 2 when the hub can't be reached.
 */
public final class CheckChain {

    private static final int MOST_BYTES = 20_000_000;
    private static final Pattern ITEM = Pattern.compile("\\{[^{}]*\\}");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String hub;
    private final Path kept;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, PublicKey> keys = new LinkedHashMap<>();

    private record Claims(String journal, long seq, String hash, Instant at, String restoredFrom) {}

    private CheckChain(String hub, Path kept) {
        this.hub = hub.replaceAll("/+$", "");
        this.kept = kept;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("java CheckChain.java https://hub.example.org FOLDER");
            System.exit(2);
        }
        try {
            System.exit(new CheckChain(arguments[0], Path.of(arguments[1])).check() ? 0 : 1);
        } catch (java.io.IOException e) {
            System.err.println("the hub can't be asked: " + (e.getMessage() == null ? e : e.getMessage()));
            System.exit(2);
        }
    }

    private boolean check() throws Exception {
        Files.createDirectories(kept);
        readKeys();
        var statements = statements();
        var claims = new ArrayList<Claims>();
        for (var statement : statements) {
            claims.add(claims(statement));
        }
        claims.removeIf(c -> c == null);
        long followed = follow(claims);
        System.out.println(statements.size() + " statements, the journal followed to seq " + followed);
        wrong.forEach(System.out::println);
        System.out.println(wrong.isEmpty() ? "all of it is one chain" : "it is NOT one chain");
        return wrong.isEmpty();
    }

    /** The stored keys are never replaced by other ones. */
    private void readKeys() throws Exception {
        var file = kept.resolve("keys.txt");
        var known = new TreeMap<String, String>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                known.put(line.split(" ")[0], line);
            }
        }
        boolean first = known.isEmpty();
        for (var item : items(get("/api/v1/public/journal/keys"))) {
            var line = text(item, "kid") + " " + text(item, "x") + " " + text(item, "y");
            var before = known.putIfAbsent(text(item, "kid"), line);
            if (before != null && !before.equals(line)) {
                wrong.add("key " + text(item, "kid") + " is another one than was kept");
            }
            if (before == null && !first) {
                System.out.println(
                        "a new key: " + text(item, "kid") + "; ask the hub's operators whether it is theirs");
            }
        }
        Files.write(file, known.values());
        for (var line : known.values()) {
            var part = line.split(" ");
            keys.put(part[0], key(part[1], part[2]));
        }
    }

    private static PublicKey key(String x, String y) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(
                new BigInteger(1, Base64.getUrlDecoder().decode(x)),
                new BigInteger(1, Base64.getUrlDecoder().decode(y)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    /** All stored statements, and all that the hub has; those that the hub no longer has stay stored. */
    private Set<String> statements() throws Exception {
        var file = kept.resolve("statements.txt");
        Set<String> all = new LinkedHashSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        boolean anything = true;
        for (String after = ""; after != null && anything; ) {
            var page = get("/api/v1/public/journal/statements?limit=1000" + (after.isEmpty() ? "" : "&after=" + after));
            anything = false;
            for (var item : items(page)) {
                anything |= all.add(text(item, "statement"));
            }
            after = text(page.substring(page.lastIndexOf(']') + 1), "next");
        }
        Files.write(file, all);
        return all;
    }

    private Claims claims(String statement) throws GeneralSecurityException {
        var part = statement.split("\\.");
        if (part.length != 3) {
            return null;
        }
        var header = new String(Base64.getUrlDecoder().decode(part[0]), StandardCharsets.UTF_8);
        var body = new String(Base64.getUrlDecoder().decode(part[1]), StandardCharsets.UTF_8);
        var key = keys.get(text(header, "kid"));
        var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        if (key != null) {
            verifier.initVerify(key);
            verifier.update((part[0] + "." + part[1]).getBytes(StandardCharsets.US_ASCII));
        }
        if (key == null || !verifier.verify(Base64.getUrlDecoder().decode(part[2]))) {
            wrong.add("the statement " + statement.substring(0, Math.min(20, statement.length()))
                    + "… is not signed by a key that was kept");
            return null;
        }
        return new Claims(
                text(body, "journal"),
                Long.parseLong(text(body, "seq")),
                text(body, "hash"),
                Instant.ofEpochSecond(Long.parseLong(text(body, "iat"))),
                text(body, "from"));
    }

    /** From the last verified batch, or from the first batch, to the newest statement. */
    private long follow(List<Claims> claims) throws Exception {
        var file = kept.resolve("chain.txt");
        long last = 0;
        var hash = new byte[32];
        var reached = Files.exists(file) ? Files.readString(file).strip().split(" ") : new String[0];
        if (reached.length == 2) {
            last = Long.parseLong(reached[0]);
            hash = HexFormat.of().parseHex(reached[1]);
        }
        var expected = new TreeMap<Long, List<Claims>>();
        for (var c : claims) {
            expected.computeIfAbsent(c.seq(), s -> new ArrayList<>()).add(c);
        }
        agree(expected.remove(last), last, hash);
        expected.headMap(last).clear(); // held against the chain when it was followed
        long unchecked = 0;
        var next = String.valueOf(last);
        while (next != null && wrong.isEmpty()) {
            var page = get("/api/v1/public/journal/batches?after=" + next);
            for (var item : items(page)) {
                long first = Long.parseLong(text(item, "first"));
                var says = HexFormat.of().parseHex(text(item, "hash"));
                var content = text(item, "content");
                if (first != last + 1) {
                    wrong.add("the batch of seq " + first + " does not follow the one that ends at " + last);
                } else if (content == null) {
                    unchecked += Long.parseLong(text(item, "last")) - first + 1;
                } else if (!Arrays.equals(says, chained(hash, HexFormat.of().parseHex(content)))) {
                    wrong.add("the hash of the batch of seq " + first + " to " + text(item, "last")
                            + " does not follow from what came before");
                }
                if (!wrong.isEmpty()) {
                    break;
                }
                last = Long.parseLong(text(item, "last"));
                hash = says;
                agree(expected.remove(last), last, hash);
            }
            next = text(page.substring(page.lastIndexOf(']') + 1), "next");
        }
        if (unchecked > 0) {
            System.out.println(unchecked
                    + " events were written by an earlier version of the hub: their hashes are believed, and "
                    + "can only be checked by who has the events");
        }
        var restored = new ArrayList<String>();
        for (var c : claims) {
            if (c.restoredFrom() != null) {
                restored.add(c.restoredFrom());
            }
        }
        for (var left : expected.values()) {
            for (var c : left) {
                if (!wrong.isEmpty() && c.seq() > last) {
                    continue; // not looked at
                }
                wrong.add("the statement of " + c.at() + " is about seq " + c.seq() + ", where no batch ends"
                        + (restored.contains(c.journal())
                                ? "; the hub says that its journal was restored since, and what came after the backup is "
                                        + "lost"
                                : ""));
            }
        }
        if (wrong.isEmpty()) {
            Files.writeString(file, last + " " + HexFormat.of().formatHex(hash) + "\n");
        }
        return last;
    }

    private void agree(List<Claims> said, long seq, byte[] hash) {
        if (said == null) {
            return;
        }
        for (var c : said) {
            if (!c.hash().equals(HexFormat.of().formatHex(hash))) {
                wrong.add("the journal up to seq " + seq + " is not what it was at " + c.at());
            }
        }
    }

    private static byte[] chained(byte[] before, byte[] content) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(before);
        digest.update((byte) 1);
        return digest.digest(content);
    }

    private String get(String path) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(hub + path))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            var bytes = body.readNBytes(MOST_BYTES);
            if (answer.statusCode() != 200) {
                throw new java.io.IOException(path + " answers " + answer.statusCode());
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The hub's answers here are flat objects in a list. */
    private static List<String> items(String page) {
        return ITEM.matcher(page.substring(page.indexOf('[') + 1, page.lastIndexOf(']') + 1))
                .results()
                .map(m -> m.group())
                .toList();
    }

    private static String text(String json, String name) {
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*(?:\"([^\"]*)\"|(-?\\d+))")
                .matcher(json);
        return !found.find() ? null : found.group(1) != null ? found.group(1) : found.group(2);
    }
}
