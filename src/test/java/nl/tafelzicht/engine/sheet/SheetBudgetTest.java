package nl.tafelzicht.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nl.tafelzicht.support.Spreadsheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that would take all memory, or all time, read by a process that has {@link #MEBIBYTES} for everything. Each
 * says how it ended.
 */
class SheetBudgetTest {

    /** The bound of 100 MB, and what a process needs that does nothing. */
    private static final int MEBIBYTES = 110;

    /** A second or two on a machine that does nothing else. */
    private static final int MOST_MILLIS = 15_000;

    @TempDir
    private Path folder;

    /** Writes something long. */
    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Content many(String before, String one, long times, String after) {
        return out -> {
            text(before).to(out);
            var block = one.repeat(1_000).getBytes(StandardCharsets.UTF_8);
            for (long i = 0; i < times / 1_000; i++) {
                out.write(block);
            }
            text(after).to(out);
        };
    }

    private void write(String name, Map<String, String> parts, String part, Content content) throws IOException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name))))) {
            zip.setLevel(Deflater.BEST_SPEED); // a gigabyte is packed sooner, and unpacks to the same
            for (var other : parts.entrySet()) {
                if (!other.getKey().equals(part)) {
                    zip.putNextEntry(new ZipEntry(other.getKey()));
                    text(other.getValue()).to(zip);
                }
            }
            zip.putNextEntry(new ZipEntry(part));
            content.to(zip);
        }
    }

    private void sheet(String name, Content content) throws IOException {
        write(name, Spreadsheet.xlsx("<sheetData/>"), "xl/worksheets/sheet1.xml", content);
    }

    private void odsTable(String name, String rows) throws IOException {
        Files.write(
                folder.resolve(name),
                Spreadsheet.zip(Spreadsheet.ods("<table:table table:name='a'>" + rows + "</table:table>")));
    }

    /** By the name of the file, what is said of it; a dash when it is read. */
    private Map<String, String> files() throws IOException {
        var said = new LinkedHashMap<String, String>();
        sheet("unpacks-to-much", many("<worksheet><sheetData>", "<row></row>", 30_000_000, ""));
        said.put("unpacks-to-much", "spreadsheet-unpacks-too-large");
        sheet("spaces", many("<worksheet><sheetData>", " ", 1L << 27, ""));
        said.put("spaces", "xml-out-of-bounds");
        sheet("million-empty-rows", many("<worksheet><sheetData>", "<row/>", 1_000_000, "</sheetData></worksheet>"));
        said.put("million-empty-rows", "-");
        sheet("million-rows", many("<worksheet><sheetData>", "<row><c><v>1</v></c></row>", 1_000_000, ""));
        said.put("million-rows", "spreadsheet-too-many-cells");
        sheet("wide-rows", many("<worksheet><sheetData>", "<row><c r='XFD9'><v>1</v></c></row>", 100_000, ""));
        said.put("wide-rows", "spreadsheet-damaged");
        sheet("million-columns", many("<worksheet><sheetData><row>", "<c><v>1</v></c>", 1_000_000, ""));
        said.put("million-columns", "spreadsheet-beyond-its-end");
        sheet("deep", many("<worksheet>", "<a>", 1_000_000, ""));
        said.put("deep", "xml-out-of-bounds");
        sheet(
                "laughs",
                text("<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;\">]>"
                        + "<worksheet><sheetData><row><c t='str'><v>&lol2;</v></c></row></sheetData></worksheet>"));
        said.put("laughs", "has-doctype");
        sheet("entity", text("<worksheet><sheetData><row><c t='str'><v>&lol;</v></c></row></sheetData></worksheet>"));
        said.put("entity", "has-entities");
        sheet(
                "merges",
                many(
                        "<worksheet><sheetData><row><c r='A1'><v>1</v></c><c r='XFD1'><v>1</v></c></row></sheetData>"
                                + "<mergeCells>",
                        "<mergeCell ref='A1:XFD1048576'/>",
                        19_000,
                        "</mergeCells></worksheet>"));
        said.put("merges", "spreadsheet-too-many-cells");
        sheet("more-merges", many("<worksheet><mergeCells>", "<mergeCell ref='A1:B2'/>", 1_000_000, ""));
        said.put("more-merges", "spreadsheet-too-many-merges");
        strings();
        said.put("strings-100000", "-");
        said.put("strings-million", "spreadsheet-too-many-texts");
        said.put("strings-long", "spreadsheet-too-much-text");
        odsTable(
                "repeated",
                "<table:table-row table:number-rows-repeated='1048576'><table:table-cell office:value-type='float' "
                        + "office:value='1' table:number-columns-repeated='16384'/></table:table-row>");
        said.put("repeated", "spreadsheet-too-many-cells");
        odsTable(
                "repeated-text",
                ("<table:table-row table:number-rows-repeated='1000'><table:table-cell office:value-type='string'>"
                                + "<text:p>" + "a".repeat(30_000) + "</text:p></table:table-cell></table:table-row>")
                        .repeat(200));
        said.put("repeated-text", "-");
        try (var zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve("entries"))))) {
            for (int i = 0; i < 100_000; i++) {
                zip.putNextEntry(new ZipEntry("e" + i));
            }
        }
        said.put("entries", "spreadsheet-too-many-entries");
        return said;
    }

    private void strings() throws IOException {
        var parts = Spreadsheet.xlsx("<sheetData><row><c t='s'><v>99999</v></c></row></sheetData>");
        var part = "xl/sharedStrings.xml";
        write("strings-100000", parts, part, many("<sst>", "<si><t>Dorpsstraat 1</t></si>", 100_000, "</sst>"));
        write("strings-million", parts, part, many("<sst>", "<si><t>a</t></si>", 1_000_000, "</sst>"));
        var runs = "<si>" + ("<r><t>" + "é".repeat(1_000) + "</t></r>").repeat(40) + "</si>";
        write("strings-long", parts, part, many("<sst>", runs, 1_000, "</sst>"));
    }

    @Test
    void noFileTakesMoreThanItsPart() throws Exception {
        var said = files();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx" + MEBIBYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        var ended = new LinkedHashMap<String, String>();
        lines.lines().map(line -> line.split(" ")).forEach(words -> {
            ended.put(words[0], words[1]);
            assertThat(Integer.parseInt(words[2])).as(words[0]).isLessThan(MOST_MILLIS);
        });
        assertThat(ended).as(lines).containsExactlyInAnyOrderEntriesOf(said);
    }

    /** The process that reads: of each file its name, what is said of it, and how many milliseconds that took. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            try (var files = Files.list(Path.of(arguments[0]))) {
                for (var file : files.sorted().toList()) {
                    long began = System.nanoTime();
                    var said = read(file);
                    System.out.println(file.getFileName() + " " + said + " " + (System.nanoTime() - began) / 1_000_000);
                }
            }
        }

        private static String read(Path file) {
            try {
                Spreadsheets.read(file, sheet -> sheet.turned());
                return "-";
            } catch (UnreadableSheet e) {
                return e.reason().code();
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                return e.toString().replace(' ', '_');
            }
        }
    }
}
