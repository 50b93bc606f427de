package nl.tafelzicht.node;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.tafelzicht.Tafelzicht;

/**
 * A process in which one hub runs after the other, never two at once: the first takes most of its time to load and
 * translate classes, the others find them. It is told what to run, and when to end it, by the lines of its input; it
 * ends with that.
 */
public final class HubAfterHub {

    /** Between the parts of a line: the file of the log, then the arguments. */
    public static final String SEPARATOR = "\u0001";

    /** A line of the input: end the hub. The answer is the same. */
    public static final String END = "end";

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

    private static void run(List<String> told) throws IOException {
        var next = new PrintStream(new FileOutputStream(told.get(0), true), true, StandardCharsets.UTF_8);
        System.setErr(next);
        if (log != null) {
            log.close();
        }
        log = next;
        Tafelzicht.main(told.subList(1, told.size()).toArray(String[]::new));
    }
}
