package nl.tafelzicht.engine.http.api;

import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.picture.PastPictures;
import nl.tafelzicht.engine.picture.Picture;

/** Resolves the {@code at} of a request, a time or a position in the journal, to the picture as it was then. */
public final class AsOfResolver {

    private final HttpDependencies dependencies;
    private final PastPictures past;

    /** @param at the time at that position */
    public record Moment(Picture picture, Instant at) {}

    public AsOfResolver(HttpDependencies dependencies) {
        this.dependencies = dependencies;
        this.past = dependencies.past();
    }

    public PastPictures past() {
        return past;
    }

    /**
     * @throws Problem 400 for a text that matches the document's format but is no moment: a space in place of the T, a
     *     leap second
     */
    public static Instant parse(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.field(field, Explanation.of("not-a-moment"));
        }
    }

    /**
     * Fails with a problem 400 when it is neither a position nor a time, or lies in the future.
     *
     * @param at a {@code seq}, or RFC 3339 with offset
     */
    public Future<Moment> of(String at) {
        if (at.matches("\\d{1,18}")) {
            return ofSeq(Long.parseLong(at));
        }
        Instant time;
        try {
            time = OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            return Future.failedFuture(Problem.field("at", Explanation.of("not-a-seq-or-time")));
        }
        if (time.isAfter(dependencies.clock().instant())) {
            return Future.failedFuture(Problem.field(
                    "at",
                    Explanation.of("lies-ahead", "now", dependencies.clock().instant())));
        }
        return past.seqAt(time).compose(past::at).map(picture -> new Moment(picture, time));
    }

    private Future<Moment> ofSeq(long seq) {
        long head = dependencies.picture().get().seq();
        if (seq > head) {
            return Future.failedFuture(Problem.field("at", Explanation.of("beyond-journal", "head", head)));
        }
        return past.at(seq)
                .compose(picture -> seq == 0
                        ? Future.succeededFuture(new Moment(picture, Instant.EPOCH))
                        : dependencies
                                .journal()
                                .readAfter(seq - 1, 1)
                                .map(events -> new Moment(picture, events.get(0).at())));
    }

    /**
     * Whether a past entity may be shown: it must have been visible then and be visible now, so that something marked
     * higher since then stays hidden.
     */
    public static boolean sees(Viewpoint viewpoint, Entity then, Picture now) {
        if (!viewpoint.sees(then.visibility())) {
            return false;
        }
        return seesToday(viewpoint, Subjects.all().kindOf(then), then.id(), now);
    }

    /** The same for an entity that left the picture, by its visibility when it left. */
    public static boolean seesToday(Viewpoint viewpoint, Kind<?> kind, String id, Picture now) {
        var today = now.entity(kind, id);
        if (today != null) {
            return viewpoint.sees(today.visibility());
        }
        var left = now.departed(kind, id);
        return left == null || viewpoint.sees(left);
    }
}
