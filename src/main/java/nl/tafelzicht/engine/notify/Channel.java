package nl.tafelzicht.engine.notify;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** A way to send notifications out of the hub. */
interface Channel {

    /**
     * The time in which a notification is accepted by the other side or given up, in total: less than the lease on its
     * row.
     */
    long DEADLINE_MILLIS = 20_000;

    /**
     * Fails when the other side did not accept it, after {@link #DEADLINE_MILLIS} at the latest, however slowly it
     * answers; it is tried again later, and nothing of this attempt continues. The same notification may be sent twice,
     * with the same {@code id}.
     */
    Future<Void> send(Notification notification);

    /**
     * A notification for one target, as it waits in the outbox.
     *
     * @param numbers of the rows that it combines; the first determines the id
     */
    record Notification(
            List<Long> numbers, UUID id, String channel, String target, String subject, String body, int attempts) {}
}
