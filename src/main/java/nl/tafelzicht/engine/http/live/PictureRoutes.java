package nl.tafelzicht.engine.http.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.command.DisclosureLog;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.live.FirstView;
import nl.tafelzicht.engine.live.Frames;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;

/**
 * The whole picture, for a first load: made and compressed once for each viewpoint, and again only after something
 * visible from that viewpoint changed. Requests that arrive meanwhile wait for the one being made.
 */
public final class PictureRoutes {

    private final Vertx vertx;
    private final HttpDependencies dependencies;
    private final CurrentPicture picture;
    private final String journal;
    private final Clock clock;
    private final Snapshots snapshots;
    private final OpenApi api;
    private final PastRoutes past;
    private final DisclosureLog disclosures;

    private static final int LEAST_BYTES = 1_024;
    /** Bytes of compressed snapshots that are kept; a sixteenth of the heap, if that is more. */
    private static final long MOST_BYTES = 16 * 1024 * 1024;

    /** The last snapshot for each viewpoint; shared by all event loops of the node. */
    public static final class Snapshots {
        private final Cache<Asked, Making> made = Caffeine.newBuilder()
                .maximumWeight(Math.max(MOST_BYTES, Runtime.getRuntime().maxMemory() / 16))
                .weigher((Asked asked, Making making) -> making.bytes())
                .build();
    }

    /** @param first whether the first view of a page is enough */
    private record Asked(Viewpoint viewpoint, boolean first) {}

    private record Making(long seq, Future<Snapshot> snapshot) {

        /** Small before it is made; weighed again when it is. */
        int bytes() {
            return snapshot.succeeded()
                    ? (int) Math.min(
                            Integer.MAX_VALUE,
                            LEAST_BYTES + snapshot.result().pieces.length())
                    : LEAST_BYTES;
        }
    }

    private record Snapshot(String etag, Pieces pieces) {}

    public PictureRoutes(
            Vertx vertx, HttpDependencies dependencies, OpenApi api, Snapshots snapshots, PastRoutes past) {
        this.vertx = vertx;
        this.dependencies = dependencies;
        this.picture = dependencies.picture();
        this.journal = dependencies.journalId();
        this.clock = dependencies.clock();
        this.disclosures = dependencies.disclosures();
        this.api = api;
        this.past = past;
        this.snapshots = snapshots;
    }

    public void install(Router router) {
        router.get("/picture").handler(this::get);
    }

    private void get(RoutingContext rc) {
        var query = api.parameters("getPicture", "query", rc.queryParams());
        if (query.has("at")) {
            if (query.has("first")) {
                throw Problem.field("first", Explanation.of("first-is-of-now"));
            }
            past.picture(rc, query.get("at").asText());
        } else {
            now(rc, query.path("first").asBoolean());
        }
    }

    private void now(RoutingContext rc, boolean first) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        current(new Asked(viewpoint, first))
                .snapshot
                .onSuccess(snapshot -> answer(rc, snapshot))
                .onFailure(rc::fail);
    }

    /**
     * A snapshot may complete as soon as it is begun, and is then weighed again on this thread: hence it is started
     * only when no computation of the cache is under way.
     */
    private Making current(Asked asked) {
        var now = picture.get();
        var kept = snapshots.made.getIfPresent(asked);
        if (isGood(kept, asked.viewpoint, now)) {
            return kept;
        }
        var making = snapshots
                .made
                .asMap()
                .compute(asked, (a, other) -> isGood(other, asked.viewpoint, now) ? other : make(asked, now));
        making.snapshot.onSuccess(made -> snapshots.made.asMap().replace(asked, making, making));
        return making;
    }

    private static boolean isGood(Making making, Viewpoint viewpoint, Picture now) {
        return making != null && !making.snapshot.failed() && !isOutdated(making, viewpoint, now);
    }

    private static boolean isOutdated(Making making, Viewpoint viewpoint, Picture now) {
        return now.changedAfter(making.seq).stream().anyMatch(change -> viewpoint.sees(now.everVisible(change)));
    }

    private Making make(Asked asked, Picture now) {
        return new Making(now.seq(), vertx.executeBlocking(() -> made(asked, now), false));
    }

    private Snapshot made(Asked asked, Picture now) throws IOException {
        var viewpoint = asked.viewpoint;
        List<Change> seen = now.changedAfter(0).stream()
                .filter(change -> viewpoint.sees(now.visibility(change)))
                .toList();
        var view = asked.first ? FirstView.of(now, seen) : FirstView.whole(seen);
        if (viewpoint.name() != null) {
            view.changes()
                    .forEach(change -> disclosures.note(
                            change.kind(), now.entity(change.kind(), change.id()), viewpoint.name(), "picture"));
        }
        var pieces = Pieces.of(out -> new Frames(now).snapshot(out, journal, clock.instant(), viewpoint, view));
        return new Snapshot(
                "W/\"" + journal.substring(0, 8) + '-' + now.seq() + '-' + Integer.toHexString(viewpoint.hashCode())
                        + (view.isPart() ? "-first" : "") + '"',
                pieces);
    }

    private void answer(RoutingContext rc, Snapshot snapshot) {
        var response = rc.response()
                .putHeader("ETag", snapshot.etag)
                .putHeader(DayClock.HEADER, Json.text(DayClock.now(dependencies)))
                .putHeader("Cache-Control", "private, no-cache")
                .putHeader("Vary", "Accept-Encoding");
        if (Negotiation.isKnown(rc, snapshot.etag)) {
            response.setStatusCode(304).end();
        } else {
            snapshot.pieces.send(vertx, rc);
        }
    }
}
