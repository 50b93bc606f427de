package nl.tafelzicht.election;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Who may see something: viewers of the whole country who are cleared for it; viewers of its municipalities in one of
 * its roles; and the organisations that it was shared with.
 *
 * @param municipalities CBS codes; empty for what has no place: only the country's viewers see that
 * @param station whose chair may see it, when {@link Role#STATION_CHAIR} is among the roles; or {@code null}
 * @param roles of the municipalities
 * @param marking what a viewer must be cleared for
 * @param recipients the only ones who may see it: people when marked RED, organisations when marked AMBER+STRICT; empty
 *     for other markings
 * @param sharedWith organisations that it was shared with, which see it from any place
 * @param otherStation another station whose chair may see it too, where it is about two; otherwise {@code null}
 */
public record Visibility(
        Set<String> municipalities,
        String station,
        Set<Role> roles,
        Tlp marking,
        Set<String> recipients,
        Set<String> sharedWith,
        @Since(2) String otherStation) {

    /** All roles that look at a municipality. */
    public static final Set<Role> LOCAL = Set.of(Role.MAYOR, Role.POLICE, Role.PROSECUTOR, Role.MUNICIPALITY);
    /** The same, and the chair of the station concerned. */
    public static final Set<Role> LOCAL_AND_CHAIR =
            Set.of(Role.MAYOR, Role.POLICE, Role.PROSECUTOR, Role.MUNICIPALITY, Role.STATION_CHAIR);

    /** Used as a municipality for what every account may see. */
    private static final Set<String> EVERYWHERE = Set.of("*");

    /**
     * The most people or organisations that one thing may be named for or shared with over its whole life: all of them
     * are remembered, since they are told when it is gone.
     */
    public static final int MOST_NAMED = 1_000;

    /** Whether that many more names would exceed the bound. */
    public boolean isFullFor(Set<String> names, Set<String> organisations) {
        return join(recipients, names).size() > MOST_NAMED
                || join(sharedWith, organisations).size() > MOST_NAMED;
    }

    public Visibility {
        if (station != null) {
            station = StationId.of(station);
        }
        if (otherStation != null) {
            otherStation = StationId.of(otherStation);
        }
    }

    /** Of what is about one station at most. */
    public Visibility(
            Set<String> municipalities,
            String station,
            Set<Role> roles,
            Tlp marking,
            Set<String> recipients,
            Set<String> sharedWith) {
        this(municipalities, station, roles, marking, recipients, sharedWith, null);
    }

    /** @param municipality or {@code null} */
    public Visibility(String municipality, String station, Set<Role> roles, Tlp marking, Set<String> recipients) {
        this(municipality == null ? Set.of() : Set.of(municipality), station, roles, marking, recipients, Set.of());
    }

    /**
     * For something that nobody sees any more.
     *
     * @param station whose chair once saw it, or {@code null}
     */
    public static Visibility nobody(String station) {
        return new Visibility(Set.of(), station, Set.of(), Tlp.RED, Set.of(), Set.of());
    }

    /** For everyone who has an account and is cleared for its marking. */
    public static Visibility everyone(Tlp marking) {
        return new Visibility(EVERYWHERE, null, Set.of(Role.values()), marking, Set.of(), Set.of());
    }

    public boolean isForEveryone() {
        return municipalities.equals(EVERYWHERE);
    }

    public static Visibility of(String municipality, Set<Role> roles, Tlp marking) {
        return new Visibility(municipality, null, roles, marking, Set.of());
    }

    /** The same, and for these roles of the municipalities too. */
    public Visibility with(Set<Role> more) {
        return roles.containsAll(more)
                ? this
                : new Visibility(
                        municipalities, station, union(roles, more), marking, recipients, sharedWith, otherStation);
    }

    /** The same, but for these roles of the municipalities only. */
    public Visibility forRoles(Set<Role> only) {
        return new Visibility(municipalities, station, Set.copyOf(only), marking, recipients, sharedWith, otherStation);
    }

    /** As this, and for the chair of another station too, when there is one. @param other or {@code null} */
    public Visibility andStation(String other) {
        return new Visibility(municipalities, station, roles, marking, recipients, sharedWith, other);
    }

    /** The same with another marking. */
    public Visibility marked(Tlp otherwise, Set<String> named) {
        return new Visibility(municipalities, station, roles, otherwise, Set.copyOf(named), sharedWith, otherStation);
    }

    /** The same in other municipalities. */
    public Visibility in(Set<String> others) {
        return new Visibility(others, station, roles, marking, recipients, sharedWith, otherStation);
    }

    /** The same, shared with these organisations too. */
    public Visibility sharedWith(Set<String> organisations) {
        return sharedWith.containsAll(organisations)
                ? this
                : new Visibility(
                        municipalities,
                        station,
                        roles,
                        marking,
                        recipients,
                        join(sharedWith, organisations),
                        otherStation);
    }

    /**
     * For everyone who may see either. It has the lower marking, since somebody who was cleared for that one could see
     * it once.
     */
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
                join(sharedWith, other.sharedWith),
                otherStation);
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
