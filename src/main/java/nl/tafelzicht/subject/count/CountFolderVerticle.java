package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.command.CommandRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports count files that somebody puts in a folder, the oldest first, and moves each away: to {@code taken}, or to
 * {@code refused} with the reason beside it; existing files there are never overwritten.
 *
 * <pre>
 * every two seconds: which files did not change since ─► has a complete end, or has not changed for a minute ─► imported
 * </pre>
 *
 * A file that can't be imported now, because the journal is away or the file can't be read, stays in place and is tried
 * again; other files do not wait for it.
 */
public final class CountFolderVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(CountFolderVerticle.class);
    private static final String ENDING = ".xml";
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final DeliveryOptions PATIENT =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(300_000);

    /** The number of checks during which a file without a complete end must stay the same. */
    private static final int PATIENCE = 30;
    /** The number of checks until a file that failed is tried again. */
    private static final int RETRY = 10;
    /** Only the oldest files are considered. */
    private static final int MOST = 10_000;

    private static final int END = 128;

    private final Path folder;
    private final Duration between;
    /** For each file, the number of checks at which it was the same as at the one before. */
    private Map<Seen, Integer> same = Map.of();

    private boolean busy;

    /** The state of a file at a check. */
    private record Seen(Path file, long bytes, long changed) {}

    CountFolderVerticle(Path folder) {
        this(folder, LOOK);
    }

    /** @param between time between two checks */
    CountFolderVerticle(Path folder, Duration between) {
        this.folder = folder;
        this.between = between;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(between.toMillis(), t -> look());
        return Future.succeededFuture();
    }

    /** @return completes when all complete files are moved away, or were left in place */
    Future<Void> look() {
        if (busy) {
            return Future.succeededFuture();
        }
        busy = true;
        return vertx.executeBlocking(this::seen, false)
                .compose(this::takeThoseThatAreWhole)
                .onFailure(cause -> LOG.warn("count files are left in {}: {}", folder, cause.toString()))
                .otherwiseEmpty()
                .onComplete(done -> busy = false);
    }

    private List<Seen> seen() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(CountFolderVerticle::isCount)
                    .map(f -> new Seen(f, f.toFile().length(), f.toFile().lastModified()))
                    .sorted(Comparator.comparingLong(Seen::changed)
                            .thenComparing(s -> s.file().toString()))
                    .limit(MOST)
                    .toList();
        }
    }

    private Future<Void> takeThoseThatAreWhole(List<Seen> seen) {
        var before = same;
        same = new HashMap<>();
        seen.forEach(s -> same.put(s, before.getOrDefault(s, -1) + 1));
        Future<Void> taken = Future.succeededFuture();
        for (var s : seen) {
            int looks = same.get(s);
            if (looks > 0) {
                taken = taken.compose(done -> vertx.executeBlocking(() -> looks >= PATIENCE || isWhole(s.file()), false)
                        .compose(isWhole -> isWhole ? take(s) : Future.<Void>succeededFuture())
                        .recover(cause -> later(s, cause)));
            }
        }
        return taken;
    }

    /** An error in a file delays that file only; an error of the hub delays all files until the next check. */
    private Future<Void> later(Seen seen, Throwable cause) {
        same.put(seen, -RETRY);
        if (cause instanceof ReplyException) {
            return Future.failedFuture(cause);
        }
        LOG.warn("count file {} can't be taken now and is tried again: {}", seen.file(), cause.toString());
        return Future.succeededFuture();
    }

    /** Whether it has the end of a count; a file that is still being written does not. */
    private static boolean isWhole(Path file) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var end = new byte[(int) Math.min(END, in.length())];
            in.seek(in.length() - end.length);
            in.readFully(end);
            return new String(end, StandardCharsets.ISO_8859_1).stripTrailing().endsWith("EML>");
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
                .compose(message -> {
                    var refusal = refusal(message.body());
                    return layAside(seen, refusal == null ? "taken" : "refused", refusal);
                });
    }

    /** @return {@code null} when the file was taken */
    private static String refusal(CountRequest.Answer answer) {
        if (answer instanceof CountRequest.Excluded e) {
            return e.why().in(Locale.ENGLISH);
        }
        return answer instanceof CountRequest.Refused r
                ? (r.line() > 0 ? "line " + r.line() + ": " : "") + r.why().in(Locale.ENGLISH)
                : null;
    }

    private Future<Void> layAside(Seen seen, String where, String reason) {
        return vertx.executeBlocking(
                () -> {
                    var to = Files.createDirectories(folder.resolve(where));
                    var name = free(to, seen.file().getFileName().toString());
                    if (reason != null) {
                        Files.writeString(to.resolve(name + ".reason.txt"), reason + "\n", StandardCharsets.UTF_8);
                    }
                    // the reason is written first, so that it is there when the file appears
                    Files.move(seen.file(), to.resolve(name));
                    LOG.info("count file {} {}{}", name, where, reason == null ? "" : ": " + reason);
                    return null;
                },
                false);
    }

    /** A name that is not taken: senders use the same names again. */
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
