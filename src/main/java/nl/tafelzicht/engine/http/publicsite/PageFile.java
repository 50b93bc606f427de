package nl.tafelzicht.engine.http.publicsite;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import nl.tafelzicht.engine.http.api.Negotiation;

/**
 * A file of the page. Text is kept in memory, compressed once: thousands of phones ask for the same file at seven in
 * the morning. Of other files only the tag is kept.
 *
 * @param tag entity tag, derived from its content
 * @param text {@code null} for a file that is no text
 * @param gzip the same, compressed
 */
record PageFile(String tag, String type, Buffer text, Buffer gzip) {

    private static final Set<String> TEXTS = Set.of("mjs", "js", "css", "json", "svg", "html");
    private static final String FOR_GOOD = "public, immutable, max-age=31536000";

    static PageFile of(String path, byte[] content) {
        boolean isText = TEXTS.contains(path.substring(path.lastIndexOf('.') + 1));
        return new PageFile(
                Negotiation.tag(content),
                type(path),
                isText ? Buffer.buffer(content) : null,
                isText ? Buffer.buffer(compressed(content)) : null);
    }

    private static String type(String path) {
        var type = MimeMapping.mimeTypeForFilename(path);
        return type == null ? "application/octet-stream" : type.startsWith("text/") ? type + ";charset=UTF-8" : type;
    }

    private static byte[] compressed(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Answers with the text, or with 304 when the browser has it; a file that is no text is left to the next handler.
     *
     * @param isForGood whether the content of its path never changes
     */
    void answer(RoutingContext rc, boolean isForGood) {
        var response =
                rc.response().putHeader("ETag", tag).putHeader("Cache-Control", isForGood ? FOR_GOOD : "no-cache");
        if (Negotiation.isKnown(rc, tag)) {
            response.setStatusCode(304).end();
            return;
        }
        boolean isHead = rc.request().method() == HttpMethod.HEAD;
        if (text == null && !isHead) {
            rc.next();
            return;
        }
        response.putHeader("Content-Type", type);
        if (text != null) {
            response.putHeader("Vary", "Accept-Encoding");
        }
        if (isHead) {
            response.end();
        } else if (Negotiation.acceptsGzip(rc)) {
            response.putHeader("Content-Encoding", "gzip").end(gzip);
        } else {
            response.end(text);
        }
    }
}
