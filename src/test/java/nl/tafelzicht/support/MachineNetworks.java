package nl.tafelzicht.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The networks of this machine, for tests of several processes: whoever changes them has them alone, since browsers
 * give up whatever they load when they change ({@code ERR_NETWORK_CHANGED}). Who waits to change them goes before those
 * who come later.
 */
public final class MachineNetworks implements AutoCloseable {

    /** Of the machine and not of the build: two builds at once have the same networks. */
    private static final Path FOLDER =
            Path.of(System.getProperty("java.io.tmpdir"), "tafelzicht-networks-" + System.getProperty("user.name"));

    private final FileChannel gate;
    private final FileChannel networks;
    private final FileLock lock;

    private MachineNetworks(boolean isShared) throws IOException {
        var folder = Files.createDirectories(FOLDER);
        gate = open(folder.resolve("networks.gate"));
        networks = open(folder.resolve("networks.lock"));
        var entering = gate.lock();
        lock = networks.lock(0, Long.MAX_VALUE, isShared);
        if (isShared) {
            entering.release();
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** They stay as they are until it is closed. Blocks; once in a process at a time. */
    public static MachineNetworks unchanged() throws IOException {
        return new MachineNetworks(true);
    }

    /** Nobody else relies on them until it is closed. Blocks; once in a process at a time. */
    public static MachineNetworks alone() throws IOException {
        return new MachineNetworks(false);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        networks.close();
        gate.close(); // and with it whoever waits comes in
    }
}
