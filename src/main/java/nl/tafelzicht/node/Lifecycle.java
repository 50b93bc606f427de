package nl.tafelzicht.node;

import java.io.IOException;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hub as a process: says when it is ready, and ends in good order on SIGTERM or Ctrl-C, with exit status 0; or by itself. */
public final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    /** The database is another one than this process began with. */
    public static final int REPLACED = 3;

    private static volatile int status;

    private Lifecycle() { }

    /** Ends in good order, with this exit status: whoever runs the hub starts it again. */
    static void end(int exitStatus) {
        status = exitStatus;
        new Thread(() -> System.exit(exitStatus), "end").start();
    }

    public static Database migrated(Database database) throws IOException {
        try {
            return database.migrate();
        } catch (FlywayException e) {
            throw new IOException("the database can't be used: " + e.getMessage().lines().filter(line -> !line.isBlank()).findFirst().orElse("unknown"), e);
        }
    }

    /** Returns at once; the process goes on until it is told to stop, and then closes these in their order. */
    public static void run(String address, AutoCloseable... inOrder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                for (var part : inOrder) part.close();
            } catch (Exception e) {
                LOG.warn("did not stop in good order", e);
            }
            Runtime.getRuntime().halt(status);
        }, "stop"));
        System.out.println("ready on " + address);
    }
}
