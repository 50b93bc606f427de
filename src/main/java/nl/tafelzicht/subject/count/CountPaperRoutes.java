package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.subject.count.domain.CountCommand;
import nl.tafelzicht.subject.count.domain.CountState.CountFile;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.subject.count.domain.MunicipalCount;

/** Checks on paper, independent of the hub: lists that are drawn in public and added up by hand. */
final class CountPaperRoutes {

    private static final DeliveryOptions PATIENT =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(60_000);

    private record Announcement(Instant hour) {}

    private record Sum(long sum, String note) {}

    private final Vertx vertx;
    private final HttpDependencies node;
    private final EntityEndpoint entities;

    CountPaperRoutes(Vertx vertx, HttpDependencies node, EntityEndpoint entities) {
        this.vertx = vertx;
        this.node = node;
        this.entities = entities;
    }

    void install(Router router) {
        router.post("/counts/:id/re-add").handler(this::announce);
        router.post("/counts/:id/re-add/draws").handler(this::draw);
        router.post("/counts/:id/re-add/lists/:list").handler(this::record);
    }

    private MunicipalCount changing(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        CountRights.changing(Authentication.principal(rc), count.state().municipality());
        return count;
    }

    private Role role(RoutingContext rc, MunicipalCount count) {
        return CountRights.changing(Authentication.principal(rc), count.state().municipality());
    }

    /** In real time, like signed checkpoints, also in an exercise whose day passes faster. */
    private void announce(RoutingContext rc) {
        var count = changing(rc);
        var body = entities.body(rc, "announceReAdd", Announcement.class);
        if (!body.hour.isAfter(node.sessionClock().instant())) {
            throw Problem.field("hour", Explanation.of("in-the-past"));
        }
        act(rc, "announceReAdd", count.id(), new CountCommand.AnnounceReAdd(body.hour, role(rc, count)));
    }

    private void draw(RoutingContext rc) {
        var count = changing(rc);
        var announced = count.state().reAdd();
        if (announced == null) {
            throw Problem.of(409, Explanation.of("re-add-not-yet"));
        }
        node.statements()
                .firstFrom(announced.hour())
                .onSuccess(statement -> {
                    if (statement == null) {
                        rc.fail(Problem.of(409, Explanation.of("re-add-not-yet")));
                        return;
                    }
                    var seed = Fingerprint.of(statement.statement()).hex();
                    act(
                            rc,
                            "drawReAdd",
                            count.id(),
                            new CountCommand.DrawReAdd(statement.period(), seed, role(rc, count)));
                })
                .onFailure(rc::fail);
    }

    /** Records the difference between the sum by hand and the file, and nothing else. */
    private void record(RoutingContext rc) {
        var count = changing(rc);
        int list = CountAddress.number(rc, "list", "not-drawn");
        CountFile file = CountAddress.file(rc, count);
        var body = entities.body(rc, "recordReAdd", Sum.class);
        ask(new CountRequest.Total(file.head().fingerprint(), list))
                .onSuccess(answer -> {
                    if (answer instanceof CountRequest.Number n) {
                        act(
                                rc,
                                "recordReAdd",
                                count.id(),
                                new CountCommand.RecordReAdd(
                                        list, Math.toIntExact(body.sum - n.number()), body.note, role(rc, count)));
                    } else {
                        rc.fail(Problem.of(404, Explanation.of("not-drawn", "list", list)));
                    }
                })
                .onFailure(rc::fail);
    }

    private Future<CountRequest.Answer> ask(CountRequest request) {
        return vertx.eventBus()
                .<CountRequest.Answer>request(CountFileVerticle.ADDRESS, request, PATIENT)
                .map(m -> m.body());
    }

    private void act(RoutingContext rc, String operation, String count, CountCommand command) {
        entities.act(
                rc,
                MunicipalCount.KIND,
                "count",
                count,
                entities.eventId(rc, operation, rc.normalizedPath()),
                command,
                201);
    }
}
