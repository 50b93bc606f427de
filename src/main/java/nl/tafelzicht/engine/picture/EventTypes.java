package nl.tafelzicht.engine.picture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.NewEvent;
import nl.tafelzicht.engine.journal.Unfoldable;
import nl.tafelzicht.engine.json.Json;

/**
 * The names of the domain's events in the journal, how they are written there, and how they change an entity. A name
 * must never change.
 */
public final class EventTypes {

    private EventTypes() {}

    /** The names of all types of events. */
    static Set<String> names() {
        return Subjects.all().events().keySet();
    }

    /** @return {@code null} for a type that this version does not know */
    static Class<? extends Record> classOf(String type) {
        return Subjects.all().events().get(type);
    }

    public static String stationStream(String stationId) {
        return "station/" + stationId;
    }

    public static String importStream(UUID importId) {
        return "import/" + importId;
    }

    /** The stream of one reading; each has its own. */
    public static String accessStream(UUID reading) {
        return "access/" + reading;
    }

    /** The stream of an entity: its kind in the singular, and its id. */
    public static String stream(Kind<?> kind, String id) {
        return kind.stream(id);
    }

    /** The id in the name of a stream. */
    public static String idOf(String stream) {
        return stream.substring(stream.indexOf('/') + 1);
    }

    public static NewEvent write(Object event, String stream, EventMetadata o) {
        var type = Subjects.all().nameOf(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("an event without a name: " + event.getClass());
        }
        var written = new NewEvent(o.id(), stream, o.version(), type, o.at(), o.actor(), Json.text(event))
                .withFormat(EventFormats.of((Record) event));
        return EventWords.any(event)
                ? written.withWords(EventWords.find(type, Json.read(written.data(), JsonNode.class)))
                : written;
    }

    /**
     * @throws Unfoldable for a type, a field or a word that this version does not know: the journal was written by a
     *     newer one
     */
    public static Record read(JournalEvent event) {
        var type = Subjects.all().events().get(event.type());
        if (type == null) {
            throw new Unfoldable(event.seq(), "has the unknown type " + event.type());
        }
        try {
            return Json.read(event.data(), type);
        } catch (IllegalArgumentException e) {
            throw new Unfoldable(
                    event.seq(),
                    "is of the type " + event.type() + " and does not fit it: "
                            + (e.getCause() instanceof JsonProcessingException p
                                    ? p.getOriginalMessage()
                                    : e.getMessage()));
        }
    }

    public static EventMetadata occurrence(JournalEvent e) {
        return new EventMetadata(e.seq(), e.id(), e.version(), e.at(), e.actor());
    }

    /**
     * The entity after an event.
     *
     * @param before {@code null} for its first event
     * @return {@code null} for an event that makes no entity (an import, a reading)
     */
    public static Entity evolve(Entity before, String id, Object event, EventMetadata o) {
        return Subjects.all().evolve(before, id, event, o);
    }
}
