package nl.tafelzicht.engine.command;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.util.List;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.journal.LocalCodec;

/** Sends commands to the verticle of their subject, on this node. */
public final class Commands {

    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private Commands() {}

    /** Must be called once for each Vert.x. */
    public static void registerCodecs(EventBus bus) {
        List.of(
                        CommandRequest.class,
                        CommandAnswer.Done.class,
                        CommandAnswer.Unchanged.class,
                        CommandAnswer.Refused.class)
                .forEach(type -> LocalCodec.register(bus, type));
    }

    /** The address at which commands for a kind are handled, on this node. */
    static String address(Kind<?> kind) {
        return "commands." + kind.word();
    }

    /**
     * Fails with a {@code ReplyException} when the journal can't accept it.
     *
     * @param kind of the entity
     */
    public static <S extends Entity> Future<CommandAnswer> send(Vertx vertx, Kind<S> kind, CommandRequest<S> request) {
        return vertx.eventBus()
                .<CommandAnswer>request(address(kind), request, LOCAL)
                .map(Message::body);
    }
}
