package nl.tafelzicht;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command of the program, run in this process: it takes a tenth of what a process of its own does. Those that look at
 * the program from outside start one: {@link CommandLineIT}.
 */
public final class Command {

    /** @param text what it wrote, on either stream */
    public record Said(int status, String text) {}

    private Command() {}

    /** The same, with what somebody types meanwhile. */
    public static synchronized Said typing(String input, String... arguments) {
        var in = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(arguments);
        } finally {
            System.setIn(in);
        }
    }

    /** One at a time: the streams are those of the whole process. */
    public static synchronized Said run(String... arguments) {
        var said = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var into = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(into);
            System.setErr(into);
            return new Said(Tafelzicht.run(List.of(arguments)), said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
