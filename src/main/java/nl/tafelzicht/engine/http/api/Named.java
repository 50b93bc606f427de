package nl.tafelzicht.engine.http.api;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.StoredEntities;

/**
 * The entities that a request names in its path or body. Those that are not in the picture are folded from the journal
 * before the request is handled, so that the handler need not know where they are.
 */
public final class Named {

    private static final String KEY = "named-entities";
    /** The most entities that a body may name. */
    private static final int MOST = 1_000;

    private final CurrentPicture picture;
    private final StoredEntities stored;

    public Named(CurrentPicture picture, StoredEntities stored) {
        this.picture = picture;
        this.stored = stored;
    }

    /** Looks up the {@code :id} of these paths, before the routes that need it. */
    public void inPath(Kind<?> kind, Route... routes) {
        for (var route : routes) {
            route.handler(rc -> load(rc, kind, Set.of(rc.pathParam("id"))));
        }
    }

    /**
     * Looks up the entities that a body names, before the routes that need them. A body that does not parse is refused
     * later, by the operation itself.
     *
     * @param ids of the first thousand that the body names; may throw {@link ClassCastException} for other types
     */
    public void inBody(Kind<?> kind, Route route, Function<JsonObject, Collection<String>> ids) {
        route.handler(rc -> load(rc, kind, ofBody(rc, ids)));
    }

    private static Collection<String> ofBody(RoutingContext rc, Function<JsonObject, Collection<String>> ids) {
        try {
            var body = rc.body().asJsonObject(MOST * 100);
            return body == null
                    ? Set.of()
                    : ids.apply(body).stream().distinct().limit(MOST).toList();
        } catch (DecodeException | ClassCastException | IllegalStateException wrong) {
            return Set.of();
        }
    }

    private <S extends Entity> void load(RoutingContext rc, Kind<S> kind, Collection<String> ids) {
        var now = picture.get();
        var missing = ids.stream().filter(id -> now.entity(kind, id) == null).toList();
        add(
                rc,
                kind,
                ids.stream()
                        .map(id -> now.entity(kind, id))
                        .filter(Objects::nonNull)
                        // looked up even when it is in the picture: it may leave that before the command is handled
                        .toList());
        if (missing.isEmpty()) {
            rc.next();
            return;
        }
        stored.load(kind, missing)
                .onSuccess(found -> {
                    add(rc, kind, found);
                    rc.next();
                })
                .onFailure(rc::fail);
    }

    /** Adds an entity that the handler found elsewhere. */
    public static <S extends Entity> void add(RoutingContext rc, Kind<S> kind, List<? extends S> entities) {
        Map<String, Entity> named = rc.get(KEY);
        var all = named == null ? new HashMap<String, Entity>() : new HashMap<>(named);
        entities.forEach(entity -> all.put(kind.stream(entity.id()), entity));
        rc.put(KEY, all);
    }

    /** @return the entity, in the picture or not, or {@code null} */
    public static <S extends Entity> S find(RoutingContext rc, CurrentPicture picture, Kind<S> kind, String id) {
        var now = picture.get().entity(kind, id);
        if (now != null) {
            return now;
        }
        Map<String, Entity> named = rc.get(KEY);
        return named == null ? null : kind.type().cast(named.get(kind.stream(id)));
    }
}
