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

/** A file that came as the body of a request, or of an answer: on disk, with its fingerprint. @param bytes its size */
public record Upload(Path file, String sha256, long bytes) {

    /**
     * Takes a body to a temporary file, which whoever asks deletes. To be called as soon as its head is there.
     *
     * @param most bytes; more fail with a {@link Problem} 413
     */
    public static Future<Upload> receive(Vertx vertx, ReadStream<Buffer> body, long most) {
        body.pause();
        return vertx.fileSystem()
                .createTempFile("tafelzicht-upload-", ".tmp", "rw-------")
                .compose(name -> vertx.fileSystem()
                        .open(name, new OpenOptions().setWrite(true).setTruncateExisting(true))
                        .compose(file -> write(body, file, name, most).recover(cause -> vertx.fileSystem()
                                .delete(name)
                                .transform(deleted -> Future.failedFuture(cause)))));
    }

    private static Future<Upload> write(ReadStream<Buffer> body, AsyncFile file, String name, long most) {
        Promise<Upload> promise = Promise.promise();
        var sha256 = digest();
        var bytes = new long[1];
        body.handler(part -> {
            bytes[0] += part.length();
            if (bytes[0] > most) {
                body.handler(null);
                promise.tryFail(Problem.of(413, Explanation.of("file-too-large", "mebibytes", most / 1024 / 1024)));
                return;
            }
            sha256.update(part.getBytes());
            file.write(part);
            if (file.writeQueueFull()) {
                body.pause();
                file.drainHandler(v -> body.resume());
            }
        });
        body.exceptionHandler(promise::tryFail);
        body.endHandler(end -> file.close()
                .onComplete(
                        closed -> promise.tryComplete(
                                new Upload(Path.of(name), HexFormat.of().formatHex(sha256.digest()), bytes[0])),
                        promise::tryFail));
        body.resume();
        return promise.future().onFailure(cause -> file.close());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
