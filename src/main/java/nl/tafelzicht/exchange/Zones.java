package nl.tafelzicht.exchange;

import java.time.ZoneId;
import java.util.Set;

/** Times of a station are local to it: Bonaire, Sint Eustatius and Saba are five or six hours behind the rest of the Netherlands. */
final class Zones {

    private static final Set<String> CARIBBEAN = Set.of("GM9001", "GM9002", "GM9003");
    private static final ZoneId KRALENDIJK = ZoneId.of("America/Kralendijk");
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private Zones() { }

    /** @param municipality its code */
    static ZoneId of(String municipality) {
        return CARIBBEAN.contains(municipality) ? KRALENDIJK : AMSTERDAM;
    }
}
