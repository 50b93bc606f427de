package nl.tafelzicht.engine.picture;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.journal.JournalStore;

/**
 * Entities by id, whether they are in the picture or not: an entity that is not is folded from its stream of the
 * journal.
 */
public final class StoredEntities {

    private static final int LONGEST_ID = 64;

    private final CurrentPicture picture;
    private final JournalStore journal;

    public StoredEntities(CurrentPicture picture, JournalStore journal) {
        this.picture = picture;
        this.journal = journal;
    }

    /** The entity, or {@code null} when there is none. */
    public <S extends Entity> Future<S> find(Kind<S> kind, String id) {
        var now = picture.get().entity(kind, id);
        return now != null
                ? Future.succeededFuture(now)
                : load(kind, List.of(id)).map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** The entities that exist, in the order of the ids. */
    public <S extends Entity> Future<List<S>> find(Kind<S> kind, Collection<String> ids) {
        var now = picture.get();
        var missing = ids.stream().filter(id -> now.entity(kind, id) == null).toList();
        return (missing.isEmpty() ? Future.succeededFuture(List.<S>of()) : load(kind, missing)).map(loaded -> {
            var byId = new LinkedHashMap<String, S>();
            loaded.forEach(entity -> byId.put(entity.id(), entity));
            var found = new ArrayList<S>(ids.size());
            for (var id : ids) {
                var present = now.entity(kind, id);
                var entity = present != null ? present : byId.get(id);
                if (entity != null) {
                    found.add(entity);
                }
            }
            return found;
        });
    }

    /** No id has other characters, and PostgreSQL can't search for U+0000. */
    private static boolean isId(String text) {
        return text.length() <= LONGEST_ID && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /** Entities folded from their streams, even if they are in the picture. */
    public <S extends Entity> Future<List<S>> load(Kind<S> kind, Collection<String> ids) {
        return journal.readStreams(ids.stream()
                        .filter(StoredEntities::isId)
                        .distinct()
                        .map(kind::stream)
                        .toList())
                .map(events -> {
                    Map<String, Entity> entities = new LinkedHashMap<>();
                    for (var event : events) {
                        var id = EventTypes.idOf(event.stream());
                        var after = EventTypes.evolve(
                                entities.get(id), id, EventTypes.read(event), EventTypes.occurrence(event));
                        if (after != null) {
                            entities.put(id, after);
                        }
                    }
                    return entities.values().stream().map(kind.type()::cast).toList();
                });
    }
}
