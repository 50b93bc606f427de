package nl.tafelzicht.subject.station.format;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.subject.station.domain.StationEntry;

/**
 * What was read from a file of polling stations: the rows that are right, those that are not, and what the sender
 * should know.
 *
 * @param mentioned ids of all stations that the file names, those of rejected rows included
 * @param date on which most of its stations open; {@code null} when it has none
 * @param elections what it says that they are for: the elections' ids, or in a CSV their names
 * @param mentions what it says of those that it names by their ids
 * @param rejectedOf how many of the rejected rows are of each election, by its id; those of a CSV are of none
 */
public record StationFile(
        List<Row> rows,
        List<Remark> rejected,
        List<Remark> warnings,
        Set<String> mentioned,
        LocalDate date,
        List<String> elections,
        List<Mention> mentions,
        Map<String, Integer> rejectedOf) {

    /**
     * An election that the file names.
     *
     * @param name {@code null}, as the category, when the file does not say it
     * @param date of the vote, as the file has it
     */
    public record Mention(String id, String name, String category, LocalDate date, String domain) {}

    /**
     * @param line where the row begins, from 1
     * @param cell where that is in a sheet; {@code null} in a text
     * @param elections for which it says to be, in words or ids that are still to be understood; empty in EML, where
     *     the entry has them
     */
    public record Row(long line, String cell, StationEntry entry, List<String> elections) {

        String told() {
            return cell == null ? String.valueOf(line) : cell;
        }

        public Row with(StationEntry other) {
            return new Row(line, cell, other, elections);
        }
    }

    /** As this, with these rows in place of its own, and more to know. */
    public StationFile with(List<Row> others, List<Remark> more) {
        var all = new ArrayList<>(more);
        all.addAll(warnings);
        return new StationFile(others, rejected, List.copyOf(all), mentioned, date, elections, mentions, rejectedOf);
    }

    /** The file as a whole can't be read as what it claims to be; nothing of it is used. */
    public static final class Unreadable extends Exception {
        private final transient Explanation reason;
        private final long line;
        private final boolean encoding;

        Unreadable(long line, Explanation reason) {
            this(line, reason, false);
        }

        Unreadable(long line, Explanation reason, boolean encoding) {
            super(reason.in(Locale.ENGLISH), null, false, false);
            this.reason = reason;
            this.line = line;
            this.encoding = encoding;
        }

        public Explanation reason() {
            return reason;
        }

        /** Whether it may be readable in another encoding. */
        public boolean isOfEncoding() {
            return encoding;
        }

        /** Where it was noticed, from 1; 0 when it is about the whole. */
        public long line() {
            return line;
        }
    }
}
