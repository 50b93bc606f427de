package nl.tafelzicht.engine.access;

import java.util.Set;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;

/**
 * The rights with which somebody looks at the picture. Viewers with the same viewpoint see the same, so that what is
 * made for one serves all.
 *
 * @param country looks at the whole country
 * @param municipalities otherwise, at these municipalities
 * @param roles in these roles
 * @param stations and, as their chair, at these stations
 * @param clearance the highest marking
 * @param name of the viewer, when cleared for RED, which goes to named recipients only; otherwise {@code null}
 * @param organisation of the viewer, when cleared for AMBER+STRICT, which stays within named organisations, or when
 *     things are shared with it; otherwise {@code null}
 */
public record Viewpoint(
        boolean country,
        Set<String> municipalities,
        Set<Role> roles,
        Set<String> stations,
        Tlp clearance,
        String name,
        String organisation) {

    public Viewpoint {
        if (!stations.isEmpty()) {
            stations = stations.stream().map(StationId::of).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** The viewpoint of the election table. */
    public static final Viewpoint COUNTRY =
            new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.AMBER_STRICT, null, null);

    /** The viewpoint of somebody with all local roles, cleared for every marking. */
    public static Viewpoint of(Set<String> municipalities, Set<String> stations) {
        return new Viewpoint(false, municipalities, Visibility.LOCAL, stations, Tlp.AMBER, null, null);
    }

    public boolean sees(Visibility v) {
        return isClearedFor(v)
                && (country
                        || v.isForEveryone()
                        || looksAt(v.municipalities()) && roles.stream().anyMatch(v.roles()::contains)
                        || v.roles().contains(Role.STATION_CHAIR) && isChairOf(v.station(), v.otherStation())
                        || organisation != null && v.sharedWith().contains(organisation));
    }

    private boolean isChairOf(String station, String other) {
        return station != null && stations.contains(station) || other != null && stations.contains(other);
    }

    /** Whether the viewer is cleared for its marking, regardless of place. */
    public boolean isClearedFor(Visibility v) {
        return v.marking().compareTo(clearance) <= 0 && (!v.marking().isForNamed() || isNamed(v));
    }

    private boolean looksAt(Set<String> places) {
        for (var place : places) {
            if (municipalities.contains(place)) {
                return true;
            }
        }
        return false;
    }

    /**
     * RED names people, AMBER+STRICT names organisations. A person among the names of AMBER+STRICT could read it while
     * it was RED.
     */
    private boolean isNamed(Visibility v) {
        return name != null && v.recipients().contains(name)
                || v.marking() == Tlp.AMBER_STRICT
                        && organisation != null
                        && v.recipients().contains(organisation);
    }
}
