package nl.tafelzicht.node.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of the embedded PostgreSQL, unpacked from the class path once for each version into a folder that nobody
 * else may write: otherwise somebody else's program could be run with our rights.
 */
final class Programs {

    private static final String PRIVATE = "rwx------";

    private final Path bin;
    private final boolean root;

    private Programs(Path home, boolean root) {
        this.bin = home.resolve("bin");
        this.root = root;
    }

    /**
     * The programs for this machine, in the user's cache; or in the fallback folder when the cache is not writable.
     *
     * @throws IOException when there are none for this machine, or somebody else may have put them there
     */
    static Programs unpacked(Path fallback) throws IOException {
        boolean root = "root".equals(System.getProperty("user.name")) && !isWindows();
        try {
            return new Programs(unpackedIn(cache()), root);
        } catch (FileSystemException e) {
            return new Programs(unpackedIn(fallback), root);
        }
    }

    private static Path cache() {
        var named = System.getenv("XDG_CACHE_HOME");
        var cache =
                named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return cache.toAbsolutePath().resolve("tafelzicht");
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static String resource() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        var name = system.startsWith("windows")
                ? "windows-" + arch
                : system.startsWith("mac")
                        ? "darwin-x86_64"
                        : "linux-" + arch + (Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "");
        var resource = "/postgres-" + name + ".txz";
        if (Programs.class.getResource(resource) == null) {
            throw new IOException("there is no embedded PostgreSQL for " + system + " on " + arch
                    + "; name an outside one with --database");
        }
        return resource;
    }

    private static Path unpackedIn(Path parent) throws IOException {
        var archive = resource();
        var home = parent.resolve("postgresql-" + fingerprint(archive));
        Files.createDirectories(parent);
        close(parent);
        if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
            unpack(archive, parent, home);
        }
        check(home);
        return home;
    }

    /**
     * Tells versions apart, and has no other use: nobody else may write to the folder with this name. Fast, since each
     * start of a hub waits for it.
     */
    private static String fingerprint(String resource) throws IOException {
        try (var in = Programs.class.getResourceAsStream(resource)) {
            var sum = new CRC32();
            long length = 0;
            var part = new byte[1 << 16];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                sum.update(part, 0, n);
                length += n;
            }
            return Long.toHexString(length) + "-" + Long.toHexString(sum.getValue());
        }
    }

    /**
     * Unpacked beside its place first, so that what is in its place is complete; when two processes do it, the first
     * one wins.
     */
    private static void unpack(String archive, Path parent, Path home) throws IOException {
        var making = Files.createTempDirectory(parent, "unpacking-");
        try {
            try (var in = Programs.class.getResourceAsStream(archive)) {
                unpack(in, making);
            }
            Files.move(making, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
            if (!Files.exists(home)) {
                throw e;
            }
        } catch (FileSystemException e) {
            if (!Files.exists(home)) {
                throw e; // unless another process was faster
            }
        } finally {
            delete(making);
        }
    }

    private static void unpack(InputStream archive, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var place = into.resolve(entry.getName()).normalize();
                if (!place.startsWith(into)) {
                    throw new IOException(
                            "the archive of PostgreSQL names a place outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                } else {
                    Files.createDirectories(place.getParent());
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
                    } else {
                        Files.copy(tar, place);
                    }
                    if (!entry.isSymbolicLink() && (entry.getMode() & 0100) != 0 && !isWindows()) {
                        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(PRIVATE));
                    }
                }
            }
        }
    }

    /** Removes write access of others: they could otherwise replace a file between its check and its use. */
    static void close(Path parent) throws IOException {
        if (isWindows()) {
            return;
        }
        var mode = Files.getPosixFilePermissions(parent);
        if (!mode.contains(PosixFilePermission.GROUP_WRITE) && !mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            return;
        }
        if (!Files.getOwner(parent).equals(self())) {
            throw new IOException("others may write in " + parent
                    + ", where the programs of PostgreSQL are: remove that folder, or take the right from them,"
                    + " and start again");
        }
        mode.removeAll(Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
        Files.setPosixFilePermissions(parent, mode);
    }

    /** Checks that the folder belongs to us, and nobody else may write to it. */
    static void check(Path home) throws IOException {
        if (isWindows()) {
            return;
        }
        var mode = Files.getPosixFilePermissions(home, LinkOption.NOFOLLOW_LINKS);
        var owner = Files.getOwner(home, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)
                || !owner.equals(self())
                || !PosixFilePermissions.toString(mode).equals(PRIVATE)) {
            throw new IOException("the programs of PostgreSQL in " + home + " may be somebody else's (owner "
                    + owner.getName() + ", mode " + PosixFilePermissions.toString(mode)
                    + "): remove that folder, and start again");
        }
    }

    /** The owner of files that this process makes: a user need not have a name. */
    private static UserPrincipal self() throws IOException {
        var ours = Files.createTempFile("tafelzicht-", ".owner");
        try {
            return Files.getOwner(ours);
        } finally {
            Files.delete(ours);
        }
    }

    /**
     * The command line of a program. PostgreSQL refuses to run as root: then it runs as nobody, in a user namespace of
     * its own, on files that stay root's.
     */
    List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (root) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
