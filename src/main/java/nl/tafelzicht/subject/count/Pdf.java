package nl.tafelzicht.subject.count;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Recognises PDF files by their first bytes. */
final class Pdf {

    private static final byte[] BEGIN = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private Pdf() {}

    /** Blocks. */
    static boolean is(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(BEGIN.length), BEGIN);
        }
    }
}
