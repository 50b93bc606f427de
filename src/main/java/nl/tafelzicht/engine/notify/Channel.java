package nl.tafelzicht.engine.notify;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** A way out of the hub. */
interface Channel {

    /**
     * Within which a notification is taken by the other side, from first to last, or given up: less than the lease on
     * its row.
     */
    long DEADLINE_MILLIS = 20_000;

    /**
     * Fails when the other side did not take it, {@link #DEADLINE_MILLIS} at the latest, however slowly it speaks; it
     * is then tried again, and nothing of this try goes on. The same notification may be sent twice, with the same
     * {@code id}.
     */
    Future<Void> send(Notification notification);

    /**
     * What goes to one target, as it waits in the outbox.
     *
     * @param numbers of the rows that it tells of; the first gives the id
     */
    record Notification(
            List<Long> numbers, UUID id, String channel, String target, String subject, String body, int attempts) {}
}
