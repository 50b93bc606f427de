package nl.tafelzicht.engine.http.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** Content negotiation and conditional requests (RFC 9110, 12 and 13). */
public final class Negotiation {

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");
    private static final int TAG_BYTES = 15;

    private Negotiation() {}

    /** The language by {@code Accept-Language}: Dutch when it is preferred to English; otherwise English. */
    public static Locale language(RoutingContext rc) {
        return rc.acceptableLanguages().stream()
                .map(language -> language.tag())
                .filter(tag -> tag.equals("nl") || tag.equals("en"))
                .findFirst()
                .map(Locale::forLanguageTag)
                .orElse(Locale.ENGLISH);
    }

    /** A weak entity tag of a content: the same in every encoding of it. */
    public static String tag(byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the client has the content with this tag, weak or not; {@code *} matches any. */
    public static boolean isKnown(RoutingContext rc, String tag) {
        var opaque = tag.substring(tag.indexOf('"'));
        for (var value : rc.request().headers().getAll("If-None-Match")) {
            if (value.strip().equals("*")) {
                return true;
            }
            var tags = TAG.matcher(value);
            while (tags.find()) {
                if (tags.group(1).equals(opaque)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Answers with the content, or with 304 when the client has it. */
    public static void end(RoutingContext rc, String tag, Buffer content) {
        rc.response().putHeader("ETag", tag).putHeader("Cache-Control", "no-cache");
        if (isKnown(rc, tag)) {
            rc.response().setStatusCode(304).end();
        } else {
            rc.end(content);
        }
    }

    /** Whether the client names this media type explicitly, and does not prefer the other. */
    public static boolean prefers(RoutingContext rc, String type, String other) {
        float wanted = weight(rc, type);
        return wanted > 0 && wanted >= weight(rc, other);
    }

    private static float weight(RoutingContext rc, String type) {
        return rc.parsedHeaders().accept().stream()
                .filter(a -> (a.component() + '/' + a.subComponent()).equalsIgnoreCase(type))
                .map(a -> a.weight())
                .findFirst()
                .orElse(0f);
    }

    public static boolean acceptsGzip(RoutingContext rc) {
        var encodings = rc.parsedHeaders().acceptEncoding();
        return encodings.stream()
                .filter(e -> e.value().equalsIgnoreCase("gzip"))
                .findFirst()
                .or(() -> encodings.stream().filter(e -> e.value().equals("*")).findFirst())
                .map(e -> e.weight() > 0)
                .orElse(false);
    }
}
