package nl.tafelzicht.engine.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.engine.json.Json;

/**
 * Pages of lists of entities: the latest change first; a page continues after the {@code seq} at which the page before
 * it ended.
 */
public final class Pagination {

    /** @param next where the next page continues, or {@code null} */
    public record Page<E>(List<E> entities, Long next) {}

    private record Answer(List<Object> items, Object next) {}

    private Pagination() {}

    /** @param given called for each entity on the page */
    public static <E extends Entity> Page<E> of(
            RoutingContext rc, Stream<E> entities, Predicate<E> wanted, ObjectNode query, Consumer<E> given) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        long before = query.has("after") ? query.get("after").asLong() : Long.MAX_VALUE;
        int limit = query.has("limit") ? query.get("limit").asInt() : 1_000;
        var found = entities.filter(e -> e.seq() < before && viewpoint.sees(e.visibility()))
                .filter(wanted)
                .sorted(Comparator.comparingLong(Entity::seq).reversed())
                .limit(limit + 1L)
                .toList();
        var page = found.subList(0, Math.min(limit, found.size()));
        page.forEach(given);
        return new Page<>(page, found.size() > limit ? page.get(limit - 1).seq() : null);
    }

    public static <E extends Entity> void answer(RoutingContext rc, Page<E> page) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        end(rc, page.entities.stream().map(e -> e.stateFor(viewpoint::sees)).toList(), page.next);
    }

    public static void end(RoutingContext rc, List<? extends Object> items, Object next) {
        rc.end(Buffer.buffer(Json.bytes(new Answer(List.copyOf(items), next))));
    }
}
