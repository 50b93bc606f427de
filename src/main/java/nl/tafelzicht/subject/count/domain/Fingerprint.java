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
 * The SHA-256 of a count file as people compare it with the paper report: sixteen groups of four digits, of which a
 * page shows fourteen. The person who checks it types the other two from the paper.
 *
 * @param hex 64 hex digits
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

    /** The fingerprint of a text in UTF-8. */
    public static Fingerprint of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public List<String> groups() {
        return IntStream.range(0, GROUPS)
                .mapToObj(i -> hex.substring(i * SIGNS, (i + 1) * SIGNS))
                .toList();
    }

    /**
     * The two groups that a page leaves out, from 0, the lower first: they differ between files, and are always the
     * same for a file.
     */
    public List<Integer> leftOut() {
        int first = Integer.parseInt(hex.substring(0, 1), 16);
        int second = (first + 1 + Integer.parseInt(hex.substring(1, 2), 16) % (GROUPS - 1)) % GROUPS;
        return List.of(Math.min(first, second), Math.max(first, second));
    }

    /**
     * Whether the typed groups are part of it, ignoring capitals and blanks.
     *
     * @param typed at least one, in their order
     * @param positions of the groups, from 0; {@code null} when not given: then they may be anywhere, in that order
     */
    public boolean matches(List<String> typed, List<Integer> positions) {
        var said = typed.stream()
                .map(group -> group.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (said.isEmpty()) {
            return false;
        }
        if (positions != null) {
            return said.equals(positions.stream()
                    .map(i -> i >= 0 && i < GROUPS ? groups().get(i) : "")
                    .toList());
        }
        int next = 0;
        for (var group : groups()) {
            if (next < said.size() && group.equals(said.get(next))) {
                next++;
            }
        }
        return next == said.size();
    }

    @Override
    public String toString() {
        return groups().stream().collect(Collectors.joining(" "));
    }
}
