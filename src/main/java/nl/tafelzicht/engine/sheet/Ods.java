package nl.tafelzicht.engine.sheet;

import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.sheet.Cell.Kind;

/**
 * A spreadsheet in OpenDocument format (ISO/IEC 26300). Of formulas only the stored results are read; links to other
 * files, macros, comments, tracked deletions and hidden sheets are ignored.
 */
final class Ods {

    private static final String CONTENT = "content.xml";
    private static final String MANIFEST = "META-INF/manifest.xml";
    private static final int LONGEST_GAP = 100;

    private final ZipParts zip;
    private final SheetBudget budget;
    private final Set<String> hiddenStyles = new HashSet<>();

    /** The reader's position in a sheet. */
    private static final class Position {
        private int row = 1;
        private int rows = 1;
        private int column = 1;
        private int headed = 1;
    }

    Ods(ZipParts zip, SheetBudget budget) {
        this.zip = zip;
        this.budget = budget;
    }

    static boolean is(ZipParts zip) {
        return zip.has(MANIFEST) && (zip.has(CONTENT) || zip.has("encrypted-package"));
    }

    void read(SheetVisitor visitor) throws IOException, XMLStreamException, UnreadableSheet {
        refusePassword();
        var xml = zip.xml(CONTENT);
        boolean isSpreadsheet = false;
        String style = null;
        while (xml.nextElement()) {
            switch (xml.name()) {
                case "style" -> style = xml.attribute("name");
                case "table-properties" -> {
                    if (style != null && "false".equals(xml.attribute("display"))) {
                        hiddenStyles.add(style);
                    }
                }
                case "spreadsheet" -> isSpreadsheet = true;
                case "tracked-changes", "dde-links" -> xml.skip();
                case "table" -> {
                    if (!isSpreadsheet || hiddenStyles.contains(xml.attribute("style-name"))) {
                        xml.skip();
                    } else {
                        readSheet(xml, visitor);
                    }
                }
                default -> {}
            }
        }
        if (!isSpreadsheet) {
            throw new UnreadableSheet(Explanation.of("not-a-spreadsheet"));
        }
    }

    private void refusePassword() throws IOException, XMLStreamException, UnreadableSheet {
        var xml = zip.xml(MANIFEST);
        while (xml.nextElement()) {
            if (xml.begins("encryption-data")) {
                throw new UnreadableSheet(Explanation.of("spreadsheet-with-password-or-old"));
            }
        }
    }

    private void readSheet(SheetXml xml, SheetVisitor visitor) throws XMLStreamException, UnreadableSheet {
        var sheet = new SheetBuilder(String.valueOf(xml.attribute("name")), budget);
        var at = new Position();
        while (xml.next() && !xml.ends("table")) {
            if (xml.ends("table-row")) {
                at.row = Math.min(Cell.MOST_ROWS + 1, at.row + at.rows);
            }
            if (!xml.begins()) {
                continue;
            }
            switch (xml.name()) {
                case "table-column" -> {
                    int count = times(xml.attribute("number-columns-repeated"));
                    if (isHidden(xml)) {
                        sheet.hideColumns(at.headed, at.headed + count - 1);
                    }
                    at.headed = Math.min(Cell.MOST_COLUMNS + 1, at.headed + count);
                }
                case "table-row" -> {
                    at.rows = times(xml.attribute("number-rows-repeated"));
                    at.column = 1;
                    if (isHidden(xml) && at.row <= Cell.MOST_ROWS) {
                        sheet.hideRows(at.row, at.rows);
                    }
                }
                case "table-cell", "covered-table-cell" -> readCell(xml, at, sheet);
                case "table-column-group", "table-header-columns", "table-columns" -> {}
                case "table-row-group", "table-header-rows", "table-rows" -> {}
                default -> xml.skip();
            }
        }
        visitor.visit(sheet.build());
    }

    private static boolean isHidden(SheetXml xml) {
        var visibility = xml.attribute("visibility");
        return visibility != null && !visibility.equals("visible");
    }

