package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Upload;
import nl.tafelzicht.engine.json.Json;

/** Receives count files: to disk as they arrive, with their fingerprint, and then to {@link CountFileVerticle}. */
final class CountImportRoutes {

    /** Three times the size of the largest municipality's file: 530 stations, 26 lists, 50 candidates. */
    static final long MAX_FILE_BYTES = 256L * 1024 * 1024;

    private static final DeliveryOptions PATIENT =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(300_000);
    private static final Set<String> XML = Set.of("application/xml", "text/xml");

    private final Vertx vertx;

    private record Warning(String code, Map<String, Object> parameters, String reason) {
        static Warning of(Explanation e, Locale language) {
            return new Warning(e.code(), e.named(), e.in(language));
        }
    }

    /** @param session number of the file among those of this count */
    private record Imported(
            String id,
            String election,
            String municipality,
            int session,
            String fingerprint,
            int units,
            Map<String, Integer> findings,
            String replaces,
            List<Warning> warnings) {}

    CountImportRoutes(Vertx vertx) {
        this.vertx = vertx;
    }

    void install(Router router) {
        router.post("/counts/imports").handler(this::take);
    }

    private void take(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (!CountRights.importsAnything(principal)) {
            throw Problem.of(403, Explanation.of("may-not-import-counts"));
        }
        if (!XML.contains(Bodies.mediaType(rc))) {
            throw Problem.of(415, Explanation.of("count-file-expected"));
        }
        Upload.receive(vertx, rc.request(), MAX_FILE_BYTES)
                .compose(received -> hand(principal, received).eventually(() -> vertx.fileSystem()
                        .delete(received.file().toString())))
                .onSuccess(answer -> answer(rc, answer))
                .onFailure(rc::fail);
    }

    private Future<CountRequest.Answer> hand(Principal principal, Upload received) {
        var request = new CountRequest.Take(
                received.file(),
                received.sha256(),
                received.bytes(),
                principal.name(),
                CountRights.importing(principal),
                municipality -> CountRights.imports(principal, municipality));
        return vertx.eventBus()
                .<CountRequest.Answer>request(CountFileVerticle.ADDRESS, request, PATIENT)
                .map(m -> m.body());
    }

    private static void answer(RoutingContext rc, CountRequest.Answer answer) {
        if (answer instanceof CountRequest.Taken t) {
            var language = Negotiation.language(rc);
            var count = t.count();
            rc.end(Buffer.buffer(Json.bytes(new Imported(
                    t.file().id(),
                    count.election(),
                    count.municipality() == null ? null : count.municipality().code(),
                    t.file().number(),
                    t.file().head().fingerprint(),
                    t.file().head().units(),
                    t.file().found(),
                    t.file().replaces(),
                    t.warnings().stream().map(w -> Warning.of(w, language)).toList()))));
        } else if (answer instanceof CountRequest.Refused r) {
            rc.fail(Problem.field(
                    "body",
                    r.line() > 0 ? Explanation.of("unreadable-line", "line", r.line(), "reason", r.why()) : r.why()));
        } else if (answer instanceof CountRequest.Excluded e) {
            rc.fail(Problem.of(409, e.why()));
        } else {
            rc.fail(Problem.of(403, Explanation.of("no-count-of-yours")));
        }
    }
}
