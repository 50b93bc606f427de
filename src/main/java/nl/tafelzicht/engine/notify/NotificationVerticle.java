package nl.tafelzicht.engine.notify;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.engine.notify.Outbox.Backlog;
import nl.tafelzicht.engine.notify.Outbox.Draft;
import nl.tafelzicht.engine.notify.Outbox.Row;
import nl.tafelzicht.engine.notify.Outbox.Told;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those on duty, by e-mail, and another system, by webhook, of every escalation: raised, handed over, gone up.
 * Each node does; the outbox gives each its share.
 *
 * <pre>an escalation changed ─► outbox ─► each channel for itself ─► sent, or later again</pre>
 */
public final class NotificationVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationVerticle.class);
    private static final long LOOK_MILLIS = 500;
    private static final long FORGET_MILLIS = 3_600_000;

    private final CurrentPicture picture;
    private final Outbox outbox;
    private final Settings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final List<Deliveries> deliveries = new ArrayList<>();
    private long looked;
    private boolean filling;
    private boolean counting;
    private volatile long wentRound = System.nanoTime();
    private volatile Backlog backlog = new Backlog(0, 0);

    /** @param clock of the election day, by which people are on duty */
    public NotificationVerticle(
            CurrentPicture picture, Pool pool, Settings settings, Clock clock, MeterRegistry metrics) {
        this.picture = picture;
        this.outbox = new Outbox(pool);
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        deliveries.add(new Deliveries(
                "email",
                true,
                settings.smtp() == null ? null : new Mail(vertx, settings.smtp(), settings.from()),
                outbox,
                this::asItIsNow,
                metrics));
        deliveries.add(new Deliveries(
                "webhook",
                false,
                settings.webhook() == null ? null : new Webhook(vertx, settings.webhookSecret(), Clock.systemUTC()),
                outbox,
                this::asItIsNow,
                metrics));
        Gauge.builder("tafelzicht.notifications.looked.seconds", () -> (System.nanoTime() - wentRound) / 1e9)
                .description("since the journal and the outbox were last looked through for what has to be told")
                .register(metrics);
        Gauge.builder("tafelzicht.notifications.waiting", () -> backlog.waiting())
                .register(metrics);
        Gauge.builder("tafelzicht.notifications.oldest.seconds", () -> backlog.oldestSeconds())
                .register(metrics);
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
        vertx.setPeriodic(FORGET_MILLIS, t -> outbox.forget());
        return Future.succeededFuture();
    }

    /**
     * Nothing here waits for a receiver: what has to be told is in the outbox, and counted, whoever does not answer.
     */
    private void look() {
        if (!filling) {
            filling = true;
            fill().onFailure(cause -> LOG.warn("notifications wait: {}", cause.getMessage()))
                    .onComplete(done -> filling = false)
                    .compose(filled -> Future.join(
                            deliveries.stream().map(Deliveries::look).toList()))
                    .onSuccess(done -> wentRound = System.nanoTime())
                    .onFailure(cause -> LOG.debug("notifications wait", cause));
        }
        if (!counting) {
            counting = true;
            outbox.backlog().onSuccess(now -> backlog = now).onComplete(done -> counting = false);
        }
    }

    /** Only when an escalation changed since; the rest of the day's events move nothing here. */
    private Future<Void> fill() {
        var now = picture.get();
        if (now.changedAfter(looked).stream().noneMatch(c -> c.kind() == Escalation.KIND)) {
            looked = now.seq();
            return Future.succeededFuture();
        }
        return outbox.fill(now.seq(), this::drafts)
                .onSuccess(filled -> looked = filled ? now.seq() : looked)
                .mapEmpty();
    }

    private Future<List<Draft>> drafts(SqlConnection c, Told told) {
        var escalation = picture.get().entity(Escalation.KIND, EventTypes.idOf(told.stream()));
        if (escalation == null || settings.tellsNobody()) {
            return Future.succeededFuture(List.of());
        }
        var e = escalation.state();
        var drafts = new ArrayList<Draft>();
        var onDuty = OnDuty.of(e, id -> picture.get().entity(Duty.KIND, id), clock.instant());
        if (settings.webhook() != null) {
            drafts.add(new Draft(
                    "webhook",
                    settings.webhook().toString(),
                    Letter.subject(e),
                    Letter.json(e, told.type(), told.seq(), onDuty),
                    e.severity()));
        }
        if (settings.smtp() == null) {
            return Future.succeededFuture(drafts);
        }
        return Addresses.of(c, onDuty.accounts()).map(addresses -> {
            for (var address : addresses) {
                drafts.add(new Draft(
                        "email", address, Letter.subject(e), Letter.body(e, settings.page(), onDuty), e.severity()));
            }
            return drafts;
        });
    }

    /** What an escalation is about may have been marked higher while its mail waited. */
    private Row asItIsNow(Row row) {
        var escalation = row.told().stream() == null
                ? null
                : picture.get().entity(Escalation.KIND, EventTypes.idOf(row.told().stream()));
        if (escalation == null || Letter.isOpen(escalation.state())) {
            return row;
        }
        var e = escalation.state();
        var onDuty = OnDuty.of(e, id -> picture.get().entity(Duty.KIND, id), clock.instant());
        return row.saying(
                Letter.subject(e),
                row.channel().equals("webhook")
                        ? Letter.json(e, row.told().type(), row.told().seq(), onDuty)
                        : Letter.body(e, settings.page(), onDuty));
    }
}
