package nl.tafelzicht.subject.count.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.html.HtmlTemplate;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.Objection;

/** Objections and their reactions as a table, for annex 2 of the model Na 31-2. In Dutch, like the model. */
public final class ObjectionTable {

    private static final HtmlTemplate PAGE = new HtmlTemplate("objections", ObjectionTable.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", Locale.forLanguageTag("nl"));

    private ObjectionTable() {}

    /** @param objections in the order of the table */
    public static String csv(CountState count, List<Objection> objections) {
        var out = new StringWriter();
        try (var csv = CsvWriter.builder().fieldSeparator(';').build(out)) {
            csv.writeRecord("Verkiezing", "Gemeente", "Nummer", "Stembureau", "Bij", "Tijdstip", "Bezwaar", "Reactie");
            for (var o : objections) {
                var cells = Stream.of(
                        count.election(),
                        place(count),
                        String.valueOf(o.number()),
                        station(o),
                        occasion(o.occasion()),
                        o.at().toString(),
                        o.text(),
                        o.reaction() == null ? "" : o.reaction().text());
                csv.writeRecord(cells.map(ObjectionTable::plain).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The values for the template {@code objections}. */
    record Annex(String title, List<Line> objections) {}

    /** @param reaction {@code null} while there is none */
    record Line(int number, String station, String occasion, String at, String text, String reaction) {}

    /** The same table, for reading and printing. */
    public static String html(CountState count, List<Objection> objections) {
        var election = count.electionName() == null ? count.election() : count.electionName();
        var zone = Zones.of(
                count.municipality() == null ? null : count.municipality().code());
        return PAGE.render(new Annex(
                "Bezwaren, " + place(count) + ", " + election,
                objections.stream().map(o -> line(o, TIME.withZone(zone))).toList()));
    }

    private static Line line(Objection o, DateTimeFormatter time) {
        return new Line(
                o.number(),
                station(o),
                occasion(o.occasion()),
                time.format(o.at()),
                o.text(),
                o.reaction() == null ? null : o.reaction().text());
    }

    private static String place(CountState count) {
        return count.municipality() == null
                ? count.authority()
                : count.municipality().name();
    }

    private static String station(Objection o) {
        return o.station() == null ? "gemeentelijk stembureau" : o.station();
    }

    private static String occasion(Objection.Occasion occasion) {
        return switch (occasion) {
            case VOTING -> "stemming";
            case COUNT -> "telling";
            case SESSION -> "zitting";
        };
    }

    /** Escapes text that a spreadsheet would take for a formula. */
    private static String plain(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
