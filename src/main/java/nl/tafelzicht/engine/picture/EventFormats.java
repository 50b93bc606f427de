package nl.tafelzicht.engine.picture;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.tafelzicht.election.Since;

/**
 * The format of the journal that an event needs: the highest {@link Since} of anything in it. During an upgrade nodes
 * of two versions run side by side, and the older one gets stuck on an event, a component or a word that it does not
 * know; so each node reports the highest format that it reads, and nothing higher is written until all can read it.
 * Thread-safe.
 */
public final class EventFormats {

    /** The format of the first release, and of everything without {@link Since}. */
    public static final int FIRST = 1;
    /** The highest format that this version reads; one more with each release that adds something to the journal. */
    public static final int CURRENT = 2;

    /**
     * Whether a class contains anything with {@link Since}: most do not, and then their events need not be examined.
     */
    private static final ClassValue<Boolean> NEWS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return hasNews(type, new HashSet<>());
        }
    };

    /** A component of a record, with what reflection says of it: that is asked once, since each event asks. */
    private record Part(Method accessor, int since) {}

    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            var parts = new ArrayList<Part>();
            for (var component : type.getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                parts.add(new Part(component.getAccessor(), since(component.getAnnotation(Since.class))));
            }
            return List.copyOf(parts);
        }
    };

    /** What each word of an enum bears, by its name. */
    private static final ClassValue<Map<String, Integer>> WORDS = new ClassValue<>() {
        @Override
        protected Map<String, Integer> computeValue(Class<?> type) {
            var words = new HashMap<String, Integer>();
            for (var field : type.getFields()) {
                if (field.isEnumConstant()) {
                    words.put(field.getName(), since(field.getAnnotation(Since.class)));
                }
            }
            return Map.copyOf(words);
        }
    };

    private EventFormats() {}

    public static int of(Record event) {
        return NEWS.get(event.getClass()) ? inRecord(event) : FIRST;
    }

    private static boolean hasNews(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType p) {
            for (var argument : p.getActualTypeArguments()) {
                if (hasNews(argument, seen)) {
                    return true;
                }
            }
            return false;
        }
        if (!(type instanceof Class<?> c) || !seen.add(c)) {
            return false;
        }
        if (c.isAnnotationPresent(Since.class)) {
            return true;
        }
        if (c.isEnum()) {
            for (var field : c.getFields()) {
                if (field.isAnnotationPresent(Since.class)) {
                    return true;
                }
            }
        }
        if (c.isSealed()) {
            for (var permitted : c.getPermittedSubclasses()) {
                if (hasNews(permitted, seen)) {
                    return true;
                }
            }
        }
        if (c.isRecord()) {
            for (var component : c.getRecordComponents()) {
                if (component.isAnnotationPresent(Since.class) || hasNews(component.getGenericType(), seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int inRecord(Record record) {
        int highest = since(record.getClass().getAnnotation(Since.class));
        for (var part : PARTS.get(record.getClass())) {
            var value = value(part.accessor(), record);
            if (value != null) {
                highest = Math.max(highest, Math.max(part.since(), in(value)));
            }
        }
        return highest;
    }

    private static int in(Object value) {
        if (value instanceof Record record) {
            return inRecord(record);
        }
        if (value instanceof Enum<?> word) {
            return inWord(word);
        }
        if (value instanceof Collection<?> all) {
            return all.stream().mapToInt(EventFormats::in).max().orElse(FIRST);
        }
        if (value instanceof Map<?, ?> map) {
            return Math.max(in(map.keySet()), in(map.values()));
        }
        return FIRST;
    }

    private static int inWord(Enum<?> word) {
        return WORDS.get(word.getDeclaringClass()).get(word.name());
    }

    private static int since(Since since) {
        return since == null ? FIRST : since.value();
    }

    private static Object value(Method accessor, Record record) {
        try {
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's components can be read", e);
        }
    }
}
