package nl.tafelzicht.engine.http.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Shows operators who else has an item open, so that two of them do not do the same work. It is a hint that expires
 * after some seconds and travels over the event bus, which may lose it. Conflicts are decided by the journal.
 */
public final class Presence {

    private static final String ADDRESS = "readers";
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(25);
    private static final int MOST = 10_000;

    private final Vertx vertx;
    private final String journal;
    private final Cache<Key, Reader> open = Caffeine.newBuilder()
            .expireAfterWrite(FORGOTTEN_AFTER)
            .maximumSize(MOST)
            .build();

    private record Key(String subject, String name) {}

    public record Reader(String name, Instant since) {}

    /** @param journal the nodes of this journal tell each other */
    public Presence(Vertx vertx, String journal) {
        this.vertx = vertx;
        this.journal = journal;
    }

    /** Must be called once for each node. */
    public void start() {
        vertx.eventBus().<JsonObject>consumer(ADDRESS, m -> {
            if (journal.equals(m.body().getString("journal"))) {
                note(
                        m.body().getString("subject"),
                        m.body().getString("name"),
                        m.body().getInstant("since"));
            }
        });
    }

    private Reader note(String subject, String name, Instant since) {
        return open.asMap().merge(new Key(subject, name), new Reader(name, since), (before, now) -> before);
    }

    /**
     * Notes that somebody has the item open.
     *
     * @return the others who have it open
     */
    public List<Reader> open(String subject, String name, Instant now) {
        var reader = note(subject, name, now);
        open.put(new Key(subject, name), reader);
        vertx.eventBus()
                .publish(
                        ADDRESS,
                        new JsonObject()
                                .put("journal", journal)
                                .put("subject", subject)
                                .put("name", name)
                                .put("since", reader.since));
        return open.asMap().entrySet().stream()
                .filter(e ->
                        e.getKey().subject.equals(subject) && !e.getKey().name.equals(name))
                .map(java.util.Map.Entry::getValue)
                .sorted(Comparator.comparing(Reader::since))
                .toList();
    }
}
