package nl.tafelzicht.picture;

import java.util.Map;
import java.util.UUID;
import nl.tafelzicht.election.Occurrence;
import nl.tafelzicht.election.station.ImportEvent.ImportCompleted;
import nl.tafelzicht.election.station.ImportEvent.ImportStarted;
import nl.tafelzicht.election.station.StationEvent.FoundOverdue;
import nl.tafelzicht.election.station.StationEvent.FoundSilent;
import nl.tafelzicht.election.station.StationEvent.Registered;
import nl.tafelzicht.election.station.StationEvent.Reported;
import nl.tafelzicht.journal.JournalEvent;
import nl.tafelzicht.journal.NewEvent;
import nl.tafelzicht.json.Json;

/** The names under which the domain's events stand in the journal, and how they are written there. A name is for ever. */
public final class EventTypes {

    private static final Map<String, Class<? extends Record>> CLASSES = Map.of(
            "station-registered", Registered.class,
            "station-reported", Reported.class,
            "station-overdue", FoundOverdue.class,
            "station-silent", FoundSilent.class,
            "import-started", ImportStarted.class,
            "import-completed", ImportCompleted.class);
    private static final Map<Class<?>, String> NAMES = CLASSES.entrySet().stream().collect(java.util.stream.Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventTypes() { }

    public static String stationStream(String stationId) {
        return "station/" + stationId;
    }

    public static String importStream(UUID importId) {
        return "import/" + importId;
    }

    public static NewEvent write(Object event, String stream, Occurrence o) {
        var type = NAMES.get(event.getClass());
        if (type == null) throw new IllegalArgumentException("an event without a name: " + event.getClass());
        return new NewEvent(o.id(), stream, o.version(), type, o.at(), o.actor(), Json.text(event));
    }

    /** @throws IllegalArgumentException for a type that this version does not know: the journal was written by a newer one */
    public static Record read(JournalEvent event) {
        var type = CLASSES.get(event.type());
        if (type == null) throw new IllegalArgumentException("seq " + event.seq() + " has the unknown type " + event.type());
        return Json.read(event.data(), type);
    }

    public static Occurrence occurrence(JournalEvent e) {
        return new Occurrence(e.seq(), e.id(), e.version(), e.at(), e.actor());
    }
}
