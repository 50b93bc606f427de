package nl.tafelzicht.engine.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.notify.Channel.Notification;
import nl.tafelzicht.engine.notify.Outbox.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the notifications of one channel, separately from all others: a receiver that does not answer occupies some of
 * its places, for {@link Channel#DEADLINE_MILLIS} each, and none of another channel's. Belongs to one event loop.
 */
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    /** Notifications sent at the same time. */
    static final int PLACES = 10;

    private final String name;
    private final boolean forPeople;
    private final Channel channel;
    private final Outbox outbox;
    private final UnaryOperator<Row> asItIsNow;
    private final MeterRegistry metrics;
    private int under;
    private boolean taking;

    /**
     * @param forPeople whether people read it: they get notices that are not urgent combined; programs get each
     *     separately
     * @param asItIsNow reduces a waiting notification to what may be said at the moment of sending
     * @param channel {@code null} when this node has none: then rows are put back
     */
    Deliveries(
            String name,
            boolean forPeople,
            Channel channel,
            Outbox outbox,
            UnaryOperator<Row> asItIsNow,
            MeterRegistry metrics) {
        this.name = name;
        this.forPeople = forPeople;
        this.channel = channel;
        this.outbox = outbox;
        this.asItIsNow = asItIsNow;
        this.metrics = metrics;
    }

    /**
     * Takes as many notifications as there are places, and sends them. Completes when they are taken, not when they are
     * sent.
     */
    Future<Void> look() {
        if (taking || under >= PLACES) {
            return Future.succeededFuture();
        }
        taking = true;
        return take().onComplete(done -> taking = false);
    }

    private Future<Void> take() {
        return outbox.take(name, PLACES - under)
                .compose(rows -> {
                    rows.stream()
                            .map(asItIsNow)
                            .forEach(row -> send(
                                    new Notification(
                                            List.of(row.number()),
                                            row.id(),
                                            row.channel(),
                                            row.target(),
                                            row.subject(),
                                            row.body(),
                                            row.attempts()),
                                    false));
                    return !forPeople || under >= PLACES
                            ? Future.succeededFuture(List.<Row>of())
                            : outbox.takeCalm(name, PLACES - under);
                })
                .map(rows -> {
                    rows.stream()
                            .map(asItIsNow)
                            .collect(Collectors.groupingBy(Row::target, LinkedHashMap::new, Collectors.toList()))
                            .values()
                            .forEach(together -> send(Letter.together(together), true));
                    return null;
                });
    }

    /** @param calm whether it was held back for a minute */
    private void send(Notification n, boolean calm) {
        under++;
        var sent = sent(n);
        sent.transform(result -> {
                    under--;
                    Counter.builder("tafelzicht.notifications")
                            .tag("channel", name)
                            .tag("result", result.succeeded() ? "sent" : "later")
                            .register(metrics)
                            .increment(n.numbers().size());
                    if (result.succeeded()) {
                        return outbox.sent(n).onSuccess(noted -> look()); // this place is free again at once
                    }
                    LOG.warn(
                            "{} notification {} did not get through (attempt {}): {}",
                            name,
                            n.numbers().get(0),
                            n.attempts(),
                            result.cause().getMessage());
                    return outbox.later(n, result.cause(), calm);
                })
                .onFailure(cause -> LOG.warn(
                        "what became of {} notification {} can't be noted: {}",
                        name,
                        n.numbers().get(0),
                        cause.getMessage()));
    }

    private Future<Void> sent(Notification n) {
        try {
            return channel == null ? Future.failedFuture("this node has no " + name) : channel.send(n);
        } catch (RuntimeException wrong) { // an invalid address
            return Future.failedFuture(wrong);
        }
    }
}
