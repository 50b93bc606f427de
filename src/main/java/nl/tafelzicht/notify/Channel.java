package nl.tafelzicht.notify;

import io.vertx.core.Future;
import java.util.UUID;

/** A way out of the hub. */
interface Channel {

    /** Fails when the other side did not take it; it is then tried again. The same notification may be sent twice, with the same {@code id}. */
    Future<Void> send(Notification notification);

    /** One notification to one target, as it waits in the outbox. */
    record Notification(long number, UUID id, String channel, String target, String subject, String body, int attempts) { }
}
