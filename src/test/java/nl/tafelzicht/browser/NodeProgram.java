package nl.tafelzicht.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.support.Needed;

/**
 * Programs for Node.js, run by the one that Playwright brings: JDK and Maven are enough. Where it brings none, a test
 * that needs it is skipped by name.
 */
final class NodeProgram {

    /** @param text what it wrote, on either stream */
    record Result(int status, String text) {}

    private static final String NEEDS = "needs the Node.js that Playwright brings for this machine: ";

    private NodeProgram() {}

    /** Blocks until it ends. @throws AssertionError when that takes longer than so many seconds */
    static Result run(long seconds, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(node().toString());
        command.addAll(arguments);
        var log = Files.createTempFile("tafelzicht-node-", ".log");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            var text = Files.readString(log, StandardCharsets.UTF_8);
            if (!ended) {
                throw new AssertionError(arguments + " does not end: " + text);
            }
            return new Result(process.exitValue(), text);
        } finally {
            Files.delete(log);
        }
    }

    private static Path node() throws IOException {
        var name = System.getProperty("os.name").startsWith("Windows") ? "node.exe" : "node";
        try {
            var node = PlaywrightDriver.unpacked().resolve(name);
            Needed.that(Files.isExecutable(node), NEEDS + node + " is not there");
            return node;
        } catch (IOException none) {
            Needed.that(false, NEEDS + none.getMessage());
            throw none;
        }
    }
}
