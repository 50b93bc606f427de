package nl.tafelzicht.node;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub as a process: reports when it is ready, and ends in an orderly way on SIGTERM or Ctrl-C with exit status 0, or
 * by itself with another status.
 */
public final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    /** Exit status: the database is another one than this process began with. */
    public static final int REPLACED = 3;

    /** Exit status: the embedded PostgreSQL died, and can't be restarted. */
    public static final int DATABASE_LOST = 4;

    private static volatile int status;
    private static final AtomicReference<List<AutoCloseable>> PARTS = new AtomicReference<>();
    private static volatile boolean running;

    private Lifecycle() {}

    /** Ends the process in an orderly way with this exit status; the operator's supervisor restarts it. */
    static void end(int exitStatus) {
        status = exitStatus;
        new Thread(() -> System.exit(exitStatus), "end").start();
    }

    public static Database migrated(Database database) throws IOException {
        try {
            return database.migrate();
        } catch (FlywayException e) {
            throw new IOException(
                    "the database can't be used: "
                            + e.getMessage()
                                    .lines()
                                    .filter(line -> !line.isBlank())
                                    .findFirst()
                                    .orElse("unknown"),
                    e);
        }
    }

    /** What to close if the process is told to stop before it {@linkplain #run runs}. */
    static void closeAtEnd(AutoCloseable... inOrder) {
        if (PARTS.getAndSet(List.of(inOrder)) == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(Lifecycle::close, "stop"));
        }
    }

    private static void close() {
        boolean ran = running;
        stop();
        if (ran) {
            Runtime.getRuntime().halt(status);
        }
    }

    /** Closes what runs, in order; the process goes on, and can run something else. */
    static void stop() {
        running = false;
        try {
            for (var part : PARTS.getAndSet(List.of())) {
                part.close();
            }
        } catch (Exception e) {
            LOG.warn("did not stop in good order", e);
        }
    }

    /** Returns at once; the process goes on until it is told to stop, and then closes these in order. */
    public static void run(String address, AutoCloseable... inOrder) {
        running = true;
        closeAtEnd(inOrder);
        System.out.println("ready on " + address);
    }
}
