import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of PIT's changes the unit tests detected: by package, with the classes that have the most undetected changes.
 * {@code java tools/MutationTable.java mutations.csv}
 */
public final class MutationTable {

    private static final int WORST = 25;

    private static final class Count {
        private int killed;
        private int all;

        void add(String status) {
            all++;
            if (status.equals("KILLED") || status.equals("TIMED_OUT") || status.equals("MEMORY_ERROR")) {
                killed++;
            }
        }

        double share() {
            return 100.0 * killed / all;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Count> packages = new TreeMap<>();
        Map<String, Count> classes = new TreeMap<>();
        var all = new Count();
        for (var line : Files.readAllLines(Path.of(arguments[0]))) {
            var cells = line.split(",");
            var name = cells[1].replace("nl.tafelzicht.", "").replaceAll("\\$.*", "");
            var status = cells[5];
            packages.computeIfAbsent(name.substring(0, name.lastIndexOf('.')), p -> new Count())
                    .add(status);
            classes.computeIfAbsent(name, c -> new Count()).add(status);
            all.add(status);
        }
        System.out.printf("%-44s %6s %6s %6s%n", "package", "made", "killed", "%");
        packages.forEach((name, count) -> print(name, count));
        print("all", all);
        System.out.printf("%nclasses with the least%n");
        classes.entrySet().stream()
                .filter(c -> c.getValue().share() < 90)
                .sorted((a, b) ->
                        Integer.compare(b.getValue().all - b.getValue().killed, a.getValue().all - a.getValue().killed))
                .limit(WORST)
                .forEach(c -> print(c.getKey(), c.getValue()));
    }

    private static void print(String name, Count count) {
        System.out.printf("%-44s %6d %6d %6.1f%n", name, count.all, count.killed, count.share());
    }
}
