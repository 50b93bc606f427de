package nl.tafelzicht.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.tafelzicht.election.Level;
import nl.tafelzicht.election.duty.Duty;
import nl.tafelzicht.election.escalation.EscalationState;
import nl.tafelzicht.notify.Channel.Notification;
import nl.tafelzicht.notify.Outbox.Backlog;
import nl.tafelzicht.notify.Outbox.Draft;
import nl.tafelzicht.notify.Outbox.Told;
import nl.tafelzicht.picture.Change.Kind;
import nl.tafelzicht.picture.CurrentPicture;
import nl.tafelzicht.picture.EventTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those on duty, by e-mail, and another system, by webhook, of every escalation: raised, handed over, gone up. Each node does; the outbox gives each
 * its share.
 *
 * <pre>an escalation changed ─► outbox ─► channel ─► sent, or later again</pre>
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
    private final Map<String, Channel> channels = new HashMap<>();
    private long looked;
    private boolean busy;
    private volatile Backlog backlog = new Backlog(0, 0);

    /** @param clock of the election day, by which people are on duty */
    public NotificationVerticle(CurrentPicture picture, Pool pool, Settings settings, Clock clock, MeterRegistry metrics) {
        this.picture = picture;
        this.outbox = new Outbox(pool);
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        if (settings.smtp() != null) channels.put("email", new Mail(vertx, settings.smtp(), settings.from()));
        if (settings.webhook() != null) channels.put("webhook", new Webhook(vertx, settings.webhookSecret(), Clock.systemUTC()));
        Gauge.builder("tafelzicht.notifications.waiting", () -> backlog.waiting()).register(metrics);
        Gauge.builder("tafelzicht.notifications.oldest.seconds", () -> backlog.oldestSeconds()).register(metrics);
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
        vertx.setPeriodic(FORGET_MILLIS, t -> outbox.forget());
        return Future.succeededFuture();
    }

    private void look() {
        if (busy) return;
        busy = true;
        fill().compose(filled -> outbox.take()).compose(this::send).compose(sent -> outbox.backlog())
                .onComplete(now -> backlog = now, cause -> LOG.warn("notifications wait: {}", cause.getMessage()))
                .onComplete(done -> busy = false);
    }

    /** Only when an escalation changed since; the rest of the day's events move nothing here. */
    private Future<Void> fill() {
        var now = picture.get();
        if (now.changedAfter(looked).stream().noneMatch(c -> c.kind() == Kind.ESCALATION)) {
            looked = now.seq();
            return Future.succeededFuture();
        }
        return outbox.fill(now.seq(), this::drafts).onSuccess(filled -> looked = filled ? now.seq() : looked).mapEmpty();
    }

    private Future<List<Draft>> drafts(SqlConnection c, Told told) {
        var escalation = picture.get().escalation(EventTypes.idOf(told.stream()));
        if (escalation == null || settings.tellsNobody()) return Future.succeededFuture(List.of());
        var e = escalation.state();
        var drafts = new ArrayList<Draft>();
        if (settings.webhook() != null) drafts.add(new Draft("webhook", settings.webhook().toString(), Letter.subject(e), Letter.json(e, told.type(), told.seq())));
        if (settings.smtp() == null) return Future.succeededFuture(drafts);
        return Addresses.of(c, onDuty(e)).map(addresses -> {
            for (var address : addresses) drafts.add(new Draft("email", address, Letter.subject(e), Letter.body(e, settings.page())));
            return drafts;
        });
    }

    private Set<String> onDuty(EscalationState e) {
        var accounts = new LinkedHashSet<String>();
        for (var role : e.addressee().roles()) {
            var place = Level.of(role) == Level.TABLE || e.municipality() == null ? Duty.COUNTRY : e.municipality().code();
            var duty = picture.get().duty(Duty.id(role, place));
            var account = duty == null ? null : duty.onDuty(clock.instant());
            if (account != null) accounts.add(account);
        }
        return accounts;
    }

    private Future<Void> send(List<Notification> due) {
        return Future.join(due.stream().map(this::send).toList()).mapEmpty();
    }

    private Future<Void> send(Notification n) {
        var channel = channels.get(n.channel());
        var sent = channel == null ? Future.<Void>failedFuture("this node has no " + n.channel()) : channel.send(n);
        return sent.compose(done -> outbox.sent(n), cause -> {
            LOG.warn("{} notification {} did not get through (attempt {}): {}", n.channel(), n.number(), n.attempts(), cause.getMessage());
            return outbox.later(n, cause);
        }).onSuccess(done -> Counter.builder("tafelzicht.notifications").tag("channel", n.channel()).tag("result", sent.succeeded() ? "sent" : "later").register(metrics).increment());
    }
}
