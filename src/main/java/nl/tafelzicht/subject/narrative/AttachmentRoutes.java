package nl.tafelzicht.subject.narrative;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Right;
import nl.tafelzicht.engine.archive.Attachments;
import nl.tafelzicht.engine.archive.MediaType;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.RateLimits;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.narrative.domain.Narrative;

/**
 * Receives pictures of claims; an alert then names them by their hash, and from there on they are read through that
 * alert.
 */
public final class AttachmentRoutes {

    /** Uploads of one account: they are stored, so this keeps anybody from filling the database. */
    private static final RateLimits.Rate PICTURES =
            new RateLimits.Rate("too-many-attachments", 60, Duration.ofMinutes(10));

    private final Attachments attachments;
    private final RateLimits limits;

    public AttachmentRoutes(Attachments attachments, RateLimits limits) {
        this.limits = limits;
        this.attachments = attachments;
    }

    /** Installed before the handler of ordinary bodies, which are smaller. */
    public void install(Router router) {
        router.post("/attachments").handler(AttachmentRoutes::mayAlert);
        router.post("/attachments")
                .handler(BodyHandler.create(false).setBodyLimit(Attachments.MAX_BYTES))
                .handler(this::put);
    }

    public void installReading(Router router, EntityEndpoint entities) {
        router.get("/narratives/:id/attachments/:sha").handler(rc -> get(rc, entities));
    }

    public static void mayAlert(RoutingContext rc) {
        if (Authentication.principal(rc).roles().stream()
                .allMatch(role -> Rights.reach(role, Right.ALERT) == Rights.Reach.NONE)) {
            throw Problem.of(403, Explanation.of("may-not-alert"));
        }
        rc.next();
    }

    private void put(RoutingContext rc) {
        limits.check(PICTURES, Authentication.principal(rc).name());
        var body = rc.body().buffer();
        if (body == null || body.length() == 0) {
            throw Problem.field("", Explanation.of("body-empty"));
        }
        var type = MediaType.of(body.getBytes());
        if (type == null) {
            throw Problem.of(415, Explanation.of("attachment-type"));
        }
        if (!type.toString().equals(Bodies.mediaType(rc))) {
            throw Problem.of(415, Explanation.of("content-type-differs", "type", type));
        }
        attachments
                .put(body.getBytes(), type, Authentication.principal(rc).name())
                .onSuccess(kept -> rc.response().setStatusCode(201).end(Buffer.buffer(Json.bytes(kept))))
                .onFailure(rc::fail);
    }

    /** An attachment of an alert that the viewer sees; never displayed by the browser as a page of ours. */
    private void get(RoutingContext rc, EntityEndpoint entities) {
        Narrative narrative = entities.visible(rc, Narrative.KIND, rc.pathParam("id"));
        var known =
                narrative.stateFor(Authentication.viewpoint(Authentication.principal(rc))::sees).sightings().stream()
                        .flatMap(s -> s.attachments().stream())
                        .filter(a -> a.sha256().equals(rc.pathParam("sha")))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(404, Explanation.of("no-such-attachment")));
        attachments
                .content(known.sha256())
                .onSuccess(content -> {
                    if (content == null) {
                        rc.fail(Problem.of(404, Explanation.of("no-such-attachment")));
                    } else {
                        rc.response()
                                .putHeader("Content-Type", known.type())
                                .putHeader(
                                        "Content-Disposition",
                                        "inline; filename=\"" + known.sha256().substring(0, 12) + "\"")
                                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                                .putHeader("Cache-Control", "private, no-store")
                                .end(content);
                    }
                })
                .onFailure(rc::fail);
    }
}
