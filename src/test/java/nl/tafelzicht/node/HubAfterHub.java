package nl.tafelzicht.node;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import nl.tafelzicht.Tafelzicht;

/**
 * A process in which one hub runs after the other, never two at once: the first takes most of its time to load and
 * translate classes, the others find them. It is told what to run, and when to end it, by the lines of its input; it
 * ends with that. Properties that a hub reads when it starts are set for that one alone.
 */
public final class HubAfterHub {

    /** Between the parts of a line: the file of the log, the program, a property or more, then the arguments. */
    public static final String SEPARATOR = "\u0001";

    /** A line of the input: end the hub. The answer is the same. */
    public static final String END = "end";

    /** Properties that a hub reads when it starts, and not once in a process. */
    private static final List<String> PROPERTIES = Stream.concat(
                    PlantedHub.PROPERTIES.stream(),
                    Stream.of(
                            "tafelzicht.node-say-millis",
                            "tafelzicht.public-look-millis",
                            "tafelzicht.max-event-loop-millis"))
            .toList();

    private static PrintStream log;

    private HubAfterHub() {}

    public static void main(String[] none) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(END)) {
                Lifecycle.stop();
                System.out.println(END);
            } else {
                run(List.of(line.split(SEPARATOR, -1)));
            }
        }
        System.exit(0);
    }

    /** Whether this option of the JVM, {@code -Dname=value}, is one of a single hub. */
    public static boolean isOfOneHub(String option) {
        return PROPERTIES.stream().anyMatch(name -> option.startsWith("-D" + name + "="));
    }

    private static void run(List<String> told) throws IOException {
        var next = new PrintStream(new FileOutputStream(told.get(0), true), true, StandardCharsets.UTF_8);
        System.setErr(next);
        if (log != null) {
            log.close();
        }
        log = next;
        PROPERTIES.forEach(System::clearProperty);
        int n = 2;
        for (; isOfOneHub(told.get(n)); n++) {
            var property = told.get(n).substring("-D".length()).split("=", 2);
            System.setProperty(property[0], property[1]);
        }
        var arguments = told.subList(n, told.size()).toArray(String[]::new);
        if (told.get(1).equals(PlantedHub.class.getName())) {
            PlantedHub.main(arguments);
        } else {
            Tafelzicht.main(arguments);
        }
    }
}
