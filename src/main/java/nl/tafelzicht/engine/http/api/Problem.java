package nl.tafelzicht.engine.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;

/**
 * An error in a request: thrown anywhere while it is handled, answered in one place ({@link Problems}). Carries no
 * stack trace.
 */
public final class Problem extends RuntimeException {

    /** @param field name of the field, parameter or header; empty for the body as a whole */
    public record FieldError(String field, Explanation message) {}

    /** The same in the reader's language. */
    public record ToldError(String field, String message, String code, Map<String, Object> parameters) {

        static ToldError of(FieldError error, Locale language) {
            return new ToldError(error.field, error.message.in(language), error.message.code(), error.message.named());
        }
    }

    /** RFC 9457. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Details(
            String type,
            String title,
            int status,
            String detail,
            String code,
            @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, Object> parameters,
            String instance,
            List<ToldError> errors,
            String state,
            List<String> allowed) {}

    private final int status;
    /** The field of the first error, with which the message begins; empty for none. */
    private final String field;

    private final transient Explanation words;
    private final List<FieldError> errors;
    private final Refusal refusal;
    private final Duration retryAfter;
    private final boolean upgrade;

    private Problem(
            int status,
            Explanation words,
            List<FieldError> errors,
            Refusal refusal,
            Duration retryAfter,
            boolean upgrade) {
        super(words.in(Locale.ENGLISH), null, false, false);
        this.status = status;
        this.words = words;
        this.field = errors.isEmpty() ? "" : errors.get(0).field();
        this.errors = errors;
        this.refusal = refusal;
        this.retryAfter = retryAfter;
        this.upgrade = upgrade;
    }

    public static Problem of(int status, Explanation detail) {
        return new Problem(status, detail, List.of(), null, null, false);
    }

    public static Problem field(String field, Explanation message) {
        return fields(List.of(new FieldError(field, message)));
    }

    public static Problem fields(List<FieldError> errors) {
        return new Problem(400, errors.get(0).message(), errors, null, null, false);
    }

    public static Problem later(int status, Explanation detail, Duration retryAfter) {
        return new Problem(status, detail, List.of(), null, retryAfter, false);
    }

    /** 426: the resource is available over a WebSocket only. */
    public static Problem upgrade(Explanation detail) {
        return new Problem(426, detail, List.of(), null, null, true);
    }

    public static Problem refused(Refusal refusal) {
        return switch (refusal.reason()) {
            case TRANSITION -> new Problem(409, refusal.explanation(), List.of(), refusal, null, false);
            case NOT_YOURS -> of(403, refusal.explanation());
            case UNKNOWN -> of(404, refusal.explanation());
            case REUSED ->
                new Problem(
                        422,
                        refusal.explanation(),
                        List.of(new FieldError(refusal.field(), refusal.explanation())),
                        null,
                        null,
                        false);
            case INVALID -> field(refusal.field(), refusal.explanation());
        };
    }

    public int status() {
        return status;
    }

    public boolean wantsUpgrade() {
        return upgrade;
    }

    /** Seconds, rounded up, or {@code null}. */
    public Long retryAfterSeconds() {
        return retryAfter == null ? null : Math.max(1, (retryAfter.toMillis() + 999) / 1_000);
    }

    /** The message in a language. */
    public String in(Locale language) {
        return field.isEmpty() ? words.in(language) : field + ": " + words.in(language);
    }

    public Details details(String instance, Locale language) {
        return new Details(
                "about:blank",
                Explanation.ofStatus(status, HttpResponseStatus.valueOf(status).reasonPhrase(), language),
                status,
                status == 422 ? words.in(language) : in(language),
                words.code(),
                words.named(),
                instance,
                errors.stream().map(e -> ToldError.of(e, language)).toList(),
                refusal == null ? null : refusal.state(),
                refusal == null ? List.of() : refusal.allowed());
    }
}
