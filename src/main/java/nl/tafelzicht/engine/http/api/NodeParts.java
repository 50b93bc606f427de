package nl.tafelzicht.engine.http.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Objects that subjects create once for a node and that all its event loops share. Thread-safe. */
public final class NodeParts {

    private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();

    /**
     * Creates the object on the first call.
     *
     * @param making must not ask for another part
     */
    public <T> T get(Class<T> type, Supplier<T> making) {
        return type.cast(parts.computeIfAbsent(type, t -> making.get()));
    }
}
