package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.command.CommandRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes count files that somebody lays in a folder, one at a time, and lays each aside: in {@code taken}, or in
 * {@code refused} with the reason beside it; nothing that lies there already is written over. A file is taken once it
 * has not changed from one look to the next. What can't be taken now, since the journal is away or the file can't be
 * read, stays where it is, and the others go first.
 */
public final class CountFolderVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(CountFolderVerticle.class);
    private static final String ENDING = ".xml";
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final DeliveryOptions PATIENT =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(300_000);

    private final Path folder;
    private final Duration between;
    private final Set<Path> notNow = new HashSet<>();
    private Seen last;
    private boolean busy;

    /** How a file looked. */
    private record Seen(Path file, long bytes, long changed) {}

    CountFolderVerticle(Path folder) {
        this(folder, LOOK);
    }

    /** @param between one look and the next */
    CountFolderVerticle(Path folder, Duration between) {
        this.folder = folder;
        this.between = between;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(between.toMillis(), t -> look());
        return Future.succeededFuture();
    }

    /** @return when what was found is laid aside, or was left where it is */
    Future<Void> look() {
        if (busy) {
            return Future.succeededFuture();
        }
        busy = true;
        var not = Set.copyOf(notNow);
        return vertx.executeBlocking(() -> oldest(not), false)
                .onFailure(cause -> LOG.warn("the folder {} can't be read: {}", folder, cause.toString()))
                .otherwise((Seen) null)
                .compose(seen -> {
                    boolean isWhole = seen != null && seen.equals(last);
                    last = seen;
                    if (seen == null) {
                        notNow.clear(); // everything else was looked at
                    }
                    return isWhole ? take(seen).otherwise(cause -> later(seen, cause)) : Future.succeededFuture();
                })
                .onComplete(done -> busy = false);
    }

    private Void later(Seen seen, Throwable cause) {
        LOG.warn("count file {} can't be taken now and is tried again: {}", seen.file(), cause.toString());
        notNow.add(seen.file());
        return null;
    }

    /** The file that lies there longest. */
    private Seen oldest(Set<Path> not) throws IOException {
        try (var files = Files.list(folder)) {
            var found = files.filter(f -> isCount(f) && !not.contains(f))
                    .min(Comparator.comparingLong((Path f) -> f.toFile().lastModified())
                            .thenComparing(Path::toString))
                    .orElse(null);
            return found == null
                    ? null
                    : new Seen(found, Files.size(found), found.toFile().lastModified());
        }
    }

    private static boolean isCount(Path file) {
        return Files.isRegularFile(file)
                && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    private Future<Void> take(Seen seen) {
        if (seen.bytes() > CountImportRoutes.MAX_FILE_BYTES) {
            return layAside(seen, "refused", "is larger than " + (CountImportRoutes.MAX_FILE_BYTES >> 20) + " MiB");
        }
        return vertx.executeBlocking(() -> sha256(seen.file()), false)
                .compose(sha256 -> vertx.eventBus()
                        .<CountRequest.Answer>request(
                                CountFileVerticle.ADDRESS,
                                new CountRequest.Take(
                                        seen.file(),
                                        sha256,
                                        seen.bytes(),
                                        CommandRequest.HUB,
                                        Role.TABLE_OPERATOR,
                                        anywhere -> true),
                                PATIENT))
                .compose(message -> message.body() instanceof CountRequest.Refused r
                        ? layAside(
                                seen,
                                "refused",
                                (r.line() > 0 ? "line " + r.line() + ": " : "")
                                        + r.why().in(Locale.ENGLISH))
                        : layAside(seen, "taken", null));
    }

    private Future<Void> layAside(Seen seen, String where, String reason) {
        return vertx.executeBlocking(
                () -> {
                    var to = Files.createDirectories(folder.resolve(where));
                    var name = free(to, seen.file().getFileName().toString());
                    Files.move(seen.file(), to.resolve(name));
                    if (reason != null) {
                        Files.writeString(to.resolve(name + ".reason.txt"), reason + "\n", StandardCharsets.UTF_8);
                    }
                    LOG.info("count file {} {}{}", name, where, reason == null ? "" : ": " + reason);
                    return null;
                },
                false);
    }

    /** Senders use the same names again. */
    private static String free(Path folder, String name) {
        var free = name;
        for (int i = 2; Files.exists(folder.resolve(free)); i++) {
            free = name.substring(0, name.length() - ENDING.length()) + "-" + i + ENDING;
        }
        return free;
    }

    private static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
