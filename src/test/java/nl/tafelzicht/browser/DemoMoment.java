package nl.tafelzicht.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.support.HubProcess;

/** The demo's day at one of its moments: a demo of its own that begins a while before and passes fast until then. */
final class DemoMoment implements AutoCloseable {

    /**
     * Slow enough that it has told all that was before its beginning, at some hundred reports a second, when it is that
     * moment; else stations look silent.
     */
    private static final int SPEED = 12;
    /** With few stations it may be that much faster. */
    private static final int FEW_FACTOR = 6;

    private static final long READY_SECONDS = 120;

    /**
     * A moment of the day.
     *
     * @param start when the demo begins, by its clock
     * @param minutes of that clock after which it is looked at
     * @param speed how much faster than the real one that clock goes
     */
    record Moment(String name, String start, int minutes, int speed) {}

    static final List<Moment> DAY = List.of(
            new Moment("0720", "06:55", 25, SPEED),
            new Moment("0820", "07:40", 38, SPEED),
            new Moment("1230", "12:00", 28, SPEED),
            new Moment("1800", "17:25", 33, SPEED),
            new Moment("2115", "20:35", 38, SPEED),
            new Moment("2330", "22:50", 38, SPEED));
    /** The morning after: what nobody did in the night stands there still. */
    static final Moment AFTER = new Moment("after", "23:30", 8 * 60, 120);

    private final Process demo;
    private final int port;

    private DemoMoment(Process demo, int port) {
        this.demo = demo;
        this.port = port;
    }

    /** For tests: a country of two hundred stations, at the moment of that name. */
    static DemoMoment named(String name) throws IOException, InterruptedException {
        var moment = name.equals(AFTER.name)
                ? AFTER
                : DAY.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
        var fast = new Moment(name, moment.start, moment.minutes, FEW_FACTOR * moment.speed);
        return begun(fast, 200, Files.createTempFile("tafelzicht-demo-", ".log"));
    }

    /** Comes back when it is that moment. */
    static DemoMoment begun(Moment moment, int stations, Path log) throws IOException, InterruptedException {
        int port = freePort();
        var process = new ProcessBuilder(HubProcess.command(
                        "demo",
                        "--port",
                        String.valueOf(port),
                        "--start",
                        moment.start,
                        "--speed",
                        String.valueOf(moment.speed),
                        "--stations",
                        String.valueOf(stations),
                        "--seed",
                        "7"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var demo = new DemoMoment(process, port);
        try {
            demo.awaitReady(log);
            TimeUnit.MILLISECONDS.sleep(moment.minutes * 60_000L / moment.speed); // that is how long the demo takes
            return demo;
        } catch (IOException | InterruptedException | RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        for (int i = 0; i < READY_SECONDS * 4; i++) {
            if (Files.readString(log).contains("ready on ")) {
                return;
            }
            if (demo.waitFor(250, TimeUnit.MILLISECONDS)) {
                throw new IOException("the demo ended: " + Files.readString(log));
            }
        }
        throw new IOException("the demo is not ready after " + READY_SECONDS + " s");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        demo.destroy();
        try {
            demo.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
