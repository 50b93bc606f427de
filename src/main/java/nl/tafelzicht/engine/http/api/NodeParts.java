package nl.tafelzicht.engine.http.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What subjects make once for a node, and all its event loops share. Thread-safe. */
public final class NodeParts {

    private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();

    /** Made the first time that it is asked for. @param making must not ask for another part */
    public <T> T get(Class<T> type, Supplier<T> making) {
        return type.cast(parts.computeIfAbsent(type, t -> making.get()));
    }
}
