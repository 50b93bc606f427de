package nl.tafelzicht.subject.count.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.Objection;

/** Objections and their reactions as a table, for annex 2 of the model Na 31-2. In Dutch, as that is. */
public final class ObjectionTable {

    private ObjectionTable() {}

    /** @param objections in the order in which they are to stand */
    public static String csv(CountState count, List<Objection> objections) {
        var out = new StringWriter();
        try (var csv = CsvWriter.builder().fieldSeparator(';').build(out)) {
            csv.writeRecord("Verkiezing", "Gemeente", "Nummer", "Stembureau", "Bij", "Tijdstip", "Bezwaar", "Reactie");
            for (var o : objections) {
                csv.writeRecord(
                        count.election(),
                        count.municipality() == null
                                ? count.authority()
                                : count.municipality().name(),
                        String.valueOf(o.number()),
                        o.station() == null ? "gemeentelijk stembureau" : o.station(),
                        switch (o.occasion()) {
                            case VOTING -> "stemming";
                            case COUNT -> "telling";
                            case SESSION -> "zitting";
                        },
                        o.at().toString(),
                        plain(o.text()),
                        o.reaction() == null ? "" : plain(o.reaction().text()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** What a spreadsheet would take for a formula is a text. */
    private static String plain(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
