package nl.tafelzicht.engine.http.publicsite;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.html.Moment;

/**
 * Formats moments in local time; where that is not the European Netherlands' time, the text says so.
 *
 * @param caribbean the text that is added then
 */
public record PlaceTime(DateTimeFormatter format, String caribbean) {

    public Moment moment(Instant at, ZoneId zone) {
        return new Moment(at, shown(at, zone));
    }

    public String shown(Instant at, ZoneId zone) {
        var shown = format.withZone(zone).format(at);
        return zone.equals(Zones.NETHERLANDS) ? shown : shown + " " + caribbean;
    }
}
