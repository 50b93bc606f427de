package nl.tafelzicht.engine.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.AccessRecorded;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.JournalVerticle.AppendRequest;
import nl.tafelzicht.engine.journal.Outcome;
import nl.tafelzicht.engine.picture.EventTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the journal who was shown an entity that is marked RED, when, and how: once for each version, reader and
 * way. A record that the journal can't accept now is retried, and is lost only if this node dies before it succeeds.
 * Thread-safe.
 */
public final class DisclosureLog {

    private static final Logger LOG = LoggerFactory.getLogger(DisclosureLog.class);
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);
    private static final long AGAIN_MILLIS = 1_000;
    private static final int REMEMBERED = 10_000;

    private final Vertx vertx;
    private final Clock clock;
    private final Cache<UUID, Boolean> noted =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public DisclosureLog(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * Does nothing for an entity that is not marked RED.
     *
     * @param way how it was shown
     */
    public void note(Kind<?> kind, Entity entity, String reader, String way) {
        if (entity.visibility().marking() != Tlp.RED) {
            return;
        }
        var id = DerivedIds.of("reading", reader, kind.word(), entity.id(), String.valueOf(entity.seq()), way);
        if (noted.asMap().putIfAbsent(id, true) != null) {
            return;
        }
        var what = new AccessRecorded(kind.word(), entity.id(), entity.seq(), reader, way);
        append(EventTypes.write(
                what,
                EventTypes.accessStream(id),
                new EventMetadata(0, id, 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), reader)));
    }

    private void append(nl.tafelzicht.engine.journal.NewEvent event) {
        vertx.eventBus()
                .<Outcome>request(JournalVerticle.APPEND, new AppendRequest(List.of(event)), LOCAL)
                .onFailure(cause -> {
                    LOG.warn("a reading was not recorded yet: {}", cause.getMessage());
                    vertx.setTimer(AGAIN_MILLIS, t -> append(event));
                });
    }
}
