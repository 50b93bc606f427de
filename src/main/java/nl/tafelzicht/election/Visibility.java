package nl.tafelzicht.election;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Who may see something. Whoever looks at the whole country may, by clearance; somebody of its municipality when one of the roles is named.
 *
 * @param municipality CBS code, or {@code null} for what has no place: then the country's viewers alone
 * @param station      that the chair of may see it, when {@link Role#STATION_CHAIR} is among the roles; or {@code null}
 * @param roles        of the municipality
 * @param marking      what a viewer must be cleared for
 * @param recipients   names of those for whom something marked RED is; empty for other markings
 */
public record Visibility(String municipality, String station, Set<Role> roles, Tlp marking, Set<String> recipients) {

    /** Everyone who looks at a municipality. */
    public static final Set<Role> LOCAL = Set.of(Role.MAYOR, Role.POLICE, Role.PROSECUTOR, Role.MUNICIPALITY);
    /** And the chair of the station that it is about. */
    public static final Set<Role> LOCAL_AND_CHAIR = Set.of(Role.MAYOR, Role.POLICE, Role.PROSECUTOR, Role.MUNICIPALITY, Role.STATION_CHAIR);

    public static Visibility of(String municipality, Set<Role> roles, Tlp marking) {
        return new Visibility(municipality, null, roles, marking, Set.of());
    }

    /** As this, and for these roles of the municipality too. */
    public Visibility with(Set<Role> more) {
        if (roles.containsAll(more)) return this;
        var all = EnumSet.noneOf(Role.class);
        all.addAll(roles);
        all.addAll(more);
        return new Visibility(municipality, station, Set.copyOf(all), marking, recipients);
    }

    /** Everyone who may see either; the lower marking, since whoever was cleared for that one once could. */
    public Visibility or(Visibility other) {
        var names = new HashSet<>(recipients);
        names.addAll(other.recipients);
        return new Visibility(municipality, station, with(other.roles).roles, marking.compareTo(other.marking) <= 0 ? marking : other.marking, Set.copyOf(names));
    }
}
