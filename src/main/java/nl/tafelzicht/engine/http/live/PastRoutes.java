package nl.tafelzicht.engine.http.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.http.api.AsOfResolver;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.RateLimits;
import nl.tafelzicht.engine.live.Frames;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;

/**
 * Pictures of the past, and replays from one moment to another. A viewer sees of the past only what the viewer could
 * see then and may see now.
 *
 * <pre>
 * replay: picture at the start ─► events of one step ─► what looks different on the map ─► a frame, as the live feed has them ─► the next step
 * </pre>
 */
public final class PastRoutes {

    /** The most steps of a replay. A browser plays some of these a second, and asks for more meanwhile. */
    public static final int MOST_FRAMES = 240;
    /** For each account: a look back costs about a tenth of a second of processor time. */
    private static final RateLimits.Rate LOOKS = new RateLimits.Rate("too-many-looks", 120, Duration.ofMinutes(1));

    private final Vertx vertx;
    private final HttpDependencies dependencies;
    private final OpenApi api;
    private final AsOfResolver asOf;
    private final RateLimits limits;

    public PastRoutes(Vertx vertx, HttpDependencies dependencies, OpenApi api, AsOfResolver asOf, RateLimits limits) {
        this.limits = limits;
        this.vertx = vertx;
        this.dependencies = dependencies;
        this.api = api;
        this.asOf = asOf;
    }

    public void install(Router router) {
        router.get("/picture/replay").handler(this::replay);
    }

    /** Answers {@code GET /picture?at=…}. */
    public void picture(RoutingContext rc, String at) {
        limits.check(LOOKS, Authentication.principal(rc).name());
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        asOf.of(at)
                .compose(moment -> vertx.executeBlocking(
                        () -> {
                            var now = dependencies.picture().get();
                            var seen = moment.picture().changedAfter(0).stream()
                                    .filter(change -> sees(viewpoint, moment.picture(), now, change))
                                    .toList();
                            note(viewpoint, moment.picture(), seen);
                            return Pieces.of(out -> new Frames(moment.picture())
                                    .snapshot(out, dependencies.journalId(), moment.at(), viewpoint, seen));
                        },
                        false))
                .onSuccess(pieces -> {
                    rc.response()
                            .putHeader("Cache-Control", "private, no-store")
                            .putHeader("Vary", "Accept-Encoding");
                    pieces.send(vertx, rc);
                })
                .onFailure(rc::fail);
    }

    private void note(Viewpoint viewpoint, Picture picture, List<Change> seen) {
        if (viewpoint.name() != null) {
            seen.forEach(change -> dependencies
                    .disclosures()
                    .note(change.kind(), picture.entity(change.kind(), change.id()), viewpoint.name(), "past"));
        }
    }

    private static boolean sees(Viewpoint viewpoint, Picture then, Picture now, Change change) {
        if (!viewpoint.sees(then.visibility(change))) {
            return false;
        }
        return AsOfResolver.seesToday(viewpoint, change.kind(), change.id(), now);
    }

    private void replay(RoutingContext rc) {
        limits.check(LOOKS, Authentication.principal(rc).name());
        var query = api.parameters("replayPicture", "query", rc.queryParams());
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var from = AsOfResolver.parse("from", query.get("from").asText());
        var to = AsOfResolver.parse("to", query.get("to").asText());
        int frames = query.get("frames").asInt();
        if (!to.isAfter(from)) {
            throw Problem.field("to", Explanation.of("not-after-start"));
        }
        if (to.isAfter(dependencies.clock().instant())) {
            throw Problem.field(
                    "to",
                    Explanation.of("lies-ahead", "now", dependencies.clock().instant()));
        }
        var step = Duration.between(from, to).dividedBy(frames);
        if (rc.request().method() == HttpMethod.HEAD) {
            rc.response().end();
            return;
        }
        var run = new Run(viewpoint, from, step, frames, rc.response());
        asOf.past()
                .seqAt(from)
                .compose(seq -> asOf.past().at(seq))
                .compose(run::start)
                .onSuccess(done -> rc.end())
                .onFailure(cause -> {
                    if (rc.response().headWritten()) {
                        rc.response().reset(); // a broken stream shows the client that the replay is incomplete
                    } else {
                        rc.fail(cause);
                    }
                });
    }

    /**
     * One replay: a frame for each step, with everything that differs from the step before; sent as it is made, and as
     * fast as it is read.
     */
    private final class Run {
        private final Viewpoint viewpoint;
        private final Instant from;
        private final Duration step;
        private final int frames;
        private final HttpServerResponse response;

        Run(Viewpoint viewpoint, Instant from, Duration step, int frames, HttpServerResponse response) {
            this.viewpoint = viewpoint;
            this.from = from;
            this.step = step;
            this.frames = frames;
            this.response = response;
        }

        Future<Void> start(Picture first) {
            response.setChunked(true);
            return write("{\"journal\":\"" + dependencies.journalId() + "\",\"from\":" + first.seq() + ",\"at\":\""
                            + from + "\",\"frames\":[")
                    .compose(written -> next(first, 0));
        }

        private Future<Void> next(Picture picture, int frame) {
            if (frame == frames) {
                return write("]}");
            }
            var at = from.plus(step.multipliedBy(frame + 1L));
            return asOf.past()
                    .seqAt(at)
                    .compose(seq -> asOf.past().forward(picture, Math.max(seq, picture.seq())))
                    .compose(after -> vertx.executeBlocking(() -> frame(picture, after, at), false)
                            .compose(json -> Pieces.write(
                                    response,
                                    frame == 0 ? json : Buffer.buffer(",").appendBuffer(json)))
                            .compose(written -> next(after, frame + 1)));
        }

        private Buffer frame(Picture before, Picture after, Instant at) {
            var now = dependencies.picture().get();
            var seen = new ArrayList<Change>();
            var gone = new ArrayList<Change>();
            for (var change : after.changedAfter(before.seq())) {
                if (sees(viewpoint, after, now, change)) {
                    if (looksDifferent(before, after, change)) {
                        seen.add(change);
                    }
                } else if (before.entity(change.kind(), change.id()) != null && sees(viewpoint, before, now, change)) {
                    gone.add(change);
                }
            }
            note(viewpoint, after, seen);
            return Buffer.buffer(new Frames(after).past(before.seq(), after.seq(), at, viewpoint, seen, gone));
        }

        private Future<Void> write(String text) {
            return Pieces.write(response, Buffer.buffer(text));
        }
    }

    /** Most status reports change nothing that a map shows: a map that replays the day does not need them. */
    private static boolean looksDifferent(Picture before, Picture after, Change change) {
        Kind<?> list = change.kind();
        var was = before.entity(list, change.id());
        return was == null || after.entity(list, change.id()).looksDifferent(list, was);
    }
}
