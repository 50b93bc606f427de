package nl.tafelzicht.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Spreadsheets made for tests, part by part, so that each oddity can be put in. */
public final class Spreadsheet {

    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:";

    private Spreadsheet() {}

    /** A workbook with one sheet. @param data what is in {@code worksheet} */
    public static Map<String, String> xlsx(String data) {
        return xlsx(Map.of("Blad1", data));
    }

    /** @param sheets their data by their names; a name that begins with a dot is of a hidden one */
    public static Map<String, String> xlsx(Map<String, String> sheets) {
        var parts = new LinkedHashMap<String, String>();
        var names = new StringBuilder();
        var relations = new StringBuilder();
        int n = 0;
        for (var sheet : sheets.entrySet()) {
            n++;
            boolean isHidden = sheet.getKey().startsWith(".");
            names.append("<sheet name=\"%s\" sheetId=\"%d\"%s r:id=\"r%d\"/>"
                    .formatted(sheet.getKey(), n, isHidden ? " state=\"hidden\"" : "", n));
            relations.append(relation("r" + n, "worksheet", "worksheets/sheet" + n + ".xml"));
            parts.put(
                    "xl/worksheets/sheet" + n + ".xml", "<worksheet " + MAIN + ">" + sheet.getValue() + "</worksheet>");
        }
        relations.append(relation("s", "sharedStrings", "sharedStrings.xml"));
        relations.append(relation("t", "styles", "/xl/styles.xml"));
        parts.put("[Content_Types].xml", "<Types/>");
        parts.put(
                "_rels/.rels",
                "<Relationships>" + relation("w", "officeDocument", "xl/workbook.xml") + "</Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook " + MAIN + " xmlns:r=\"" + RELATIONS + "\"><workbookPr/><sheets>" + names
                        + "</sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
        return parts;
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>".formatted(id, RELATIONS, type, target);
    }

    /** @param cells their formats, as {@code s="1"} and on names them */
    public static String styles(String... formats) {
        var own = new StringBuilder();
        var cells = new StringBuilder("<xf numFmtId=\"0\"/>");
        for (int i = 0; i < formats.length; i++) {
            own.append("<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>".formatted(164 + i, escaped(formats[i])));
            cells.append("<xf numFmtId=\"%d\"/>".formatted(164 + i));
        }
        return "<styleSheet " + MAIN + "><numFmts>" + own + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
                + "</cellStyleXfs><cellXfs>" + cells + "</cellXfs></styleSheet>";
    }

    /** Rows of inline texts. */
    public static String rows(List<List<String>> rows) {
        var out = new StringBuilder("<sheetData>");
        for (var row : rows) {
            out.append("<row>");
            row.forEach(text -> out.append("<c t=\"inlineStr\"><is><t>")
                    .append(escaped(text))
                    .append("</t></is></c>"));
            out.append("</row>");
        }
        return out.append("</sheetData>").toString();
    }

    /** A document with sheets. @param tables with their {@code table:table} elements */
    public static Map<String, String> ods(String tables) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        parts.put("META-INF/manifest.xml", "<manifest/>");
        parts.put(
                "content.xml",
                ("<office:document-content xmlns:office='%1$soffice:1.0' xmlns:table='%1$stable:1.0' "
                                        + "xmlns:text='%1$stext:1.0' xmlns:style='%1$sstyle:1.0' xmlns:calcext="
                                        + "'urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'>"
                                        + "<office:automatic-styles><style:style style:name='gone'>"
                                        + "<style:table-properties table:display='false'/></style:style>"
                                        + "</office:automatic-styles>"
                                        + "<office:body><office:spreadsheet>")
                                .formatted(OFFICE)
                        + tables + "</office:spreadsheet></office:body></office:document-content>");
        return parts;
    }

    public static String odsTable(List<List<String>> rows) {
        var out = new StringBuilder("<table:table table:name='Blad1'>");
        for (var row : rows) {
            out.append("<table:table-row>");
            row.forEach(text -> out.append("<table:table-cell office:value-type='string'><text:p>")
                    .append(escaped(text))
                    .append("</text:p></table:table-cell>"));
            out.append("</table:table-row>");
        }
        return out.append("</table:table>").toString();
    }

    public static byte[] zip(Map<String, String> parts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The cells of a CSV with semicolons and without quotes. */
    public static List<List<String>> cells(String csv) {
        return csv.lines().map(line -> Arrays.asList(line.split(";", -1))).toList();
    }

    /** Rows as columns. */
    public static List<List<String>> turned(List<List<String>> rows) {
        var turned = new ArrayList<List<String>>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int at = column;
            turned.add(rows.stream().map(row -> row.get(at)).toList());
        }
        return turned;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
