package nl.tafelzicht.node;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.journal.NewEvent;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A hub with something planted in it: {@code -Dplant=loss} says that it wrote what it did not,
 * {@code -Dplant=duplicate} writes some things twice. And one whose clock can be moved: {@code -Dclock=FILE} holds by
 * how many seconds it is wrong, {@code -Dday=FILE} that of the day alone.
 */
public final class PlantedHub {

    /** What it is told by. */
    static final List<String> PROPERTIES = List.of("plant", "clock", "day");

    private static final int EVERY = 40;

    private PlantedHub() {}

    public static void main(String[] arguments) {
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("hazelcast.logging.type", "slf4j");
        int status = new CommandLine(new Serve())
                .execute(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
        if (status != 0) {
            System.exit(status);
        }
    }

    @Command(name = "serve")
    static final class Serve implements Callable<Integer> {
        @Mixin
        private HubOptions options;

        @Mixin
        private LogOptions log;

        @Override
        public Integer call() throws IOException {
            var config = options.config();
            Clock real = clock("clock", Clock.systemUTC());
            var node = Node.start(
                    config,
                    Lifecycle.migrated(Database.outside(config.database())),
                    new Node.Parts(clock("day", real), real, planted(System.getProperty("plant", "nothing"))));
            Lifecycle.run(node.address(), node);
            return 0;
        }
    }

    private static Clock clock(String name, Clock otherwise) {
        var file = System.getProperty(name);
        return file == null ? otherwise : new MovedClock(Path.of(file));
    }

    /** A clock that somebody puts wrong while the hub runs. */
    private static final class MovedClock extends Clock {
        private static final Duration READ_EVERY = Duration.ofMillis(200);
        private final Path file;
        private volatile Instant read = Instant.EPOCH;
        private volatile long seconds;

        MovedClock(Path file) {
            this.file = file;
        }

        @Override
        public Instant instant() {
            var now = Instant.now();
            if (read.plus(READ_EVERY).isBefore(now)) {
                read = now;
                try {
                    seconds = Long.parseLong(Files.readString(file).strip());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return now.plusSeconds(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static UnaryOperator<JournalStore> planted(String plant) {
        return switch (plant) {
            case "loss" ->
                store -> new Planted(store) {
                    @Override
                    Future<Written> append(List<List<NewEvent>> appends, int number) {
                        return number % EVERY != 0
                                ? store.append(appends)
                                : store.head().map(head -> new Written(head.seq(), List.of()));
                    }
                };
            case "duplicate" ->
                store -> new Planted(store) {
                    @Override
                    Future<Written> append(List<List<NewEvent>> appends, int number) {
                        if (number % EVERY != 0) {
                            return store.append(appends);
                        }
                        var twice = new ArrayList<>(appends);
                        for (var events : appends) {
                            twice.add(events.stream()
                                    .map(e -> new NewEvent(
                                            UUID.randomUUID(),
                                            e.stream(),
                                            e.version() + events.size(),
                                            e.type(),
                                            e.at(),
                                            e.actor(),
                                            e.data()))
                                    .toList());
                        }
                        return store.append(twice)
                                .map(written -> new Written(
                                        written.head(),
                                        written.refused().stream()
                                                .filter(i -> i < appends.size())
                                                .toList()));
                    }
                };
            default -> store -> store;
        };
    }

    /** A journal that is not to be trusted with what it appends. */
    private abstract static class Planted implements JournalStore {
        private final JournalStore store;
        private int number;

        Planted(JournalStore store) {
            this.store = store;
        }

        abstract Future<Written> append(List<List<NewEvent>> appends, int number);

        @Override
        public Future<Written> append(List<List<NewEvent>> appends) {
            return append(appends, ++number);
        }

        @Override
        public Future<List<JournalEvent>> readAfter(long seq, int limit) {
            return store.readAfter(seq, limit);
        }

        @Override
        public Future<List<JournalEvent>> readStream(String stream, int after, int until) {
            return store.readStream(stream, after, until);
        }

        @Override
        public Future<List<JournalEvent>> readStreams(List<String> streams) {
            return store.readStreams(streams);
        }

        @Override
        public Future<List<JournalEvent>> readNewest(List<String> streams, long before, int limit) {
            return store.readNewest(streams, before, limit);
        }

        @Override
        public Future<List<JournalEvent>> readType(String type, long before, int limit) {
            return store.readType(type, before, limit);
        }

        @Override
        public Future<List<JournalEvent>> readRelated(List<String> types, String field, String value) {
            return store.readRelated(types, field, value);
        }

        @Override
        public Future<Void> probe() {
            return store.probe();
        }

        @Override
        public Future<Long> seqAt(Instant moment) {
            return store.seqAt(moment);
        }

        @Override
        public Future<JournalEvent> find(UUID id) {
            return store.find(id);
        }

        @Override
        public Future<UUID> said(UUID id) {
            return store.said(id);
        }

        @Override
        public Future<Head> head() {
            return store.head();
        }
    }
}
