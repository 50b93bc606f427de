package nl.tafelzicht.engine.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.sheet.Cell.Kind;

/**
 * A workbook of Excel (ECMA-376, transitional or strict). Of formulas only the stored results are read; links to other
 * files, macros, pictures and hidden sheets are ignored.
 */
final class Xlsx {

    private static final String ROOT_RELATIONS = "_rels/.rels";

    private final ZipParts zip;
    private final SheetBudget budget;
    private final List<SheetName> sheets = new ArrayList<>();
    private List<String> strings = List.of();
    private NumberFormats formats;
    private boolean from1904;

    private record SheetName(String name, String relation) {}

    /** @param target the path in the zip */
    private record Relation(String type, String target) {}

    /** The reader's position in a sheet. */
    private static final class Position {
        private int row;
        private int column;
    }

    Xlsx(ZipParts zip, SheetBudget budget) {
        this.zip = zip;
        this.budget = budget;
    }

    static boolean is(ZipParts zip) {
        return zip.has(ROOT_RELATIONS) && zip.has("[Content_Types].xml");
    }

    void read(SheetVisitor visitor) throws IOException, XMLStreamException, UnreadableSheet {
        var workbook = relations("", ROOT_RELATIONS).values().stream()
                .filter(r -> r.type.endsWith("/officeDocument") && !r.target.endsWith(".bin"))
                .findFirst()
                .orElseThrow(() -> new UnreadableSheet(Explanation.of("not-a-spreadsheet")))
                .target;
        int slash = workbook.lastIndexOf('/');
        var folder = workbook.substring(0, slash + 1);
        var relations = relations(folder, folder + "_rels/" + workbook.substring(slash + 1) + ".rels");
        readWorkbook(zip.xml(workbook));
        for (var relation : relations.values()) {
            if (relation.type.endsWith("/sharedStrings") && zip.has(relation.target)) {
                strings = SharedStrings.read(zip.xml(relation.target), budget);
            } else if (relation.type.endsWith("/styles") && zip.has(relation.target)) {
                formats = NumberFormats.read(zip.xml(relation.target));
            }
        }
        formats = formats == null ? NumberFormats.read(null) : formats;
        for (var sheet : sheets) {
            var relation = relations.get(sheet.relation);
            if (relation != null && relation.type.endsWith("/worksheet")) {
                visitor.visit(sheet(sheet.name, zip.xml(relation.target)));
            }
        }
    }

    private Map<String, Relation> relations(String folder, String part)
            throws IOException, XMLStreamException, UnreadableSheet {
        var relations = new HashMap<String, Relation>();
        var xml = zip.xml(part);
        while (xml.nextElement()) {
            var target = xml.attribute("Target");
            var type = xml.attribute("Type");
            if (xml.begins("Relationship")
                    && target != null
                    && type != null
                    && !"External".equals(xml.attribute("TargetMode"))) {
                relations.put(
                        xml.attribute("Id"),
                        new Relation(type, target.startsWith("/") ? target.substring(1) : folder + target));
            }
        }
        return relations;
    }

    private void readWorkbook(SheetXml xml) throws XMLStreamException, UnreadableSheet {
        while (xml.nextElement()) {
            if (xml.begins("workbookPr")) {
                from1904 = isTrue(xml.attribute("date1904"));
            } else if (xml.begins("sheet")) {
                var state = xml.attribute("state");
                if (state == null || state.equals("visible")) {
                    sheets.add(
                            new SheetName(String.valueOf(xml.attribute("name")), xml.attribute("relationships", "id")));
                }
            }
        }
    }

    private static boolean isTrue(String value) {
        return "1".equals(value) || "true".equals(value);
    }

    private Sheet sheet(String name, SheetXml xml) throws XMLStreamException, UnreadableSheet {
        var sheet = new SheetBuilder(name, budget);
        var at = new Position();
        while (xml.nextElement()) {
            switch (xml.name()) {
                case "col" -> {
                    if (isTrue(xml.attribute("hidden"))) {
                        sheet.hideColumns(Cell.whole(xml.attribute("min")), Cell.whole(xml.attribute("max")));
                    }
                }
                case "row" -> {
                    int number = Cell.whole(xml.attribute("r"));
                    at.row = number > 0 ? number : at.row + 1;
                    at.column = 0;
                    if (isTrue(xml.attribute("hidden")) && at.row <= Cell.MOST_ROWS) {
                        sheet.hideRows(at.row, 1);
                    }
                }
                case "c" -> readCell(xml, at, sheet);
                case "mergeCell" -> readMerge(xml.attribute("ref"), sheet);
                default -> {}
            }
        }
        return sheet.build();
    }

    private static void readMerge(String ref, SheetBuilder sheet) throws UnreadableSheet {
        var corners = ref == null ? new String[0] : ref.split(":", 2);
        if (corners.length < 2) {
            return;
        }
        var first = Cell.place(corners[0]);
        var last = Cell.place(corners[1]);
        if (first != null && last != null) {
            sheet.merge(first[0], first[1], last[0], last[1]);
        }
    }

    private void readCell(SheetXml xml, Position at, SheetBuilder sheet) throws XMLStreamException, UnreadableSheet {
        var name = xml.attribute("r");
        var place = name == null ? null : Cell.place(name);
        if (place == null) {
            at.column++;
        } else {
            at.row = place[0];
            at.column = place[1];
        }
        var type = xml.attribute("t");
        int style = Cell.whole(xml.attribute("s"));
        String value = null;
        boolean isFormula = false;
        while (xml.next() && !xml.ends("c")) {
            if (xml.begins("v")) {
                value = xml.text();
            } else if (xml.begins("is")) {
                value = SharedStrings.item(xml, "is");
            } else if (xml.begins("f")) {
                isFormula = true;
                xml.skip();
            }
        }
        if (value == null || value.isBlank() && !"str".equals(type)) {
            if (isFormula) {
                sheet.add(at.row, at.column, Kind.UNCALCULATED, "");
            }
            return;
        }
        take(at, type == null ? "n" : type, style, value, sheet);
    }

    private void take(Position at, String type, int style, String value, SheetBuilder sheet) throws UnreadableSheet {
        switch (type) {
            case "s" -> {
                int number = Cell.whole(value.strip());
                boolean isThere = number >= 0 && number < strings.size();
                sheet.add(at.row, at.column, isThere ? Kind.TEXT : Kind.ERROR, isThere ? strings.get(number) : "#REF!");
            }
            case "b" -> sheet.add(at.row, at.column, Kind.BOOLEAN, isTrue(value.strip()) ? "TRUE" : "FALSE");
            case "e" -> own(at, Kind.ERROR, value, sheet);
            case "d" -> own(at, Kind.TIME, Numbers.iso(value.strip()), sheet);
            case "n" -> {
                var look = formats.of(style);
                var time = look == NumberFormats.Look.NUMBER
                        ? null
                        : Numbers.time(value, look.hasDate, look.hasTime, from1904);
                own(at, time == null ? Kind.NUMBER : Kind.TIME, time == null ? Numbers.text(value) : time, sheet);
            }
            case "inlineStr" -> own(at, Kind.TEXT, value, sheet);
            default -> own(at, Kind.TEXT, SharedStrings.unescaped(value), sheet);
        }
    }

    /** A text stored in the cell itself. */
    private void own(Position at, Kind kind, String text, SheetBuilder sheet) throws UnreadableSheet {
        budget.characters(text.length());
        sheet.add(at.row, at.column, kind, text);
    }
}
