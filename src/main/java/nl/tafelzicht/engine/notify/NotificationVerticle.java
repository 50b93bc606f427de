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
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.notify.Outbox.Backlog;
import nl.tafelzicht.engine.notify.Outbox.Draft;
import nl.tafelzicht.engine.notify.Outbox.Row;
import nl.tafelzicht.engine.notify.Outbox.Told;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.EventTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies people on duty by e-mail, and another system by webhook, of every escalation: raised, handed over, moved up.
 * Every node does this; the outbox divides the work.
 *
 * <pre>an escalation changed ─► outbox ─► each channel separately ─► sent, or tried again later</pre>
 */
public final class NotificationVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationVerticle.class);
    private static final long LOOK_MILLIS = 500;
    private static final long FORGET_MILLIS = 3_600_000;

    private final CurrentPicture picture;
    private final List<NotifyingSubject> subjects;
    private final Outbox outbox;
    private final Settings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final List<Deliveries> deliveries = new ArrayList<>();
    private long looked;
    private boolean filling;
    private volatile long wentRound = System.nanoTime();
    private volatile Backlog backlog = new Backlog(0, 0);

    /** @param clock of the election day, which determines who is on duty */
    public NotificationVerticle(
            CurrentPicture picture, Pool pool, Settings settings, Clock clock, MeterRegistry metrics) {
        this.picture = picture;
        this.subjects = Subjects.all().offering(NotifyingSubject.class);
        this.outbox = new Outbox(
                pool,
                subjects.stream().flatMap(subject -> subject.told().stream()).toList());
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
     * Does not wait for receivers: notifications are put in the outbox, and counted, even when none of them answers.
     * What waits is looked for only when something does: mostly nothing does, and each node asks twice a second.
     */
    private void look() {
        if (filling) {
            return;
        }
        filling = true;
        var filled = fill().onFailure(cause -> LOG.warn("notifications wait: {}", cause.getMessage()));
        filled.transform(done -> outbox.backlog())
                .onComplete(done -> filling = false)
                .onSuccess(now -> backlog = now)
                .compose(now -> now.waiting() == 0 ? Future.succeededFuture() : deliver())
                .compose(done -> filled)
                .onSuccess(done -> wentRound = System.nanoTime())
                .onFailure(cause -> LOG.debug("notifications wait", cause));
    }

    private Future<?> deliver() {
        return Future.join(deliveries.stream().map(Deliveries::look).toList());
    }

    /** Runs only when an entity with notifications changed; other events cost nothing here. */
    private Future<Void> fill() {
        var now = picture.get();
        if (now.changedAfter(looked).stream().noneMatch(c -> isTold(c.kind()))) {
            looked = now.seq();
            return Future.succeededFuture();
        }
        return outbox.fill(now.seq(), this::drafts)
                .onSuccess(filled -> looked = filled ? now.seq() : looked)
                .mapEmpty();
    }

    private boolean isTold(Kind<?> kind) {
        return subjects.stream().anyMatch(subject -> subject.kind() == kind);
    }

    /** @return {@code null} when there is no such entity */
    private Notice notice(String stream) {
        return subjects.stream()
                .filter(subject -> stream.startsWith(subject.kind().stream("")))
                .findFirst()
                .map(subject -> subject.notice(picture.get(), EventTypes.idOf(stream), clock.instant()))
                .orElse(null);
    }

    private Future<List<Draft>> drafts(SqlConnection c, Told told) {
        var notice = settings.tellsNobody() ? null : notice(told.stream());
        if (notice == null) {
            return Future.succeededFuture(List.of());
        }
        var drafts = new ArrayList<Draft>();
        if (settings.webhook() != null) {
            drafts.add(new Draft(
                    "webhook",
                    settings.webhook().toString(),
                    notice.title(),
                    notice.json(told.type(), told.seq()),
                    notice.severity()));
        }
        if (settings.smtp() == null) {
            return Future.succeededFuture(drafts);
        }
        return Addresses.of(c, notice.accounts()).map(addresses -> {
            for (var address : addresses) {
                drafts.add(
                        new Draft("email", address, notice.title(), notice.text(settings.page()), notice.severity()));
            }
            return drafts;
        });
    }

    /** The subject of a notice may have been marked higher while its mail waited. */
    private Row asItIsNow(Row row) {
        var notice = row.told().stream() == null ? null : notice(row.told().stream());
        if (notice == null || notice.isOpen()) {
            return row;
        }
        return row.saying(
                notice.title(),
                row.channel().equals("webhook")
                        ? notice.json(row.told().type(), row.told().seq())
                        : notice.text(settings.page()));
    }
}
