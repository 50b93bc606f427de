package nl.tafelzicht.engine.eventsourcing;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The settings of all subjects, each under its own type. Immutable; thread-safe. */
public final class SubjectSettings {

    private static final SubjectSettings NONE = new SubjectSettings(Map.of());

    private final Map<Class<?>, Object> byType;

    private SubjectSettings(Map<Class<?>, Object> byType) {
        this.byType = Map.copyOf(byType);
    }

    /** The settings when no option is given. */
    public static SubjectSettings defaults() {
        var all = NONE;
        for (ConfiguredSubject<?> subject : Subjects.all().offering(ConfiguredSubject.class)) {
            var settings = subject.defaults();
            if (all.byType.containsKey(settings.getClass())) {
                throw new IllegalStateException("two subjects have settings of the type " + settings.getClass());
            }
            all = all.with(settings);
        }
        return all;
    }

    /** The same, with other settings of this type. */
    public SubjectSettings with(Object settings) {
        var all = new HashMap<>(byType);
        all.put(settings.getClass(), settings);
        return new SubjectSettings(all);
    }

    /** @throws IllegalArgumentException for a type that no subject has */
    public <T> T get(Class<T> type) {
        var settings = byType.get(type);
        if (settings == null) {
            throw new IllegalArgumentException("no subject has settings of the type " + type.getName());
        }
        return type.cast(settings);
    }

    /** The settings that must be equal on all nodes of a hub, by the names of the options. */
    public Map<String, String> alike() {
        var all = new TreeMap<String, String>();
        for (ConfiguredSubject<?> subject : Subjects.all().offering(ConfiguredSubject.class)) {
            all.putAll(alike(subject));
        }
        return all;
    }

    private <T> Map<String, String> alike(ConfiguredSubject<T> subject) {
        @SuppressWarnings("unchecked") // of the type of its defaults, as all that it reads
        var type = (Class<T>) subject.defaults().getClass();
        return subject.alike(get(type));
    }
}
