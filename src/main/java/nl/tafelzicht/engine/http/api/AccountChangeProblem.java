package nl.tafelzicht.engine.http.api;

import io.vertx.ext.web.RoutingContext;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.AccountChanges;

/** Maps a failed change of an account to a problem. */
public final class AccountChangeProblem {

    private AccountChangeProblem() {}

    public static void fail(RoutingContext rc, Throwable cause) {
        if (cause instanceof AccountChanges.Refused refused) {
            rc.fail(Problem.refused(refused.refusal()));
        } else if (cause instanceof AccountChanges.Crowded crowded) {
            rc.fail(Problem.later(429, Explanation.of("accounts-busy"), crowded.retryAfter()));
        } else {
            rc.fail(cause);
        }
    }
}
