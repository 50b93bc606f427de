package nl.tafelzicht.subject.narrative;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.http.api.AsOfResolver;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.Facts;
import nl.tafelzicht.subject.narrative.domain.Finding;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeState;
import nl.tafelzicht.subject.station.StationSettings;

/** The facts about a claim, and other claims that are like it. */
public final class FactRoutes {

    private static final int MOST_PROPOSALS = 20;

    /**
     * A fact with its age.
     *
     * @param ageSeconds {@code null} when nobody ever reported on it
     */
    private record AgedFact(
            Fact.Key key,
            Integer count,
            Integer of,
            List<Fact.Item> about,
            Instant at,
            Long ageSeconds,
            String by,
            Role role,
            long seq) {}

    private record FactsAnswer(
            String narrative,
            long seq,
            Instant at,
            Finding.Standing standing,
            List<Finding> findings,
            List<AgedFact> facts) {}

    private record Alike(double likeness, NarrativeState narrative) {}

    private final Vertx vertx;
    private final HttpDependencies dependencies;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final AsOfResolver asOf;

    public FactRoutes(
            Vertx vertx, HttpDependencies dependencies, OpenApi api, EntityEndpoint entities, AsOfResolver asOf) {
        this.vertx = vertx;
        this.dependencies = dependencies;
        this.api = api;
        this.entities = entities;
        this.asOf = asOf;
    }

    public void install(Router router) {
        router.get("/narratives/:id/facts").handler(this::facts);
        router.get("/narratives/:id/similar").handler(this::similar);
    }

    private Narrative visible(RoutingContext rc) {
        return entities.visible(rc, Narrative.KIND, rc.pathParam("id"));
    }

    /** The facts now or at an earlier moment, as far as the viewer may see them now and could then. */
    private void facts(RoutingContext rc) {
        var narrative = visible(rc);
        var query = api.parameters("narrativeFacts", "query", rc.queryParams());
        if (!query.has("at")) {
            rc.end(facts(
                    rc,
                    narrative,
                    dependencies.picture().get(),
                    dependencies.picture().get(),
                    dependencies.clock().instant()));
            return;
        }
        var now = dependencies.picture().get();
        asOf.of(query.get("at").asText())
                .onSuccess(moment -> rc.end(facts(rc, narrative, moment.picture(), now, moment.at())))
                .onFailure(rc::fail);
    }

    private Buffer facts(RoutingContext rc, Narrative narrative, Picture then, Picture now, Instant at) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        Facts facts = FactsBeside.of(
                then,
                narrative,
                entity -> AsOfResolver.sees(viewpoint, entity, now),
                at,
                dependencies.subjects().get(StationSettings.class).deadlines().silenceLimit());
        var aged = facts.facts().stream()
                .map(f -> new AgedFact(
                        f.key(),
                        f.count(),
                        f.of(),
                        f.about(),
                        f.at(),
                        f.at() == null ? null : Math.max(0, at.getEpochSecond() - f.at().getEpochSecond()),
                        f.by(),
                        f.role(),
                        f.seq()))
                .toList();
        return Buffer.buffer(Json.bytes(new FactsAnswer(
                narrative.id(), facts.seq(), facts.at(), Finding.overall(facts.findings()), facts.findings(), aged)));
    }

    private void similar(RoutingContext rc) {
        var narrative = visible(rc);
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var picture = dependencies.picture().get();
        var claims = dependencies.parts().get(ClaimIndex.class, ClaimIndex::new);
        vertx.executeBlocking(() -> claims.like(narrative, picture, MOST_PROPOSALS * 2), false)
                .onSuccess(alike -> Pagination.end(
                        rc,
                        alike.stream()
                                .filter(a -> viewpoint.sees(a.narrative().visibility()))
                                .limit(MOST_PROPOSALS)
                                .map(a -> new Alike(
                                        Math.round(a.likeness() * 100) / 100.0,
                                        a.narrative().stateFor(viewpoint::sees)))
                                .toList(),
                        null))
                .onFailure(rc::fail);
    }
}
