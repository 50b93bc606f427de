package nl.tafelzicht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.format.StationSheet;
import nl.tafelzicht.support.Spreadsheet;
import nl.tafelzicht.support.Stations;

/**
 * What it costs to read spreadsheets of stations: one of a large municipality, and one of the whole country, each by a
 * process of its own whose memory is bounded.
 */
final class SpreadsheetLoad {

    private static final int TIMES = 20;
    private static final int MEBIBYTES = 100;

    private SpreadsheetLoad() {}

    static void run(Path folder, Consumer<String> say) throws IOException, InterruptedException {
        for (int stations : new int[] {1_000, 10_000}) {
            var rows = Spreadsheet.cells(Stations.csv("GM0363", stations, LocalDate.of(2027, 3, 17)));
            var form = Spreadsheet.turned(rows);
            read(folder, stations + " stations, .xlsx, a row for each", Spreadsheet.xlsx(Spreadsheet.rows(rows)), say);
            read(
                    folder,
                    stations + " stations, .ods, a row for each",
                    Spreadsheet.ods(Spreadsheet.odsTable(rows)),
                    say);
            read(
                    folder,
                    stations + " stations, .xlsx, a column for each",
                    Spreadsheet.xlsx(Spreadsheet.rows(form)),
                    say);
        }
    }

    private static void read(Path folder, String what, java.util.Map<String, String> parts, Consumer<String> say)
            throws IOException, InterruptedException {
        var file = Files.write(folder.resolve("sheet"), Spreadsheet.zip(parts));
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MEBIBYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                SpreadsheetLoad.class.getName(),
                file.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(process.getInputStream().readAllBytes()).strip();
        process.waitFor();
        say.accept("%s, %.1f MB, heap of %d MiB: %s".formatted(what, Files.size(file) / 1e6, MEBIBYTES, told));
    }

    /** The process that reads a file, again and again. */
    public static void main(String[] arguments) throws Exception {
        var gazetteer = new Gazetteer();
        var all = new Percentiles();
        double first = 0;
        int rows = 0;
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            rows = StationSheet.read(Path.of(arguments[0]), gazetteer, null, null)
                    .rows()
                    .size();
            long took = System.nanoTime() - began;
            first = i == 0 ? took / 1e6 : first;
            all.add(took);
        }
        System.out.printf(Locale.ROOT, "%d read, at first in %.0f ms, then %s%n", rows, first, all);
    }
}
