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
 * The content of a file of polling stations: the valid rows, the rejected ones, and messages for the sender.
 *
 * @param mentioned ids of all stations that the file names, including those of rejected rows
 * @param date on which most of its stations open; {@code null} when it has none
 * @param elections of its stations: the elections' ids, or in a CSV their names
 * @param mentions details of the elections that it names by id
 * @param contacts how each municipality can be reached, by its code; only those that the file states
 * @param rejectedOf number of rejected rows for each election, by its id; those of a CSV belong to none
 */
public record StationFile(
        List<Row> rows,
        List<Remark> rejected,
        List<Remark> warnings,
        Set<String> mentioned,
        LocalDate date,
        List<String> elections,
        List<Mention> mentions,
        Map<String, String> contacts,
        Map<String, Integer> rejectedOf) {

    /**
     * An election that the file names.
     *
     * @param name {@code null}, like the category, when the file does not state it
     * @param date of the vote, as in the file
     */
    public record Mention(String id, String name, String category, LocalDate date, String domain) {}

    /**
     * @param line where the row begins, from 1
     * @param cell its place in a sheet; {@code null} in a text
     * @param elections of the row, in words or ids that are still to be resolved; empty in EML, where the entry has
     *     them
     */
    public record Row(long line, String cell, StationEntry entry, List<String> elections) {

        String told() {
            return cell == null ? String.valueOf(line) : cell;
        }

        public Row with(StationEntry other) {
            return new Row(line, cell, other, elections);
        }
    }

    /** This file with these rows instead of its own, and further messages. */
    public StationFile with(List<Row> others, List<Remark> more) {
        var all = new ArrayList<>(more);
        all.addAll(warnings);
        return new StationFile(
                others, rejected, List.copyOf(all), mentioned, date, elections, mentions, contacts, rejectedOf);
    }

    /** The file can't be read in the format that it claims; nothing of it is used. */
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

        /** Where the error was found, from 1; 0 when it is not in one line. */
        public long line() {
            return line;
        }
    }
}
