package nl.tafelzicht.engine.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import nl.tafelzicht.election.Refusal;

/**
 * What is wrong with a request: thrown anywhere on its way, answered in one place ({@link Problems}). Carries no stack
 * trace.
 */
final class Problem extends RuntimeException {

    /** @param field the field's, parameter's or header's name; empty for the body as a whole */
    record FieldError(String field, String message) {}

    /** RFC 9457. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Details(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            List<FieldError> errors,
            String state,
            List<String> allowed) {}

    private final int status;
    private final List<FieldError> errors;
    private final Refusal refusal;
    private final Duration retryAfter;
    private final boolean upgrade;

    private Problem(
            int status, String detail, List<FieldError> errors, Refusal refusal, Duration retryAfter, boolean upgrade) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = errors;
        this.refusal = refusal;
        this.retryAfter = retryAfter;
        this.upgrade = upgrade;
    }

    static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of(), null, null, false);
    }

    static Problem field(String field, String message) {
        return fields(List.of(new FieldError(field, message)));
    }

    static Problem fields(List<FieldError> errors) {
        var first = errors.get(0);
        return new Problem(
                400,
                first.field().isEmpty() ? first.message() : first.field() + ": " + first.message(),
                errors,
                null,
                null,
                false);
    }

    static Problem later(int status, String detail, Duration retryAfter) {
        return new Problem(status, detail, List.of(), null, retryAfter, false);
    }

    /** 426: what is asked for is given over a WebSocket alone. */
    static Problem upgrade(String detail) {
        return new Problem(426, detail, List.of(), null, null, true);
    }

    static Problem refused(Refusal refusal) {
        return switch (refusal.reason()) {
            case TRANSITION -> new Problem(409, refusal.detail(), List.of(), refusal, null, false);
            case NOT_YOURS -> of(403, refusal.detail());
            case UNKNOWN -> of(404, refusal.detail());
            case REUSED ->
                new Problem(
                        422,
                        refusal.detail(),
                        List.of(new FieldError(refusal.field(), refusal.detail())),
                        null,
                        null,
                        false);
            case INVALID -> field(refusal.field(), refusal.detail());
        };
    }

    int status() {
        return status;
    }

    boolean wantsUpgrade() {
        return upgrade;
    }

    /** Seconds, rounded up, or {@code null}. */
    Long retryAfterSeconds() {
        return retryAfter == null ? null : Math.max(1, (retryAfter.toMillis() + 999) / 1_000);
    }

    Details details(String instance) {
        return new Details(
                "about:blank",
                HttpResponseStatus.valueOf(status).reasonPhrase(),
                status,
                getMessage(),
                instance,
                errors,
                refusal == null ? null : refusal.state(),
                refusal == null ? List.of() : refusal.allowed());
    }
}
