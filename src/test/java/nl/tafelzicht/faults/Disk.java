package nl.tafelzicht.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk that is small enough to be full: a file with an ext4 in it, mounted; or just a folder, where that is not
 * permitted.
 */
record Disk(Path folder, Path image) implements AutoCloseable {

    static final String NAME = "small-disk";
    private static final String SIZE = "400M";

    static Disk in(Path parent) throws IOException, InterruptedException {
        var folder = Files.createDirectory(parent.resolve(NAME));
        var image = parent.resolve("disk.img");
        try {
            run("truncate", "-s", SIZE, image.toString());
            run("mkfs.ext4", "-q", "-F", image.toString());
            run("mount", "-o", "loop", image.toString(), folder.toString());
            return new Disk(folder, image);
        } catch (IOException refused) {
            System.out.println("no disk of our own here (" + refused.getMessage() + "): it is not filled");
            return new Disk(Files.createDirectory(parent.resolve("files")), null);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (image != null) {
            run("umount", folder.toString());
        }
    }
}
