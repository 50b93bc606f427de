package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.time.Duration;
import nl.tafelzicht.subject.count.TimeStampService.NoStamp;
import nl.tafelzicht.subject.count.domain.TimeStamp.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a time stamp from a service for every stored official report, including those stored before: one after the
 * other, on the node that has the turn. Storing a report never waits for it.
 *
 * <pre>
 * a report without a stamp, and the turn is free ─► requested ─► checked ─► stored beside the report ─► the next one
 *                                                     └─► no stamp: the turn is free again later</pre>
 */
final class ReportStampVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ReportStampVerticle.class);
    /** Shorter than the lease on a turn. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofSeconds(2);
    /** The most stamps in one run. */
    private static final int MOST = 100;

    private final ReportStamps stamps;
    private final URI address;
    private final Duration deadline;
    private final Duration between;
    private TimeStampService service;
    private Future<Void> running = Future.succeededFuture();

    ReportStampVerticle(ReportStamps stamps, URI address) {
        this(stamps, address, DEADLINE, LOOK);
    }

    /**
     * @param deadline of one request
     * @param between time between two runs
     */
    ReportStampVerticle(ReportStamps stamps, URI address, Duration deadline, Duration between) {
        this.stamps = stamps;
        this.address = address;
        this.deadline = deadline;
        this.between = between;
    }

    @Override
    public Future<?> start() {
        service = new TimeStampService(vertx, address, deadline);
        vertx.setPeriodic(1, between.toMillis(), t -> look());
        return Future.succeededFuture();
    }

    /**
     * @return completes when nothing is left to stamp, another node has the turn, or something failed; or after a
     *     hundred
     */
    Future<Void> look() {
        Promise<Void> looked = Promise.promise();
        context.runOnContext(v -> {
            if (running.isComplete()) {
                running = lookNow();
            }
            running.onComplete(looked);
        });
        return looked.future();
    }

    private Future<Void> lookNow() {
        return stampNext(MOST)
                .onFailure(cause -> LOG.warn("time stamps wait: {}", cause.getMessage()))
                .otherwiseEmpty();
    }

    private Future<Void> stampNext(int left) {
        if (left == 0) {
            return Future.succeededFuture();
        }
        return stamps.takeTurn()
                .compose(report -> report == null
                        ? Future.succeededFuture()
                        : stamp(report).compose(stamped -> stamped ? stampNext(left - 1) : Future.succeededFuture()));
    }

    private Future<Boolean> stamp(String report) {
        return service.stamp(report).transform(result -> {
            if (result.succeeded()) {
                var stamped = result.result();
                LOG.info(
                        "official report {} is stamped by {}",
                        report,
                        stamped.stamp().by());
                return stamps.stamped(report, stamped.answer(), stamped.stamp()).map(true);
            }
            var cause = result.cause();
            LOG.warn("official report {} is not stamped yet: {}", report, cause.getMessage());
            return stamps.failed(report, cause instanceof NoStamp no ? no.why() : Failure.UNREADABLE)
                    .map(false);
        });
    }
}
