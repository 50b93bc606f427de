package nl.tafelzicht.subject.escalation.domain;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;

/**
 * Who an escalation is addressed to: roles of a level, for a place.
 *
 * @param roles in the order of {@link Role}; one of them acknowledges for all
 * @param municipality {@code null} at the table, for something without a place
 */
public record Addressee(EscalationLevel level, List<Role> roles, Municipality municipality) {

    public static Addressee of(EscalationLevel level, Set<Role> roles, Municipality municipality) {
        return new Addressee(level, roles.stream().sorted().toList(), municipality);
    }

    /** All roles of a level. */
    public static Addressee of(EscalationLevel level, Municipality municipality) {
        return of(level, level.roles(), municipality);
    }

    public Set<Role> roleSet() {
        return Set.copyOf(roles);
    }
}
