package nl.tafelzicht.engine.http.admin;

import io.vertx.ext.web.RoutingContext;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Problem;

/** The check that lets only administrators, or auditors, through. */
final class Operating {

    private Operating() {}

    /**
     * @return the administrator
     * @throws Problem 403 for everybody else
     */
    static Principal required(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (!Rights.mayOperate(principal)) {
            throw Problem.of(403, Explanation.of("admin-only"));
        }
        return principal;
    }

    /**
     * For reading who was given which rights, without changing anything.
     *
     * @throws Problem 403 for everybody else
     */
    static void readable(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (!Rights.mayOperate(principal) && !Rights.mayAudit(principal)) {
            throw Problem.of(403, Explanation.of("admin-or-auditor-only"));
        }
    }
}
