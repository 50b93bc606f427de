package nl.tafelzicht.subject.count;

import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Reach;
import nl.tafelzicht.engine.http.api.Problem;

/** Who may change a count. */
final class CountRights {

    private CountRights() {}

    /** The right to change sessions, figures, explanations, objections and fingerprints. */
    private static Reach mayChange(Role role) {
        return switch (role) {
            case TABLE_OPERATOR, TABLE_MEMBER -> Reach.COUNTRY;
            case MUNICIPALITY -> Reach.MUNICIPALITY;
            default -> Reach.NONE;
        };
    }

    private static Reach mayImport(Role role) {
        return role == Role.TABLE_MEMBER ? Reach.NONE : mayChange(role);
    }

    static boolean importsAnything(Principal principal) {
        return principal.roles().stream().anyMatch(role -> mayImport(role) != Reach.NONE);
    }

    /** @param municipality {@code null} for the sum of a committee, which only the table imports */
    static boolean imports(Principal principal, Municipality municipality) {
        return Rights.roleFor(principal, CountRights::mayImport, code(municipality))
                .isPresent();
    }

    /** The role in which this person imports files. */
    static Role importing(Principal principal) {
        return principal.roles().stream()
                .filter(role -> mayImport(role) != Reach.NONE)
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    /** @throws Problem 403 when this person may not change it */
    static Role changing(Principal principal, Municipality municipality) {
        return Rights.roleFor(principal, CountRights::mayChange, code(municipality))
                .orElseThrow(() -> Problem.of(403, Explanation.of("may-not-change", "list", "counts")));
    }

    private static String code(Municipality municipality) {
        return municipality == null ? null : municipality.code();
    }
}