    /** How often a row, a column or a cell is repeated; at most the size of a sheet. */
    private static int times(String count) {
        return count == null ? 1 : Math.min(Cell.MOST_ROWS, Math.max(1, Cell.whole(count)));
    }

    private void readCell(SheetXml xml, Position at, SheetBuilder sheet) throws XMLStreamException, UnreadableSheet {
        var end = xml.name();
        int times = times(xml.attribute("number-columns-repeated"));
        int right = times(xml.attribute("number-columns-spanned"));
        int down = times(xml.attribute("number-rows-spanned"));
        var type = xml.attribute("office", "value-type");
        boolean isError = "error".equals(xml.attribute("calcext", "value-type"));
        boolean isFormula = xml.attribute("formula") != null;
        var value = type == null ? null : value(xml, type);
        var kind = isError ? Kind.ERROR : type == null && isFormula ? Kind.UNCALCULATED : kind(type);
        var text = text(xml, end);
        if (value == null || isError) {
            value = text;
        }
        int from = at.column;
        at.column = Math.min(Cell.MOST_COLUMNS + 1, at.column + times);
        if (end.equals("covered-table-cell") || value.isBlank() && kind != Kind.UNCALCULATED) {
            return;
        }
        budget.characters(value.length());
        for (int row = at.row; row < at.row + at.rows; row++) {
            for (int column = from; column < from + times; column++) {
                sheet.add(row, column, kind, value);
            }
        }
        if (right > 1 || down > 1) {
            sheet.merge(at.row, from, at.row + down - 1, from + right - 1);
        }
    }

    private static Kind kind(String type) {
        return switch (type == null ? "" : type) {
            case "float", "percentage", "currency" -> Kind.NUMBER;
            case "date", "time" -> Kind.TIME;
            case "boolean" -> Kind.BOOLEAN;
            default -> Kind.TEXT;
        };
    }

    /** @return {@code null} when the text of the cell is its value */
    private static String value(SheetXml xml, String type) {
        var value =
                switch (type) {
                    case "float", "percentage", "currency" -> xml.attribute("office", "value");
                    case "date" -> xml.attribute("office", "date-value");
                    case "time" -> xml.attribute("office", "time-value");
                    case "boolean" -> xml.attribute("office", "boolean-value");
                    default -> xml.attribute("office", "string-value");
                };
        if (value == null || value.length() > SheetBudget.LONGEST_TEXT) {
            return null;
        }
        return switch (type) {
            case "float", "percentage", "currency" -> Numbers.text(value);
            case "date" -> Numbers.iso(value);
            case "time" -> clock(value);
            case "boolean" -> "true".equals(value) ? "TRUE" : "FALSE";
            default -> value;
        };
    }

    /** {@code PT07H30M00S} as 07:30:00; may exceed 24 hours. */
    private static String clock(String value) {
        try {
            var time = Duration.parse(value);
            return Numbers.clock(time.toHours(), time.toSecondsPart() + 60L * time.toMinutesPart());
        } catch (DateTimeParseException e) {
            return value;
        }
    }

    /** The paragraphs of a cell, up to its end; without comments and pictures. */
    private static String text(SheetXml xml, String end) throws XMLStreamException, UnreadableSheet {
        var text = new StringBuilder();
        int paragraphs = 0;
        boolean isIn = false;
        while (xml.next() && !xml.ends(end)) {
            if (xml.isText() && isIn) {
                xml.addTextTo(text);
            } else if (xml.ends("p")) {
                isIn = false;
            } else if (xml.begins()) {
                switch (xml.name()) {
                    case "p" -> {
                        SheetXml.add(text, paragraphs++ == 0 ? "" : "\n");
                        isIn = true;
                    }
                    case "s" -> SheetXml.add(text, " ".repeat(Math.min(LONGEST_GAP, times(xml.attribute("c")))));
                    case "tab" -> SheetXml.add(text, "\t");
                    case "line-break" -> SheetXml.add(text, "\n");
                    case "span", "a" -> {}
                    default -> xml.skip();
                }
            }
        }
        return text.toString();
    }
}
