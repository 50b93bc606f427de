package nl.tafelzicht.access;

import static nl.tafelzicht.access.Rights.Reach.COUNTRY;
import static nl.tafelzicht.access.Rights.Reach.MUNICIPALITY;
import static nl.tafelzicht.access.Rights.Reach.NONE;
import static nl.tafelzicht.access.Rights.Reach.SHARED;
import static nl.tafelzicht.access.Rights.Reach.STATION;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.tafelzicht.election.Role;

/** Who may see and do what, and how far: the one place that knows. What is not in the table is not allowed. */
public final class Rights {

    /** What one can do. */
    public enum Right { SEE, REPORT, IMPORT }

    /** How far a right reaches: not at all, what is shared with one, one's station, one's municipalities, everywhere. */
    public enum Reach { NONE, SHARED, STATION, MUNICIPALITY, COUNTRY }

    private static final Map<Role, Map<Right, Reach>> TABLE = new EnumMap<>(Role.class);

    static {
        //                         see           report        import
        row(Role.TABLE_OPERATOR,   COUNTRY,      NONE,         NONE);
        row(Role.TABLE_MEMBER,     COUNTRY,      NONE,         NONE);
        row(Role.MAYOR,            MUNICIPALITY, MUNICIPALITY, NONE); // the decider lets a mayor resume sessions, and no more
        row(Role.POLICE,           MUNICIPALITY, NONE,         NONE);
        row(Role.PROSECUTOR,       MUNICIPALITY, NONE,         NONE);
        row(Role.MUNICIPALITY,     MUNICIPALITY, MUNICIPALITY, MUNICIPALITY);
        row(Role.STATION_CHAIR,    STATION,      STATION,      NONE);
        row(Role.PARTNER,          SHARED,       NONE,         NONE);
        row(Role.AUDITOR,          COUNTRY,      NONE,         NONE);
        row(Role.ADMIN,            NONE,         NONE,         NONE); // runs the hub; sees no content
    }

    private Rights() { }

    private static void row(Role role, Reach see, Reach report, Reach imports) {
        TABLE.put(role, Map.of(Right.SEE, see, Right.REPORT, report, Right.IMPORT, imports));
    }

    public static Reach reach(Role role, Right right) {
        return TABLE.get(role).get(right);
    }

    /** From where this person looks at the picture; empty when no role has it look at content at all. */
    public static Optional<Viewpoint> viewpoint(Principal p) {
        var municipalities = new TreeSet<String>();
        var stations = new TreeSet<String>();
        boolean any = false;
        for (var role : p.roles()) {
            var reach = reach(role, Right.SEE);
            any |= reach != NONE;
            if (reach == COUNTRY || reach == MUNICIPALITY && p.municipalities().contains(Principal.ANYWHERE)) return Optional.of(Viewpoint.COUNTRY);
            if (reach == MUNICIPALITY) municipalities.addAll(p.municipalities());
            if (reach == STATION && p.station() != null) stations.add(p.station());
        }
        return any ? Optional.of(new Viewpoint(false, Set.copyOf(municipalities), Set.copyOf(stations))) : Optional.empty();
    }

    /** The role in which this person may report for a station; the one closest to it, when there are several. */
    public static Optional<Role> reportingRole(Principal p, String station, String municipality) {
        return Stream.of(Role.STATION_CHAIR, Role.MUNICIPALITY, Role.MAYOR).filter(role -> may(p, role, Right.REPORT, station, municipality)).findFirst();
    }

    /** The role in which this person may import the stations of a municipality. */
    public static Optional<Role> importingRole(Principal p, String municipality) {
        return p.roles().stream().filter(role -> may(p, role, Right.IMPORT, null, municipality)).findFirst();
    }

    /** Whether this person may import stations of any municipality. */
    public static boolean mayImport(Principal p) {
        return p.roles().stream().anyMatch(role -> reach(role, Right.IMPORT) != NONE);
    }

    private static boolean may(Principal p, Role role, Right right, String station, String municipality) {
        if (!p.roles().contains(role)) return false;
        return switch (reach(role, right)) {
            case COUNTRY -> true;
            case MUNICIPALITY -> p.municipalities().contains(Principal.ANYWHERE) || p.municipalities().contains(municipality);
            case STATION -> station != null && station.equals(p.station());
            case SHARED, NONE -> false;
        };
    }
}
