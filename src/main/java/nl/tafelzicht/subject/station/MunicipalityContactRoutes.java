package nl.tafelzicht.subject.station;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;

/** How a municipality can be reached: for the desk, and for the municipality, which may erase it. */
final class MunicipalityContactRoutes {

    private final MunicipalityContacts contacts;

    MunicipalityContactRoutes(MunicipalityContacts contacts) {
        this.contacts = contacts;
    }

    void install(Router router) {
        router.get("/municipalities/:code/contact").handler(this::get);
        router.delete("/municipalities/:code/contact").handler(this::erase);
    }

    private void get(RoutingContext rc) {
        contacts.get(permitted(rc))
                .onSuccess(contact -> {
                    if (contact == null) {
                        rc.fail(Problem.of(404, Explanation.of("no-municipality-contact")));
                    } else {
                        rc.end(Buffer.buffer(Json.bytes(contact)));
                    }
                })
                .onFailure(rc::fail);
    }

    private void erase(RoutingContext rc) {
        contacts.erase(permitted(rc))
                .onSuccess(erased -> rc.response().setStatusCode(204).end())
                .onFailure(rc::fail);
    }

    /** @return the code of a municipality that this person may reach, and be asked to forget */
    private static String permitted(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        var code = rc.pathParam("code");
        if (!principal.roles().contains(Role.TABLE_OPERATOR)
                && Rights.importingRole(principal, code).isEmpty()) {
            throw Problem.of(403, Explanation.of("not-your-municipality-contact"));
        }
        return code;
    }
}
