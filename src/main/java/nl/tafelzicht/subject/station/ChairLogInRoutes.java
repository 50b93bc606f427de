package nl.tafelzicht.subject.station;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.AccountChanges;
import nl.tafelzicht.engine.access.AccountRules;
import nl.tafelzicht.engine.access.AccountStore;
import nl.tafelzicht.engine.access.AccountTerms;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.http.api.AccountChangeProblem;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.RateLimits;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;

/**
 * The log-in of a station's chair, made by its municipality, for when a phone is lost or another person becomes chair
 * on the day and no administrator is at hand. It makes one account, which is the chair of that station and nothing
 * else.
 */
final class ChairLogInRoutes {

    private static final String NAME = "voorzitter-";
    /** Of one station. */
    private static final int MOST = 100;

    private static final RateLimits.Rate CHANGES =
            new RateLimits.Rate("too-many-account-changes", 120, Duration.ofMinutes(1));

    private final AccountChanges changes;
    private final AccountStore accounts;
    private final CurrentPicture picture;
    private final RateLimits limits;

    /** @param password that the hub made: it is shown in this answer only */
    private record LogIn(String name, String password) {}

    private record Known(String name, Instant changedAt, String changedBy) {}

    private record Listed(List<Known> items) {}

    private record Station(String id, String municipality, String name) {}

    ChairLogInRoutes(HttpDependencies dependencies, RateLimits limits) {
        this.changes = dependencies.accounts();
        this.accounts = changes.store();
        this.picture = dependencies.picture();
        this.limits = limits;
    }

    void install(Router router) {
        router.get("/stations/:id/log-ins").handler(this::list);
        router.post("/stations/:id/log-ins").handler(this::give);
    }

    private void list(RoutingContext rc) {
        var station = mine(rc);
        accounts.ofStation(station.id, Role.STATION_CHAIR.toString(), MOST)
                .onSuccess(found -> rc.end(Buffer.buffer(Json.bytes(new Listed(found.stream()
                        .map(kept -> new Known(kept.name(), kept.changedAt(), kept.changedBy()))
                        .toList())))))
                .onFailure(rc::fail);
    }

    private void give(RoutingContext rc) {
        var station = mine(rc);
        var by = Authentication.principal(rc);
        limits.check(CHANGES, by.name());
        var name = NAME + station.id;
        var password = AccountRules.newPassword();
        accounts.find(name)
                .compose(known -> known == null
                        ? changes.add(by, name, chairOf(station), password)
                        : renew(by, name, known, station, password))
                .onSuccess(done -> rc.response()
                        .setStatusCode(201)
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(Json.bytes(new LogIn(name, password)))))
                .onFailure(cause -> AccountChangeProblem.fail(rc, cause));
    }

    /**
     * Sets a new password, which ends the sessions of everyone who had the old one. An account that may do or see more
     * is for who runs the hub.
     */
    private Future<Void> renew(Principal by, String name, AccountTerms known, Station station, String password) {
        return isNoMoreThan(chairOf(station), known)
                ? changes.reset(by, name, password, true)
                : Future.failedFuture(Problem.of(409, Explanation.of("account-exists", "name", name)));
    }

    /** The organisation follows the name of the station, which may have changed. */
    static boolean isNoMoreThan(AccountTerms chair, AccountTerms known) {
        return known.roles().equals(chair.roles())
                && chair.station().equals(known.station())
                && chair.municipalities().containsAll(known.municipalities())
                && Tlp.of(known.clearance()).compareTo(Tlp.of(chair.clearance())) <= 0;
    }

    private static AccountTerms chairOf(Station station) {
        return new AccountTerms(
                List.of(Role.STATION_CHAIR.toString()), List.of(station.municipality), station.id, null, station.name);
    }

    /**
     * @throws Problem 403 for another municipality, or a person who may not import its stations; 404 for an unknown
     *     station
     */
    private Station mine(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (!Rights.mayImport(principal)) {
            throw Problem.of(403, Explanation.of("may-not-import"));
        }
        var station = Stations.ofPath(rc, picture.get());
        var municipality = station.entry().municipality();
        if (Rights.importingRole(principal, municipality.code()).isEmpty()) {
            throw Problem.of(404, Explanation.of("unknown-station"));
        }
        return new Station(station.id(), municipality.code(), station.entry().name());
    }
}
