package nl.tafelzicht.browser;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** What jars of the test class path bring for Node.js, unpacked: it reads no jars. */
final class Unpacked {

    /** Where mvnpm keeps what no browser asks for. */
    private static final String MORE = "META-INF/.more.tgz";

    private Unpacked() {}

    /** A folder of a jar, with all that is in it. @param resource such as {@code /META-INF/resources} */
    static void folder(String resource, Path into) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jarOf(resource + "/package.json"), Map.of())) {
            var root = files.getPath(resource);
            try (Stream<Path> all = Files.walk(root)) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    var place = into.resolve(root.relativize(file).toString());
                    Files.createDirectories(place.getParent());
                    Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /**
     * What a jar of mvnpm has packed once more inside.
     *
     * @param resource the folder that the jar has, such as {@code /META-INF/resources/_static/lit/3.3.3}
     * @param wanted by its path in there
     */
    static void more(String resource, Predicate<String> wanted, Path into) throws IOException {
        var prefix = resource.substring("/META-INF/".length()) + "/";
        try (FileSystem files = FileSystems.newFileSystem(jarOf(resource + "/package.json"), Map.of());
                var packed = new BufferedInputStream(Files.newInputStream(files.getPath(MORE)));
                var tar = new TarArchiveInputStream(new GzipCompressorInputStream(packed))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName();
                if (!name.startsWith(prefix) || !wanted.test(name) || !tar.canReadEntryData(entry)) {
                    continue;
                }
                var place = into.resolve(name.substring(prefix.length()));
                Files.createDirectories(place.getParent());
                Files.copy(tar, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static URI jarOf(String resource) {
        var found = Unpacked.class.getResource(resource);
        if (found == null) {
            throw new IllegalStateException("no jar has " + resource);
        }
        try {
            return URI.create(found.toURI().toString().replaceFirst("!.*", "!/"));
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
