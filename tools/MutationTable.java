import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of PIT's changes the unit tests detected: by package, with the classes that have the most undetected changes;
 * and, by line, the undetected changes without a reason. Run it in the project's folder: {@code java
 * tools/MutationTable.java target/pit-reports/mutations.csv}
 *
 * <p>The reasons are in {@code docs/surviving-mutants.tsv}: one line for each class, method and kind of change, with
 * the number of changes. A lambda counts as its method. The tool exits with 1 when that list is malformed; it prints
 * the entries with more changes than are undetected.
 */
public final class MutationTable {

    private static final Path LIST = Path.of("docs", "surviving-mutants.tsv");
    private static final int WORST = 25;

    private static final class Count {
        private int killed;
        private int listed;
        private int all;

        double share() {
            return 100.0 * killed / all;
        }
    }

    /** Where a change was made, and what kind it was. */
    private record Spot(String type, String method, String mutator) {}

    /** @param covered whether a test ran that line at all */
    private record Survivor(Spot spot, int line, boolean covered) {}

    public static void main(String[] arguments) throws Exception {
        var room = reasons();
        var given = new LinkedHashMap<>(room);
        Map<String, Count> packages = new TreeMap<>();
        Map<String, Count> classes = new TreeMap<>();
        var all = new Count();
        var open = new ArrayList<Survivor>();
        for (var line : Files.readAllLines(Path.of(arguments[0]))) {
            var cells = line.split(",");
            var spot = spot(cells);
            var status = cells[5];
            boolean isKilled = List.of("KILLED", "TIMED_OUT", "MEMORY_ERROR").contains(status);
            boolean isListed = !isKilled && room.merge(spot, -1, Integer::sum) >= 0;
            if (!isKilled && !isListed) {
                open.add(new Survivor(spot, Integer.parseInt(cells[4]), !status.equals("NO_COVERAGE")));
            }
            var name = spot.type.replaceAll("\\$.*", "");
            for (var count : List.of(
                    packages.computeIfAbsent(name.substring(0, name.lastIndexOf('.')), p -> new Count()),
                    classes.computeIfAbsent(name, c -> new Count()),
                    all)) {
                count.all++;
                count.killed += isKilled ? 1 : 0;
                count.listed += isListed ? 1 : 0;
            }
        }
        System.out.printf("%-52s %6s %6s %6s %6s%n", "package", "made", "found", "%", "listed");
        packages.forEach(MutationTable::print);
        print("all", all);
        System.out.printf("%nclasses with the most undetected changes%n");
        classes.entrySet().stream()
                .filter(c -> c.getValue().share() < 90)
                .sorted((a, b) ->
                        Integer.compare(b.getValue().all - b.getValue().killed, a.getValue().all - a.getValue().killed))
                .limit(WORST)
                .forEach(c -> print(c.getKey(), c.getValue()));
        System.out.printf("%nundetected, without a reason in %s: %d%n", LIST, open.size());
        open.stream()
                .map(s -> "%s.%s line %d %s%s"
                        .formatted(
                                s.spot.type,
                                s.spot.method,
                                s.line,
                                s.spot.mutator,
                                s.covered ? "" : ", which no test runs"))
                .sorted()
                .forEach(System.out::println);
        room.forEach((spot, left) -> {
            boolean isMeasured = classes.containsKey(spot.type.replaceAll("\\$.*", ""));
            if (left > 0 && given.containsKey(spot) && isMeasured) {
                System.out.printf(
                        "listed, and %d fewer undetected: %s.%s %s%n", left, spot.type, spot.method, spot.mutator);
            }
        });
    }

    private static Spot spot(String[] cells) {
        var method = cells[3].startsWith("lambda$") ? cells[3].split("\\$")[1] : cells[3];
        var mutator = cells[2].substring(cells[2].lastIndexOf('.') + 1).replaceAll("Mutator$", "");
        return new Spot(cells[1].replace("nl.tafelzicht.", ""), method, mutator);
    }

    /** How many of the changes at a spot may survive. */
    private static Map<Spot, Integer> reasons() throws IOException {
        var room = new LinkedHashMap<Spot, Integer>();
        int number = 0;
        for (var line : Files.readAllLines(LIST)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var cells = line.split("\t");
            if (cells.length != 5 || !cells[3].matches("[1-9]\\d*") || cells[4].isBlank()) {
                System.err.println(LIST + " line " + number + ": not class, method, mutator, count, reason");
                System.exit(1);
            }
            if (room.put(new Spot(cells[0], cells[1], cells[2]), Integer.valueOf(cells[3])) != null) {
                System.err.println(LIST + " line " + number + ": the same is listed above");
                System.exit(1);
            }
        }
        return room;
    }

    private static void print(String name, Count count) {
        System.out.printf("%-52s %6d %6d %6.1f %6d%n", name, count.all, count.killed, count.share(), count.listed);
    }
}
