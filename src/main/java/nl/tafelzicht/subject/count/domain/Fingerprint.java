package nl.tafelzicht.subject.count.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SHA-256 of a count file as people compare it with the paper report: sixteen groups of four signs.
 *
 * @param hex 64 signs
 */
public record Fingerprint(String hex) {

    private static final int GROUPS = 16;
    private static final int SIGNS = 4;

    public static Fingerprint of(byte[] file) {
        try {
            return new Fingerprint(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return IntStream.range(0, GROUPS)
                .mapToObj(i -> hex.substring(i * SIGNS, (i + 1) * SIGNS))
                .collect(Collectors.joining(" "));
    }
}
