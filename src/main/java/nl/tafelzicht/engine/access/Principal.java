package nl.tafelzicht.engine.access;

import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;

/**
 * A person or program that is logged in.
 *
 * @param name of the account
 * @param municipalities CBS codes for which the roles hold, or {@link #ANYWHERE}
 * @param station the station of a chair, or {@code null}
 * @param clearance the highest marking that this person may see
 */
public record Principal(
        String name, Set<Role> roles, Set<String> municipalities, String station, Tlp clearance, String organisation) {

    /** Means every municipality. */
    public static final String ANYWHERE = "*";
}
