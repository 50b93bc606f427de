package nl.tafelzicht.engine.sheet;

import java.io.IOException;
import nl.tafelzicht.election.Explanation;

/**
 * Bounds for reading one file, all its sheets together: large enough for a list of all stations of the country, and
 * small enough that reading takes a second or two and less than 100 MB, whatever is in the file.
 */
final class SheetBudget {

    /** Entries of the zip file. */
    static final int MOST_ENTRIES = 2_000;
    /** Bytes of the parts that are read, unpacked. */
    static final long MOST_BYTES = 96L * 1024 * 1024;
    /** Non-empty cells, including those covered by a merged cell: 10,000 stations with 40 attributes each. */
    static final int MOST_CELLS = 400_000;
    /** Texts that an {@code .xlsx} stores apart from its cells. */
    static final int MOST_STRINGS = 200_000;
    /** Characters of all texts together. */
    static final int MOST_CHARACTERS = 8 * 1024 * 1024;
    /** Merged cells, and the number of positions that they cover in total. */
    static final int MOST_MERGES = 20_000;

    static final int MOST_COVERED = 4 * MOST_CELLS;
    /** Characters of one cell: the limit of Excel. A longer text is cut; it is too long for any attribute. */
    static final int LONGEST_TEXT = 32_767;

    private long bytes;
    private int cells;
    private int strings;
    private int characters;
    private int merges;
    private int covered;
    private UnreadableSheet exceeded;

    void bytes(long more) throws IOException {
        bytes += more;
        if (bytes > MOST_BYTES) {
            exceeded = new UnreadableSheet(
                    Explanation.of("spreadsheet-unpacks-too-large", "mebibytes", MOST_BYTES / 1024 / 1024));
            throw new IOException(exceeded.getMessage());
        }
    }

    /** The bound that ended the reading, even if the XML reader wrapped it; or {@code null}. */
    UnreadableSheet exceeded() {
        return exceeded;
    }

    void cell() throws UnreadableSheet {
        check(++cells <= MOST_CELLS, "spreadsheet-too-many-cells", MOST_CELLS);
    }

    void string() throws UnreadableSheet {
        check(++strings <= MOST_STRINGS, "spreadsheet-too-many-texts", MOST_STRINGS);
    }

    void characters(int more) throws UnreadableSheet {
        characters += more;
        check(characters <= MOST_CHARACTERS, "spreadsheet-too-much-text", MOST_CHARACTERS);
    }

    void merge() throws UnreadableSheet {
        check(++merges <= MOST_MERGES, "spreadsheet-too-many-merges", MOST_MERGES);
    }

    void covered() throws UnreadableSheet {
        check(++covered <= MOST_COVERED, "spreadsheet-too-many-cells", MOST_CELLS);
    }

    private static void check(boolean within, String code, int most) throws UnreadableSheet {
        if (!within) {
            throw new UnreadableSheet(Explanation.of(code, "most", most));
        }
    }
}
