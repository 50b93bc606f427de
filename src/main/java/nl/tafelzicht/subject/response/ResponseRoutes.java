package nl.tafelzicht.subject.response;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Right;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.response.domain.LegalGround;
import nl.tafelzicht.subject.response.domain.Outcome;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseCommand;
import nl.tafelzicht.subject.response.domain.ResponseContent;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.response.domain.ResponseSettings;
import nl.tafelzicht.subject.response.format.PlatformLetter;

/** Responses to narratives: drafted by one person, approved by another, carried out, and accounted for. */
public final class ResponseRoutes {

    private static final String FIELD = "response";

    private record NewResponse(
            ResponseKind kind,
            String title,
            String text,
            List<String> channels,
            Set<Fact.Key> cites,
            String platform,
            String url,
            LegalGround ground,
            String grounds,
            String proportionality,
            Set<String> partners) {

        ResponseContent content() {
            return new ResponseContent(
                    title, text, channels, cites, platform, url, ground, grounds, proportionality, partners);
        }
    }

    private record Revision(
            String title,
            String text,
            List<String> channels,
            Set<Fact.Key> cites,
            String platform,
            String url,
            LegalGround ground,
            String grounds,
            String proportionality,
            Set<String> partners) {

        /** Fields that are not mentioned stay unchanged. */
        ResponseContent over(ResponseContent was) {
            return new ResponseContent(
                    title == null ? was.title() : title,
                    text == null ? was.text() : text,
                    channels == null ? was.channels() : channels,
                    cites == null ? was.cites() : cites,
                    platform == null ? was.platform() : platform,
                    url == null ? was.url() : url,
                    ground == null ? was.ground() : ground,
                    grounds == null ? was.grounds() : grounds,
                    proportionality == null ? was.proportionality() : proportionality,
                    partners == null ? was.partners() : partners);
        }
    }

    private record Reference(String reference) {}

    private record NewOutcome(Outcome.Decision decision, String note) {}

    private final HttpDependencies dependencies;
    private final OpenApi api;
    private final EntityEndpoint entities;

    public ResponseRoutes(HttpDependencies dependencies, OpenApi api, EntityEndpoint entities) {
        this.dependencies = dependencies;
        this.api = api;
        this.entities = entities;
    }

    public void install(Router router) {
        router.get("/platforms")
                .handler(rc -> Pagination.end(
                        rc,
                        dependencies
                                .subjects()
                                .get(ResponseSettings.class)
                                .platforms()
                                .platforms(),
                        null));
        router.get("/responses").handler(this::list);
        router.get("/narratives/:id/responses").handler(this::ofNarrative);
        router.post("/narratives/:id/responses").handler(this::propose);
        router.get("/responses/:id").handler(rc -> entities.show(rc, visible(rc)));
        router.get("/responses/:id/letter").handler(this::letter);
        router.post("/responses/:id/revisions").handler(this::revise);
        router.post("/responses/:id/approvals")
                .handler(rc -> act(
                        rc,
                        Right.APPROVE,
                        "approveResponse",
                        Approval.class,
                        (seen, role) -> new ResponseCommand.Approve(seen.seq, role)));
        router.post("/responses/:id/rejections")
                .handler(rc -> act(
                        rc,
                        Right.APPROVE,
                        "rejectResponse",
                        EntityEndpoint.Reason.class,
                        (why, role) -> new ResponseCommand.Reject(why.reason(), role)));
        router.post("/responses/:id/publications")
                .handler(rc -> act(
                        rc,
                        Right.NARRATE,
                        "publishResponse",
                        Reference.class,
                        (where, role) -> new ResponseCommand.Publish(where.reference, role)));
        router.post("/responses/:id/dispatches")
                .handler(rc -> act(
                        rc,
                        Right.NARRATE,
                        "sendResponse",
                        Reference.class,
                        (where, role) -> new ResponseCommand.Send(where.reference, role)));
        router.post("/responses/:id/outcomes")
                .handler(rc -> act(
                        rc,
                        Right.NARRATE,
                        "recordOutcome",
                        NewOutcome.class,
                        (o, role) -> new ResponseCommand.RecordOutcome(o.decision, o.note, role)));
        router.post("/responses/:id/withdrawals")
                .handler(rc -> act(
                        rc,
                        Right.NARRATE,
                        "withdrawResponse",
                        EntityEndpoint.Reason.class,
                        (why, role) -> new ResponseCommand.Withdraw(why.reason(), role)));
        router.post("/responses/:id/confirmations")
                .handler(rc -> act(
                        rc,
                        Right.NARRATE,
                        "upholdResponse",
                        EntityEndpoint.Reason.class,
                        (why, role) -> new ResponseCommand.Uphold(why.reason(), role)));
    }

