package nl.tafelzicht.election.place;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;

/** Local time zones: Bonaire, Sint Eustatius and Saba are five or six hours behind the rest of the Netherlands. */
public final class Zones {

    public static final ZoneId NETHERLANDS = ZoneId.of("Europe/Amsterdam");
    private static final ZoneId CARIBBEAN = ZoneId.of("America/Kralendijk");
    private static final Set<String> ISLANDS = Set.of("GM9001", "GM9002", "GM9003");

    private Zones() {}

    /** @param municipality its code, or {@code null} for the whole country */
    public static ZoneId of(String municipality) {
        return isElsewhere(municipality) ? CARIBBEAN : NETHERLANDS;
    }

    /** The time zone of several municipalities: the one that they share; otherwise the country's. */
    public static ZoneId ofAll(Collection<String> municipalities) {
        return !municipalities.isEmpty() && municipalities.stream().allMatch(Zones::isElsewhere)
                ? CARIBBEAN
                : NETHERLANDS;
    }

    /** Whether clocks there differ from those in most of the country. */
    public static boolean isElsewhere(String municipality) {
        return municipality != null && ISLANDS.contains(municipality);
    }
}
