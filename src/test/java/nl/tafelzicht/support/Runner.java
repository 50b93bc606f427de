package nl.tafelzicht.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.tafelzicht.node.HubAfterHub;
import nl.tafelzicht.node.PlantedHub;
import nl.tafelzicht.support.HubProcess.Launch;

/**
 * The process of one hub. A hub that a test closes leaves a process behind that knows its classes already: the next hub
 * with the same options of the JVM starts in it, in a seventh of the processor time. Whoever kills a hub, or tells it
 * to stop, ends the process, as ever. Thread-safe.
 */
final class Runner {

    /** As many as the nodes of a cluster; each keeps some hundred megabytes. */
    private static final int MOST_IDLE = 3;

    private static final int END_SECONDS = 15;
    private static final Deque<Runner> IDLE = new ArrayDeque<>();

    private final Process process;
    private final BufferedReader out;
    private final List<String> jvm;
    private final boolean isForOne;

    private Runner(Launch launch, boolean isForOne, List<String> command) throws IOException {
        this.jvm = shared(launch);
        this.isForOne = isForOne;
        process = new ProcessBuilder(command)
                .redirectError(Redirect.appendTo(launch.log().toFile()))
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Runner run(Launch launch, List<String> arguments) throws IOException {
        if (!canFollow(launch)) {
            var command = new ArrayList<>(launch.prefix());
            command.addAll(HubProcess.command(launch.jvm(), launch.main(), arguments));
            return new Runner(launch, true, command);
        }
        var shared = shared(launch);
        var runner = idle(shared);
        if (runner == null) {
            runner = new Runner(launch, false, HubProcess.command(shared, HubAfterHub.class.getName(), List.of()));
        }
        var told = new ArrayList<>(List.of(launch.log().toString(), launch.main()));
        launch.jvm().stream().filter(HubAfterHub::isOfOneHub).forEach(told::add);
        told.addAll(arguments);
        runner.tell(String.join(HubAfterHub.SEPARATOR, told));
        return runner;
    }

    /** Not a node in a network of its own, nor whose log is set up by its options. */
    private static boolean canFollow(Launch launch) {
        return !Boolean.getBoolean(HubProcess.MEASURED)
                && launch.prefix().isEmpty()
                && List.of(HubProcess.HUB, PlantedHub.class.getName()).contains(launch.main())
                && launch.options().stream().noneMatch(o -> o.startsWith("--log-") || o.equals("--config"));
    }

    /** The options of the JVM with which also the next hub can run. */
    private static List<String> shared(Launch launch) {
        return launch.jvm().stream()
                .filter(option -> !HubAfterHub.isOfOneHub(option))
                .toList();
    }

    private static Runner idle(List<String> jvm) {
        synchronized (IDLE) {
            IDLE.removeIf(runner -> !runner.process.isAlive());
            for (var runner : IDLE) {
                if (runner.jvm.equals(jvm)) {
                    IDLE.remove(runner);
                    return runner;
                }
            }
            return null;
        }
    }

    private void tell(String line) throws IOException {
        Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        in.write(line + "\n");
        in.flush();
    }

    /** Waits for a line that begins so. @return false if the process ended before */
    boolean saysThat(String beginning) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    Process process() {
        return process;
    }

    /** Ends the hub in good order, or else by force. */
    void end() {
        try {
            if (isForOne || !process.isAlive()) {
                process.destroy();
                process.waitFor(END_SECONDS, TimeUnit.SECONDS);
            } else if (endsInOrder()) {
                keep();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private boolean endsInOrder() throws InterruptedException {
        var ends = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        tell(HubAfterHub.END);
                        return saysThat(HubAfterHub.END);
                    } catch (IOException gone) {
                        return false;
                    }
                },
                task -> new Thread(task, "end").start());
        try {
            return ends.get(END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private void keep() {
        synchronized (IDLE) {
            IDLE.addFirst(this);
            if (IDLE.size() > MOST_IDLE) {
                IDLE.removeLast().process.destroy();
            }
        }
    }
}
