package nl.tafelzicht.election;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Who may see something. Whoever looks at the whole country may, by clearance; somebody of its municipalities when one
 * of the roles is named; and an organisation that was told.
 *
 * @param municipalities CBS codes; empty for what has no place: then the country's viewers alone
 * @param station that the chair of may see it, when {@link Role#STATION_CHAIR} is among the roles; or {@code null}
 * @param roles of the municipalities
 * @param marking what a viewer must be cleared for
 * @param recipients for whom alone it is: people when marked RED, organisations when marked AMBER+STRICT; empty for
 *     other markings
 * @param sharedWith organisations that were told, and see it wherever they look from
 */
public record Visibility(
        Set<String> municipalities,
        String station,
        Set<Role> roles,
        Tlp marking,
        Set<String> recipients,
        Set<String> sharedWith) {

    /** Everyone who looks at a municipality. */
    public static final Set<Role> LOCAL = Set.of(Role.MAYOR, Role.POLICE, Role.PROSECUTOR, Role.MUNICIPALITY);
    /** And the chair of the station that it is about. */
    public static final Set<Role> LOCAL_AND_CHAIR =
            Set.of(Role.MAYOR, Role.POLICE, Role.PROSECUTOR, Role.MUNICIPALITY, Role.STATION_CHAIR);

    /** Stands among the municipalities of what everyone may see who has an account. */
    private static final Set<String> EVERYWHERE = Set.of("*");

    /**
     * People or organisations that one thing may have been named for or told to, over all its time: all of them are
     * remembered, since they are told when it goes.
     */
    public static final int MOST_NAMED = 1_000;

    /** Whether so many more names would be too many. */
    public boolean isFullFor(Set<String> names, Set<String> organisations) {
        return join(recipients, names).size() > MOST_NAMED
                || join(sharedWith, organisations).size() > MOST_NAMED;
    }

    public Visibility {
        if (station != null) {
            station = StationId.of(station);
        }
    }

    /** @param municipality or {@code null} */
    public Visibility(String municipality, String station, Set<Role> roles, Tlp marking, Set<String> recipients) {
        this(municipality == null ? Set.of() : Set.of(municipality), station, roles, marking, recipients, Set.of());
    }

    /** Of what is there for nobody any more. @param station whose chair once could, or {@code null} */
    public static Visibility nobody(String station) {
        return new Visibility(Set.of(), station, Set.of(), Tlp.RED, Set.of(), Set.of());
    }

    /** Of what everyone may see who has an account and is cleared for its marking. */
    public static Visibility everyone(Tlp marking) {
        return new Visibility(EVERYWHERE, null, Set.of(Role.values()), marking, Set.of(), Set.of());
    }

    public boolean isForEveryone() {
        return municipalities.equals(EVERYWHERE);
    }

    public static Visibility of(String municipality, Set<Role> roles, Tlp marking) {
        return new Visibility(municipality, null, roles, marking, Set.of());
    }

    /** As this, and for these roles of the municipalities too. */
    public Visibility with(Set<Role> more) {
        return roles.containsAll(more)
                ? this
                : new Visibility(municipalities, station, union(roles, more), marking, recipients, sharedWith);
    }

    /** As this, for these roles of the municipalities alone. */
    public Visibility forRoles(Set<Role> only) {
        return new Visibility(municipalities, station, Set.copyOf(only), marking, recipients, sharedWith);
    }

    /** As this, marked otherwise. */
    public Visibility marked(Tlp otherwise, Set<String> named) {
        return new Visibility(municipalities, station, roles, otherwise, Set.copyOf(named), sharedWith);
    }

    /** As this, in other municipalities. */
    public Visibility in(Set<String> others) {
        return new Visibility(others, station, roles, marking, recipients, sharedWith);
    }

    /** As this, and told to these organisations. */
    public Visibility sharedWith(Set<String> organisations) {
        return sharedWith.containsAll(organisations)
                ? this
                : new Visibility(municipalities, station, roles, marking, recipients, join(sharedWith, organisations));
    }

    /** Everyone who may see either; the lower marking, since whoever was cleared for that one once could. */
    public Visibility or(Visibility other) {
        if (equals(other)) {
            return this;
        }
        return new Visibility(
                join(municipalities, other.municipalities),
                station,
                union(roles, other.roles),
                marking.compareTo(other.marking) <= 0 ? marking : other.marking,
                join(recipients, other.recipients),
                join(sharedWith, other.sharedWith));
    }

    private static Set<Role> union(Set<Role> first, Set<Role> second) {
        var all = EnumSet.noneOf(Role.class);
        all.addAll(first);
        all.addAll(second);
        return Set.copyOf(all);
    }

    private static Set<String> join(Set<String> first, Set<String> second) {
        if (first.containsAll(second)) {
            return first;
        }
        var all = new HashSet<>(first);
        all.addAll(second);
        return Set.copyOf(all);
    }
}
