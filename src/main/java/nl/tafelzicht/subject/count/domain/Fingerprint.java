package nl.tafelzicht.subject.count.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SHA-256 of a count file as people compare it with the paper report: sixteen groups of four signs, of which a page
 * shows fourteen. Whoever checks it types the other two from the paper.
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

    /** Of a text in UTF-8. */
    public static Fingerprint of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public List<String> groups() {
        return IntStream.range(0, GROUPS)
                .mapToObj(i -> hex.substring(i * SIGNS, (i + 1) * SIGNS))
                .toList();
    }

    /** Which two groups a page leaves out, from 0, the lower first: others for each file, the same each time. */
    public List<Integer> leftOut() {
        int first = Integer.parseInt(hex.substring(0, 1), 16);
        int second = (first + 1 + Integer.parseInt(hex.substring(1, 2), 16) % (GROUPS - 1)) % GROUPS;
        return List.of(Math.min(first, second), Math.max(first, second));
    }

    /**
     * Whether these are the groups that were left out. @param typed in their order; capitals and blanks do not matter
     */
    public boolean matches(List<String> typed) {
        var said = typed.stream()
                .map(group -> group.strip().toLowerCase(Locale.ROOT))
                .toList();
        return said.equals(leftOut().stream().map(groups()::get).toList());
    }

    @Override
    public String toString() {
        return groups().stream().collect(Collectors.joining(" "));
    }
}
