package nl.tafelzicht.election.station;

import java.time.OffsetDateTime;
import nl.tafelzicht.election.Municipality;

/**
 * A station's entry in the register: what is known of it before the day, and seldom changes.
 *
 * @param id             {@code GM0363-12}; a further place of a mobile station {@code GM0363-12.2}
 * @param number         the station's number within its municipality
 * @param opensAt        from when one can vote there
 * @param closesAt       until when; who is inside or at the entrance may still vote after it (Kieswet J 30)
 * @param eligibleVoters number of people who may vote, or {@code null} when not given
 * @param movedFrom      where the register has it, when a suspended session was resumed elsewhere (Kieswet J 38); otherwise {@code null}
 * @param seq            {@code seq} of its last change, 0 before the journal has it
 */
public record StationEntry(String id, int number, String name, StationType type, Municipality municipality, Location location,
                           OffsetDateTime opensAt, OffsetDateTime closesAt, Integer eligibleVoters, Location movedFrom, long seq) {

    /** A station where the register has it. */
    public StationEntry(String id, int number, String name, StationType type, Municipality municipality, Location location, OffsetDateTime opensAt, OffsetDateTime closesAt,
                        Integer eligibleVoters, long seq) {
        this(id, number, name, type, municipality, location, opensAt, closesAt, eligibleVoters, null, seq);
    }

    /**
     * Where the station is.
     *
     * @param latitude    WGS84 degrees
     * @param longitude   WGS84 degrees
     * @param approximate {@code true} when the source gave no coordinates and the point only stands for the neighbourhood; otherwise {@code null}
     */
    public record Location(Double latitude, Double longitude, Boolean approximate, String address, String postcode, String place) { }

    StationEntry at(long newSeq) {
        return new StationEntry(id, number, name, type, municipality, location, opensAt, closesAt, eligibleVoters, movedFrom, newSeq);
    }

    /** As this, but at other hours. */
    public StationEntry at(OffsetDateTime opens, OffsetDateTime closes) {
        return new StationEntry(id, number, name, type, municipality, location, opens, closes, eligibleVoters, movedFrom, seq);
    }

    /** As this, but somewhere else until further notice. */
    StationEntry movedTo(Location elsewhere, long newSeq) {
        return new StationEntry(id, number, name, type, municipality, elsewhere, opensAt, closesAt, eligibleVoters, movedFrom == null ? location : movedFrom, newSeq);
    }

    /** The register's word, whatever happened on the day. */
    private StationEntry registered() {
        return new StationEntry(id, number, name, type, municipality, movedFrom == null ? location : movedFrom, opensAt, closesAt, eligibleVoters, null, 0);
    }

    /** Whether the register says the same in both, whenever it was said and wherever the session moved since. */
    public boolean saysTheSameAs(StationEntry other) {
        return registered().equals(other.registered());
    }
}
