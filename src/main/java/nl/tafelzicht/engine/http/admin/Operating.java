package nl.tafelzicht.engine.http.admin;

import io.vertx.ext.web.RoutingContext;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Problem;

/** The door of all that is for who runs the hub. */
final class Operating {

    private Operating() {}

    /** @return who asks @throws Problem 403 for everybody else */
    static Principal required(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (!Rights.mayOperate(principal)) {
            throw Problem.of(403, Explanation.of("admin-only"));
        }
        return principal;
    }

    /** To look at who was given which rights, and change nothing. @throws Problem 403 for everybody else */
    static void readable(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (!Rights.mayOperate(principal) && !Rights.mayAudit(principal)) {
            throw Problem.of(403, Explanation.of("admin-or-auditor-only"));
        }
    }
}