    private Response visible(RoutingContext rc) {
        return entities.visible(rc, Response.KIND, rc.pathParam("id"));
    }

    private void list(RoutingContext rc) {
        var query = api.parameters("listResponses", "query", rc.queryParams());
        Predicate<Response> wanted = r -> true;
        if (query.has("kind")) {
            wanted = wanted.and(
                    r -> r.state().kind().toString().equals(query.get("kind").asText()));
        }
        if (query.has("state")) {
            wanted = wanted.and(
                    r -> r.status().toString().equals(query.get("state").asText()));
        }
        entities.page(rc, Response.KIND, dependencies.picture().get().all(Response.KIND), wanted, query);
    }

    private void ofNarrative(RoutingContext rc) {
        Narrative narrative = entities.visible(rc, Narrative.KIND, rc.pathParam("id"));
        var query = api.parameters("responsesToNarrative", "query", rc.queryParams());
        entities.page(
                rc,
                Response.KIND,
                dependencies.picture().get().all(Response.KIND).filter(r -> r.state()
                        .narrative()
                        .equals(narrative.id())),
                r -> true,
                query);
    }

    private static Role role(RoutingContext rc, Right right) {
        return Rights.roleFor(Authentication.principal(rc), right, null, null)
                .orElseThrow(() -> Problem.of(
                        403,
                        right == Right.APPROVE
                                ? Explanation.of("member-approves")
                                : Explanation.of("narrative-desk-only")));
    }

    private void propose(RoutingContext rc) {
        Narrative narrative = entities.visible(rc, Narrative.KIND, rc.pathParam("id"));
        var role = role(rc, Right.NARRATE);
        var body = entities.body(rc, "proposeResponse", NewResponse.class);
        entities.create(
                rc,
                Response.KIND,
                FIELD,
                "/responses",
                entities.eventId(rc, "proposeResponse", narrative.id()),
                new ResponseCommand.Propose(narrative.id(), body.kind, body.content(), role));
    }

    private void revise(RoutingContext rc) {
        var response = visible(rc);
        act(
                rc,
                Right.NARRATE,
                "reviseResponse",
                Revision.class,
                (revision, role) -> new ResponseCommand.Revise(
                        revision.over(response.state().content()), role));
    }

    private record Approval(Long seq) {}

    private interface Making<T> {
        ResponseCommand of(T body, Role role);
    }

    private <T> void act(RoutingContext rc, Right right, String operation, Class<T> type, Making<T> command) {
        var response = visible(rc);
        var role = role(rc, right);
        entities.act(
                rc,
                Response.KIND,
                FIELD,
                response.id(),
                entities.eventId(rc, operation, response.id()),
                command.of(entities.body(rc, operation, type), role),
                201);
    }

    /** The text for a platform, to be sent by a person. */
    private void letter(RoutingContext rc) {
        var response = visible(rc);
        if (!response.state().kind().isForPlatform()) {
            throw Problem.of(
                    404,
                    Explanation.of(
                            "not-for-a-platform", "kind", response.state().kind()));
        }
        var platform = dependencies
                .subjects()
                .get(ResponseSettings.class)
                .platforms()
                .find(response.state().content().platform());
        rc.response()
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(PlatformLetter.of(
                        response.state(), platform, Authentication.principal(rc).organisation()));
    }
}
