package nl.tafelzicht.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A hub as a process of its own, as it is run for real; ended by its id. */
public final class HubProcess implements AutoCloseable {

    private final Process process;
    private final int port;
    private final Duration startUp;

    private HubProcess(Process process, int port, Duration startUp) {
        this.process = process;
        this.port = port;
        this.startUp = startUp;
    }

    /** Starts {@code serve} with these options on a free port, and waits until it is ready; its log goes to a file. */
    public static HubProcess start(Path log, List<String> jvm, String... options) throws IOException {
        return start(freePort(), log, jvm, options);
    }

    public static HubProcess start(int port, Path log, List<String> jvm, String... options) throws IOException {
        long from = System.nanoTime();
        var arguments = new ArrayList<>(List.of("serve", "--port", String.valueOf(port)));
        arguments.addAll(List.of(options));
        var command = command(jvm, arguments);
        var process = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready on ")) return new HubProcess(process, port, Duration.ofNanos(System.nanoTime() - from));
        }
        throw new IOException("the hub did not start; see " + log);
    }

    /** The command line of the program with these arguments. */
    public static List<String> command(String... arguments) {
        return command(List.of("-Xmx256m"), List.of(arguments));
    }

    private static List<String> command(List<String> jvm, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (var opens : List.of("java.base/java.lang", "java.base/sun.nio.ch", "java.management/sun.management", "jdk.management/com.sun.management.internal")) command.addAll(List.of("--add-opens", opens + "=ALL-UNNAMED"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(), "nl.tafelzicht.Tafelzicht"));
        command.addAll(arguments);
        return command;
    }

    /** The class path of this process; under Maven's exec plugin it is not that of the JVM. */
    private static String classPath() {
        var loader = HubProcess.class.getClassLoader();
        if (loader instanceof java.net.URLClassLoader urls) {
            return String.join(java.io.File.pathSeparator, java.util.Arrays.stream(urls.getURLs()).map(u -> Path.of(java.net.URI.create(u.toString())).toString()).toList());
        }
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    /** From the start of the process to its {@code ready} line. */
    public Duration startUp() {
        return startUp;
    }

    /** Pulls the plug. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Tells it to stop, and waits. @return its exit status */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) throw new IllegalStateException("the hub does not stop on SIGTERM");
        return process.exitValue();
    }

    /** Waits until it ends by itself. @return its exit status */
    public int ended() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) throw new IllegalStateException("the hub does not end by itself");
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
