package nl.tafelzicht.engine.http.api;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.sheet.ListFile;

/**
 * Exports lists of the page as spreadsheets. The page sends the rows that it shows, in its order and language, so that
 * any list of any moment can be exported, and nobody gets more than they see. Nothing is stored.
 *
 * <pre>rows ─► bounds ─► one worker of the node ─► .xlsx</pre>
 */
public final class ListRoutes {

    static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final RateLimits.Rate RATE = new RateLimits.Rate("too-many-spreadsheets", 30, Duration.ofMinutes(1));
    /** With more exports waiting than these, a caller is told to try again later: each may hold tens of MB. */
    private static final int MOST_WAITING = 4;

    private static final Duration CROWDED = Duration.ofSeconds(3);
    /** Exports under way on the whole node, over all event loops. */
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    private final RateLimits limits;
    private final WorkerExecutor worker;

    public ListRoutes(Vertx vertx, RateLimits limits) {
        this.limits = limits;
        worker = vertx.createSharedWorkerExecutor("spreadsheets", 1);
    }

    /** Must be called before the routes that read bodies are installed: these bodies may be larger than others. */
    public void install(Router router) {
        var reader = BodyHandler.create(false).setBodyLimit(MOST_BYTES);
        router.post("/spreadsheets")
                .handler(this::mayAsk)
                .handler(rc -> reader.handle(rc))
                .handler(this::make);
    }

    private void mayAsk(RoutingContext rc) {
        limits.check(RATE, Authentication.principal(rc).name());
        if (!Bodies.mediaType(rc).equals("application/json")) {
            throw Problem.of(415, Explanation.of("json-expected"));
        }
        rc.next();
    }

    private void make(RoutingContext rc) {
        if (UNDER_WAY.incrementAndGet() > MOST_WAITING) {
            UNDER_WAY.decrementAndGet();
            throw Problem.later(429, Explanation.of("spreadsheets-busy"), CROWDED);
        }
        var body = rc.body().buffer();
        worker.executeBlocking(() -> file(body), false)
                .onComplete(made -> UNDER_WAY.decrementAndGet())
                .onSuccess(file -> rc.response()
                        .putHeader("Content-Type", XLSX)
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(file)))
                .onFailure(rc::fail);
    }

    private static byte[] file(Buffer body) {
        var list = read(body);
        var wrong = list.misfit();
        if (wrong != null) {
            throw Problem.fields(List.of(new Problem.FieldError(wrong.field(), wrong.explanation())));
        }
        return list.xlsx();
    }

    private static ListFile read(Buffer body) {
        if (body == null || body.length() == 0) {
            throw Problem.field("", Explanation.of("body-empty"));
        }
        try {
            var list = Json.MAPPER.readValue(body.getBytes(), ListFile.class);
            if (list == null) {
                throw Problem.field("", Explanation.of("body-misfit"));
            }
            return list;
        } catch (JsonParseException e) {
            throw Problem.field("", Explanation.of("not-json"));
        } catch (IOException e) {
            throw Problem.field("", Explanation.of("body-misfit"));
        }
    }
}
