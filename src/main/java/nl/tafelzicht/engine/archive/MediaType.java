package nl.tafelzicht.engine.archive;

import java.util.Arrays;

/**
 * The types of files that can be attached to a claim, recognised by their first bytes and not by what the sender says.
 */
public enum MediaType {
    PNG("image/png", 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A),
    JPEG("image/jpeg", 0xFF, 0xD8, 0xFF),
    WEBP("image/webp", 'R', 'I', 'F', 'F'),
    PDF("application/pdf", '%', 'P', 'D', 'F', '-');

    private final String name;
    private final int[] start;

    MediaType(String name, int... start) {
        this.name = name;
        this.start = start;
    }

    /** @return the type of these bytes, or {@code null} for any other */
    public static MediaType of(byte[] content) {
        return Arrays.stream(values()).filter(t -> t.fits(content)).findFirst().orElse(null);
    }

    private boolean fits(byte[] content) {
        if (content.length < 12) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((content[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return this != WEBP || content[8] == 'W' && content[9] == 'E' && content[10] == 'B' && content[11] == 'P';
    }

    @Override
    public String toString() {
        return name;
    }
}
