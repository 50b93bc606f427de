package nl.tafelzicht.engine.picture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import nl.tafelzicht.engine.journal.JournalStore;

/**
 * The picture as it was at any moment: the checkpoint before it, and the events from there. Recent results are
 * remembered, since many people look back at the same moment, and a replay continues from the last one.
 */
public final class PastPictures {

    private static final int BATCH = 2_000;

    private final Vertx vertx;
    private final CurrentPicture current;
    private final JournalStore journal;
    private final Cache<Long, Picture> asked = Caffeine.newBuilder()
            .maximumSize(16)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    public PastPictures(Vertx vertx, CurrentPicture current, JournalStore journal) {
        this.vertx = vertx;
        this.current = current;
        this.journal = journal;
    }

    /** @param seq from 0 up to now; a later one gives the present picture */
    public Future<Picture> at(long seq) {
        var now = current.get();
        if (seq >= now.seq()) {
            return Future.succeededFuture(now);
        }
        var known = asked.getIfPresent(seq);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return forward(nearest(seq), seq).onSuccess(picture -> asked.put(seq, picture));
    }

    /** The last event that was accepted by a moment; 0 when there was none. */
    public Future<Long> seqAt(Instant moment) {
        return journal.seqAt(moment);
    }

    private Picture nearest(long seq) {
        var checkpoint = current.checkpoint(seq);
        return asked.asMap().values().stream()
                .filter(p -> p.seq() <= seq && p.seq() > checkpoint.seq())
                .max((a, b) -> Long.compare(a.seq(), b.seq()))
                .orElse(checkpoint);
    }

    /**
     * The picture some events later: computed in batches on a worker thread, so that nobody's live feed waits for it.
     */
    public Future<Picture> forward(Picture from, long seq) {
        if (from.seq() >= seq) {
            return Future.succeededFuture(from);
        }
        return journal.readAfter(from.seq(), (int) Math.min(BATCH, seq - from.seq()))
                .compose(events -> {
                    if (events.isEmpty()) {
                        return Future.failedFuture(
                                new IllegalStateException("the journal ends at " + from.seq() + ", not at " + seq));
                    }
                    return vertx.executeBlocking(() -> from.after(events), false)
                            .compose(next -> forward(next, seq));
                });
    }
}
