package nl.tafelzicht.engine.access;

import static nl.tafelzicht.engine.access.Rights.Reach.COUNTRY;
import static nl.tafelzicht.engine.access.Rights.Reach.MUNICIPALITY;
import static nl.tafelzicht.engine.access.Rights.Reach.NONE;
import static nl.tafelzicht.engine.access.Rights.Reach.SHARED;
import static nl.tafelzicht.engine.access.Rights.Reach.STATION;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.election.Tlp;

/**
 * Who may see and do what, and how far each right reaches: the only place that decides it. What is not in the table is
 * not allowed.
 */
public final class Rights {

    /** The things that a role may be allowed to do. */
    public enum Right {
        /** Look at the picture. */
        SEE,
        /** Report the status of a station. */
        REPORT,
        IMPORT,
        /** Report events around the stations. */
        SUBMIT,
        /** Verify, dismiss, merge, split. */
        TRIAGE,
        /** Propose, agree, change and withdraw tolerance limits. */
        AGREE,
        /** Escalate by hand, comment. */
        ESCALATE,
        /** Plan duties and hand them over. */
        DUTY,
        /** Alert to narratives. */
        ALERT,
        /** Assess, amend and merge narratives; draft responses and carry them out. */
        NARRATE,
        /** Approve responses that somebody else drafted. */
        APPROVE,
        /** See the state of the hub itself, and end other people's sessions. */
        OPERATE
    }

    /**
     * How far a right reaches: nowhere, things shared with the person, their station, their municipalities, everywhere.
     */
    public enum Reach {
        NONE,
        SHARED,
        STATION,
        MUNICIPALITY,
        COUNTRY
    }

    private static final Map<Role, Map<Right, Reach>> TABLE = new EnumMap<>(Role.class);

