package nl.tafelzicht.engine.eventsourcing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.AccessRecorded;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.TextErased;

/**
 * All subjects of this hub, and what follows from them together. A hub does not start with two subjects that claim the
 * same name, place or type of event, or with an event without a name: such a mistake would otherwise show only later,
 * and without a message. Immutable; thread-safe.
 */
public final class Subjects {

    private static final Subjects ALL = new Subjects(ServiceLoader.load(Subject.class).stream()
            .<Subject<?, ?>>map(ServiceLoader.Provider::get)
            .toList());

    /** Events that the engine itself writes. */
    private static Map<String, Class<? extends Record>> engineEvents() {
        return Map.of("access-recorded", AccessRecorded.class, "text-erased", TextErased.class);
    }

    private final List<Subject<?, ?>> subjects;
    private final List<Kind<?>> lists;
    private final Map<String, Class<? extends Record>> types = new LinkedHashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final Map<Class<?>, Subject<?, ?>> byEvent = new HashMap<>();
    private final Map<Class<?>, Subject<?, ?>> byEntity = new HashMap<>();
    private final Map<String, Subject<?, ?>> byWord = new HashMap<>();

    /** @throws IllegalStateException when the subjects contradict each other; its message says which, and why */
    Subjects(List<Subject<?, ?>> subjects) {
        this.subjects =
                subjects.stream().sorted(Comparator.comparing(Subject::kind)).toList();
        this.lists = this.subjects.stream()
                .flatMap(s -> s.lists().stream())
                .sorted()
                .collect(Collectors.toUnmodifiableList());
        requireUnique("place", Kind::place);
        requireUnique("list", Kind::list);
        requireUnique("word", Kind::word);
        engineEvents().forEach(this::name);
        this.subjects.forEach(this::addEvents);
    }

    private void requireUnique(String what, Function<Kind<?>, Object> property) {
        var seen = new HashMap<Object, Kind<?>>();
        for (var kind : lists) {
            var other = seen.put(property.apply(kind), kind);
            if (other != null) {
                throw new IllegalStateException("the kinds " + other.word() + " and " + kind.word() + " have the same "
                        + what + ": " + property.apply(kind));
            }
        }
    }

    private void addEvents(Subject<?, ?> subject) {
        if (!subject.lists().contains(subject.kind())) {
            throw new IllegalStateException("the lists of " + subject.kind().word() + " lack its own");
        }
        byWord.put(subject.kind().word(), subject);
        for (var list : subject.lists()) {
            var other = byEntity.put(list.type(), subject);
            if (other != null && other != subject) {
                throw new IllegalStateException("the kinds " + other.kind().word() + " and " + list.word()
                        + " have the same type of entities: " + list.type().getName());
            }
        }
        for (var event : subject.events().entrySet()) {
            name(event.getKey(), event.getValue().asSubclass(Record.class));
            byEvent.put(event.getValue(), subject);
        }
        subject.records().forEach(this::name);
        var nameless = permitted(subject.eventType())
                .filter(type -> !names.containsKey(type))
                .map(Class::getName)
                .sorted()
                .toList();
        if (!nameless.isEmpty()) {
            throw new IllegalStateException(
                    "events of " + subject.kind().word() + " without a name: " + String.join(", ", nameless));
        }
    }

    private void name(String name, Class<? extends Record> type) {
        if (types.put(name, type) != null) {
            throw new IllegalStateException("two types of events have the name " + name);
        }
        var other = names.put(type, name);
        if (other != null) {
            throw new IllegalStateException(type.getName() + " has two names: " + other + " and " + name);
        }
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Subjects::permitted)
                : Stream.of(type);
    }

    /** The subjects of this hub. */
    public static Subjects all() {
        return ALL;
    }

    /** In the order of their kinds. */
    public List<Subject<?, ?>> list() {
        return subjects;
    }

    /**
     * The subjects of this hub that implement a type: a subject declares by such types what it offers beyond
     * {@link Subject}.
     */
    public <T> List<T> offering(Class<T> type) {
        return subjects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The lists of the picture, in the order in which viewers receive them. */
    public List<Kind<?>> lists() {
        return lists;
    }

    /** All types of events, by their names in the journal. */
    public Map<String, Class<? extends Record>> events() {
        return types;
    }

    /** @return {@code null} for a type without a name */
    public String nameOf(Class<?> event) {
        return names.get(event);
    }

    /**
     * The subject to which a stream belongs.
     *
     * @return {@code null} for a stream that makes no entity
     */
    public Subject<?, ?> ofStream(String stream) {
        int slash = stream.indexOf('/');
        return slash < 0 ? null : byWord.get(stream.substring(0, slash));
    }

    /**
     * The kind of an entity that has events of its own.
     *
     * @throws IllegalArgumentException for an entity of no subject
     */
    public Kind<?> kindOf(Entity entity) {
        var subject = byEntity.get(entity.getClass());
        if (subject == null) {
            throw new IllegalArgumentException(
                    "an entity of no subject: " + entity.getClass().getName());
        }
        return subject.kind();
    }

    /**
     * The subject to which an event belongs.
     *
     * @return {@code null} for an event that makes no entity
     */
    public Subject<?, ?> of(Object event) {
        return byEvent.get(event.getClass());
    }

    /**
     * The entity after an event.
     *
     * @param before {@code null} for its first
     * @return {@code null} for an event that makes no entity
     * @throws ClassCastException for an entity of another subject than the event's
     */
    public Entity evolve(Entity before, String id, Object event, EventMetadata occurrence) {
        var subject = of(event);
        return subject == null ? null : evolve(subject, before, id, event, occurrence);
    }

    private static <E, S extends Entity> S evolve(
            Subject<E, S> subject, Entity before, String id, Object event, EventMetadata occurrence) {
        return subject.evolve(
                subject.kind().type().cast(before), id, subject.eventType().cast(event), occurrence);
    }
}
