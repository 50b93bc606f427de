package nl.tafelzicht.subject.count.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.Objection;

/** Objections and their reactions as a table, for annex 2 of the model Na 31-2. In Dutch, as that is. */
public final class ObjectionTable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", Locale.forLanguageTag("nl"));

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
                        occasion(o.occasion()),
                        o.at().toString(),
                        plain(o.text()),
                        o.reaction() == null ? "" : plain(o.reaction().text()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The same to be read and printed. */
    public static String html(CountState count, List<Objection> objections) {
        var place = count.municipality() == null
                ? count.authority()
                : count.municipality().name();
        var title =
                "Bezwaren, " + place + ", " + (count.electionName() == null ? count.election() : count.electionName());
        var out = new StringBuilder("<!doctype html><html lang=\"nl\"><head><meta charset=\"utf-8\"><meta "
                        + "name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(escaped(title))
                .append("</title><link rel=\"stylesheet\" href=\"/public/public.css\"></head><body><main><h1>")
                .append(escaped(title))
                .append("</h1><p>Bijlage 2 bij model Na 31-2. Zonder persoonsgegevens.</p>");
        for (var o : objections) {
            out.append("<article class=\"fact\"><h2>")
                    .append(o.number())
                    .append(". ")
                    .append(escaped(o.station() == null ? "gemeentelijk stembureau" : o.station()))
                    .append("</h2><p class=\"quiet\">")
                    .append(occasion(o.occasion()))
                    .append(", ")
                    .append(TIME.withZone(Zones.of(
                                    count.municipality() == null
                                            ? null
                                            : count.municipality().code()))
                            .format(o.at()))
                    .append("</p><p>")
                    .append(escaped(o.text()))
                    .append("</p><h3>Reactie</h3><p>")
                    .append(
                            o.reaction() == null
                                    ? "nog geen"
                                    : escaped(o.reaction().text()))
                    .append("</p></article>");
        }
        return out.append("</main></body></html>").toString();
    }

    private static String occasion(Objection.Occasion occasion) {
        return switch (occasion) {
            case VOTING -> "stemming";
            case COUNT -> "telling";
            case SESSION -> "zitting";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** What a spreadsheet would take for a formula is a text. */
    private static String plain(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