    static {
        //                         see           report        import        submit        triage        agree
        // escalate      duty          alert         narrate  approve  operate
        row(
                Role.TABLE_OPERATOR,
                COUNTRY,
                NONE,
                NONE,
                COUNTRY,
                COUNTRY,
                NONE,
                COUNTRY,
                COUNTRY,
                COUNTRY,
                COUNTRY,
                NONE,
                NONE);
        row(
                Role.TABLE_MEMBER,
                COUNTRY,
                NONE,
                NONE,
                COUNTRY,
                NONE,
                NONE,
                COUNTRY,
                COUNTRY,
                COUNTRY,
                COUNTRY,
                COUNTRY,
                NONE);
        row(
                Role.MAYOR,
                MUNICIPALITY,
                MUNICIPALITY,
                NONE,
                MUNICIPALITY,
                NONE,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                NONE,
                NONE,
                NONE); // reports: the decider allows a mayor to resume a session only
        row(
                Role.POLICE,
                MUNICIPALITY,
                NONE,
                NONE,
                MUNICIPALITY,
                NONE,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                NONE,
                NONE,
                NONE);
        row(
                Role.PROSECUTOR,
                MUNICIPALITY,
                NONE,
                NONE,
                MUNICIPALITY,
                NONE,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                NONE,
                NONE,
                NONE);
        row(
                Role.MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                NONE,
                MUNICIPALITY,
                MUNICIPALITY,
                MUNICIPALITY,
                NONE,
                NONE,
                NONE);
        row(Role.STATION_CHAIR, STATION, STATION, NONE, STATION, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
        row(Role.OBSERVER, SHARED, NONE, NONE, COUNTRY, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
        row(Role.PARTNER, SHARED, NONE, NONE, COUNTRY, NONE, NONE, NONE, NONE, COUNTRY, NONE, NONE, NONE);
        row(Role.AUDITOR, COUNTRY, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
        row(
                Role.ADMIN,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                COUNTRY); // runs the hub; sees no content
    }

    /**
     * The organisation of the election table's operators: things marked AMBER+STRICT without named recipients were sent
     * to it.
     */
    public static final String TABLE_ORGANISATION = "Verkiezingstafel";

    private Rights() {}

    private static void row(Role role, Reach... reach) {
        var rights = new EnumMap<Right, Reach>(Right.class);
        for (var right : Right.values()) {
            rights.put(right, reach[right.ordinal()]);
        }
        TABLE.put(role, rights);
    }

    public static Reach reach(Role role, Right right) {
        return TABLE.get(role).get(right);
    }

    /** The viewpoint from which this person looks at the picture; empty when no role may see content. */
    public static Optional<Viewpoint> viewpoint(Principal p) {
        var municipalities = new TreeSet<String>();
        var stations = new TreeSet<String>();
        var roles = EnumSet.noneOf(Role.class);
        boolean any = false;
        boolean country = false;
        for (var role : p.roles()) {
            var reach = reach(role, Right.SEE);
            any |= reach != NONE;
            country |= reach == COUNTRY
                    || reach == MUNICIPALITY && p.municipalities().contains(Principal.ANYWHERE);
            if (reach == MUNICIPALITY) {
                municipalities.addAll(p.municipalities());
                roles.add(role);
            }
            if (reach == STATION && p.station() != null) {
                stations.add(p.station());
            }
        }
        if (!any) {
            return Optional.empty();
        }
        var name = p.clearance() == Tlp.RED ? p.name() : null;
        boolean organised = p.clearance().compareTo(Tlp.AMBER_STRICT) >= 0
                || p.roles().stream().anyMatch(role -> reach(role, Right.SEE) == SHARED);
        var organisation = organised ? p.organisation() : null;
        return Optional.of(
                country
                        ? new Viewpoint(true, Set.of(), Set.of(), Set.of(), p.clearance(), name, organisation)
                        : new Viewpoint(
                                false,
                                Set.copyOf(municipalities),
                                Set.copyOf(roles),
                                Set.copyOf(stations),
                                p.clearance(),
                                name,
                                organisation));
    }

    /**
     * The roles in which this person may do something in a municipality ({@code null}: for things without one), in the
     * order of {@link Role}.
     */
    public static List<Role> rolesFor(Principal p, Right right, String station, String municipality) {
        return p.roles().stream()
                .filter(role -> may(p, role, right, station, municipality))
                .sorted()
                .toList();
    }

    /** The first of {@link #rolesFor}. */
    public static Optional<Role> roleFor(Principal p, Right right, String station, String municipality) {
        return rolesFor(p, right, station, municipality).stream().findFirst();
    }

    /**
     * The first role in which this person may do something in a municipality, for a subject that defines the reach of
     * each role itself.
     *
     * @param reach of a role
     * @param municipality {@code null} for things without one
     */
    public static Optional<Role> roleFor(Principal p, Function<Role, Reach> reach, String municipality) {
        return p.roles().stream()
                .filter(role -> reaches(p, reach.apply(role), null, municipality))
                .sorted()
                .findFirst();
    }

    /**
     * Which of these roles this person has for a municipality; roles that look at the whole country have every
     * municipality.
     */
    public static Optional<Role> addressed(Principal p, Collection<Role> roles, String municipality) {
        return roles.stream()
                .filter(role -> p.roles().contains(role))
                .filter(role -> reach(role, Right.SEE) == COUNTRY || isOf(p, municipality))
                .findFirst();
    }

    /** The role in which this person may report for a station; the one closest to it when there are several. */
    public static Optional<Role> reportingRole(Principal p, String station, String municipality) {
        return Stream.of(Role.STATION_CHAIR, Role.MUNICIPALITY, Role.MAYOR)
                .filter(role -> may(p, role, Right.REPORT, station, municipality))
                .findFirst();
    }

    /** The role in which this person may import the stations of a municipality. */
    public static Optional<Role> importingRole(Principal p, String municipality) {
        return p.roles().stream()
                .filter(role -> may(p, role, Right.IMPORT, null, municipality))
                .findFirst();
    }

    /** Whether this person may read who was given what, by whom. */
    public static boolean mayAudit(Principal p) {
        return p.roles().contains(Role.AUDITOR);
    }

    /** Whether this person is an administrator of the hub. */
    public static boolean mayOperate(Principal p) {
        return p.roles().stream().anyMatch(role -> reach(role, Right.OPERATE) != NONE);
    }

    /** Whether this person may import stations of any municipality. */
    public static boolean mayImport(Principal p) {
        return p.roles().stream().anyMatch(role -> reach(role, Right.IMPORT) != NONE);
    }

    private static boolean may(Principal p, Role role, Right right, String station, String municipality) {
        return p.roles().contains(role) && reaches(p, reach(role, right), station, municipality);
    }

    private static boolean reaches(Principal p, Reach reach, String station, String municipality) {
        return switch (reach) {
            case COUNTRY -> true;
            case MUNICIPALITY -> isOf(p, municipality);
            case STATION ->
                station != null
                        && p.station() != null
                        // a chair reports for all stops of the station
                        && StationId.of(station).equals(StationId.of(p.station()));
            case SHARED, NONE -> false;
        };
    }

    private static boolean isOf(Principal p, String municipality) {
        return p.municipalities().contains(Principal.ANYWHERE)
                || municipality != null && p.municipalities().contains(municipality);
    }
}
