package nl.tafelzicht.engine.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Password hashes: Argon2id with the first of the equivalent settings of the OWASP cheat sheet (19 MiB, 2 passes, 1
 * lane), in PHC string format. Takes tens of milliseconds of processor time: never on an event loop. A test of
 * something else may make cheaper ones with the system property {@code tafelzicht.password-kib}; each hash says what it
 * is made with.
 */
public final class Passwords {

    private static final int MEMORY_KIB = Integer.getInteger("tafelzicht.password-kib", 19_456);
    private static final int PASSES = 2;
    private static final int LEAST_MEMORY_KIB = 64;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    public static String hash(String password) {
        var salt = random(SALT_BYTES);
        return phc(MEMORY_KIB, PASSES, salt, argon2id(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES));
    }

    /** The hash of a password that is no secret: quick to make and to check, since it protects nothing. */
    static String hashOfWhatEveryoneKnows(String password) {
        var salt = random(SALT_BYTES);
        return phc(LEAST_MEMORY_KIB, 1, salt, argon2id(password, salt, LEAST_MEMORY_KIB, 1, LANES, HASH_BYTES));
    }

    /** A hash that no password matches, and that takes as long to check as any other. */
    static String hashOfNobody() {
        return phc(MEMORY_KIB, PASSES, random(SALT_BYTES), random(HASH_BYTES));
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String phc(int memoryKib, int passes, byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /** @throws IllegalArgumentException when the hash is not of this form */
    public static boolean matches(String password, String hash) {
        var part = hash.split("[$]");
        if (part.length != 6 || !part[1].equals("argon2id") || !part[2].equals("v=19")) {
            throw new IllegalArgumentException("not an argon2id hash");
        }
        var cost = part[3].split("[a-z,=]+");
        var expected = Base64.getDecoder().decode(part[5]);
        var actual = argon2id(
                password,
                Base64.getDecoder().decode(part[4]),
                Integer.parseInt(cost[1]),
                Integer.parseInt(cost[2]),
                Integer.parseInt(cost[3]),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    private static byte[] argon2id(String password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        var out = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
        return out;
    }
}
