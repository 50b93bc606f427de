package nl.tafelzicht.engine.http.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import nl.tafelzicht.election.Explanation;

/**
 * A file that arrived as the body of a request or of a response: on disk, with its fingerprint.
 *
 * @param bytes its size
 */
public record Upload(Path file, String sha256, long bytes) {

    /**
     * Saves a body to a temporary file, which the caller deletes. Must be called as soon as the head has arrived.
     *
     * @param most bytes; a larger body fails with a {@link Problem} 413
     */
    public static Future<Upload> receive(Vertx vertx, ReadStream<Buffer> body, long most) {
        Promise<Upload> promise = Promise.promise();
        body.exceptionHandler(promise::tryFail); // the connection may break before the file is open
        body.pause();
        return vertx.fileSystem()
                .createTempFile("tafelzicht-upload-", ".tmp", "rw-------")
                .compose(name -> vertx.fileSystem()
                        .open(name, new OpenOptions().setWrite(true).setTruncateExisting(true))
                        .compose(file -> write(body, file, name, most, promise))
                        .recover(cause ->
                                vertx.fileSystem().delete(name).transform(deleted -> Future.failedFuture(cause))));
    }

    /** Writes a body to the disk. Belongs to one event loop. */
    private static final class Writing {
        private final MessageDigest sha256 = digest();
        private long bytes;
        private int underWay;
        private boolean ended;

        boolean isDone() {
            return ended && underWay == 0;
        }

        Upload upload(String name) {
            return new Upload(Path.of(name), HexFormat.of().formatHex(sha256.digest()), bytes);
        }
    }

    /** @return completes when the file is closed, after success or failure */
    private static Future<Upload> write(
            ReadStream<Buffer> body, AsyncFile file, String name, long most, Promise<Upload> promise) {
        var writing = new Writing();
        body.handler(part -> {
            writing.bytes += part.length();
            if (writing.bytes > most) {
                promise.tryFail(Problem.of(413, Explanation.of("file-too-large", "mebibytes", most / 1024 / 1024)));
            }
            if (promise.future().isComplete()) {
                return;
            }
            writing.sha256.update(part.getBytes());
            writing.underWay++;
            file.write(part).onFailure(promise::tryFail).onSuccess(written -> {
                writing.underWay--;
                if (writing.isDone()) {
                    promise.tryComplete(writing.upload(name));
                }
            });
            if (file.writeQueueFull()) {
                body.pause();
                file.drainHandler(v -> body.resume());
            }
        });
        body.endHandler(end -> {
            writing.ended = true;
            if (writing.isDone()) {
                promise.tryComplete(writing.upload(name));
            }
        });
        if (!promise.future().isComplete()) {
            body.resume();
        }
        return promise.future().transform(done -> {
            body.handler(null);
            return file.close()
                    .transform(closed -> done.succeeded() && closed.failed()
                            ? Future.failedFuture(closed.cause())
                            : promise.future());
        });
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
