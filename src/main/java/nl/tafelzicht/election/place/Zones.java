package nl.tafelzicht.election.place;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;

/** Times are local: Bonaire, Sint Eustatius and Saba are five or six hours behind the rest of the Netherlands. */
public final class Zones {

    public static final ZoneId NETHERLANDS = ZoneId.of("Europe/Amsterdam");
    private static final ZoneId CARIBBEAN = ZoneId.of("America/Kralendijk");
    private static final Set<String> ISLANDS = Set.of("GM9001", "GM9002", "GM9003");

    private Zones() {}

    /** @param municipality its code, or {@code null} for the whole country */
    public static ZoneId of(String municipality) {
        return isElsewhere(municipality) ? CARIBBEAN : NETHERLANDS;
    }

    /** Of what is about these together: their own, when they share another than most. */
    public static ZoneId ofAll(Collection<String> municipalities) {
        return !municipalities.isEmpty() && municipalities.stream().allMatch(Zones::isElsewhere)
                ? CARIBBEAN
                : NETHERLANDS;
    }

    /** Whether clocks there show something else than in most of the country. */
    public static boolean isElsewhere(String municipality) {
        return municipality != null && ISLANDS.contains(municipality);
    }
}
