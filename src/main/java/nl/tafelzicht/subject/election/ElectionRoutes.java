package nl.tafelzicht.subject.election;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedInputStream;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.ElectionDates;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Timelines;
import nl.tafelzicht.engine.http.api.Upload;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.election.domain.DefinedBy;
import nl.tafelzicht.subject.election.domain.Definition;
import nl.tafelzicht.subject.election.domain.Definition.District;
import nl.tafelzicht.subject.election.domain.Definition.NamedList;
import nl.tafelzicht.subject.election.domain.Election;
import nl.tafelzicht.subject.election.domain.ElectionCommand;
import nl.tafelzicht.subject.election.domain.ElectionState;
import nl.tafelzicht.subject.election.format.EmlElection;

/** Elections: reading them, and defining them by a file (EML 110a, 230b) or by hand. */
final class ElectionRoutes {

    /** Ten times the largest real one. */
    static final long MAX_FILE_BYTES = 32L * 1024 * 1024;

    private static final Set<Role> MAY_DEFINE = EnumSet.of(Role.TABLE_OPERATOR, Role.MUNICIPALITY);
    private static final Set<String> XML = Set.of("application/xml", "text/xml");

    private final Vertx vertx;
    private final CurrentPicture picture;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final Timelines timelines;

    private record Entered(
            String name,
            String category,
            LocalDate date,
            String domain,
            List<District> districts,
            List<NamedList> lists) {

        Definition definition() {
            return new Definition(
                    name.strip(), category, date, domain == null ? null : domain.strip(), districts, lists);
        }
    }

    private record Warning(String code, Map<String, Object> parameters, String reason) {}

    /** @param changed whether the file contained anything new */
    private record Imported(String id, String kind, boolean changed, ElectionState election, List<Warning> warnings) {}

    ElectionRoutes(Vertx vertx, CurrentPicture picture, OpenApi api, EntityEndpoint entities, Timelines timelines) {
        this.vertx = vertx;
        this.picture = picture;
        this.api = api;
        this.entities = entities;
        this.timelines = timelines;
    }

    void installStreaming(Router router) {
        router.post("/elections/imports").handler(this::take);
    }

    void install(Router router) {
        router.get("/elections").handler(this::list);
        router.get("/elections/:id").handler(rc -> entities.show(rc, visible(rc)));
        router.get("/elections/:id/timeline").handler(rc -> timelines.ofEntity(rc, "electionTimeline", Election.KIND));
        router.put("/elections/:id").handler(this::enter);
    }

    private Election visible(RoutingContext rc) {
        return entities.visible(rc, Election.KIND, rc.pathParam("id"));
    }

    private void list(RoutingContext rc) {
        var query = api.parameters("listElections", "query", rc.queryParams());
        var date = query.has("date") ? LocalDate.parse(query.get("date").asText()) : null;
        entities.page(
                rc,
                Election.KIND,
                picture.get().all(Election.KIND),
                e -> date == null || date.equals(e.state().date()),
                query);
    }

    private void enter(RoutingContext rc) {
        var principal = definer(rc);
        var id = rc.pathParam("id");
        if (!EmlElection.isId(id)) {
            throw Problem.field("id", Explanation.beside(Election.class, "not-an-election-id", "id", id));
        }
        var entered = api.body("enterElection", Bodies.json(rc), Entered.class);
        if (!ElectionDates.isPossible(entered.date())) {
            throw Problem.field("date", ElectionDates.refusal(entered.date()));
        }
        send(principal, id, new ElectionCommand.Define(entered.definition(), DefinedBy.HAND, role(principal)))
                .onSuccess(answer -> {
                    if (answer instanceof CommandAnswer.Refused r) {
                        rc.fail(Problem.refused(r.refusal()));
                    } else {
                        rc.end(Buffer.buffer(Json.bytes(stateOf(answer))));
                    }
                })
                .onFailure(rc::fail);
    }

    private void take(RoutingContext rc) {
        var principal = definer(rc);
        if (!XML.contains(Bodies.mediaType(rc))) {
            throw Problem.of(415, Explanation.beside(Election.class, "election-file-expected"));
        }
        Upload.receive(vertx, rc.request(), MAX_FILE_BYTES)
                .compose(received -> vertx.executeBlocking(() -> read(received), false)
                        .eventually(
                                () -> vertx.fileSystem().delete(received.file().toString())))
                .compose(read -> write(principal, read).map(answer -> {
                    if (answer instanceof CommandAnswer.Refused r) {
                        throw Problem.refused(r.refusal());
                    }
                    var language = Negotiation.language(rc);
                    var warnings = read.warnings().stream()
                            .map(w -> new Warning(w.code(), w.named(), w.in(language)))
                            .toList();
                    return rc.end(Buffer.buffer(Json.bytes(new Imported(
                            read.election(),
                            read.kind(),
                            answer instanceof CommandAnswer.Done,
                            stateOf(answer),
                            warnings))));
                }))
                .onFailure(rc::fail);
    }

    private static EmlElection.Read read(Upload received) throws Exception {
        try (var in = new BufferedInputStream(Files.newInputStream(received.file()))) {
            return EmlElection.read(in);
        } catch (EmlElection.Unreadable e) {
            throw Problem.field(
                    "body",
                    e.line() > 0 ? Explanation.of("unreadable-line", "line", e.line(), "reason", e.why()) : e.why());
        }
    }

    /** Imports a 230b; when its election is not known yet, the file first makes it known. */
    private Future<CommandAnswer> write(Principal principal, EmlElection.Read read) {
        var role = role(principal);
        boolean isDefinition = read.kind().equals(EmlElection.DEFINITION);
        var define =
                new ElectionCommand.Define(read.definition(), isDefinition ? DefinedBy.FILE : DefinedBy.MENTION, role);
        return send(principal, read.election(), define)
                .compose(answer -> isDefinition || !(answer instanceof CommandAnswer.Unchanged)
                        ? Future.succeededFuture(answer)
                        : send(
                                principal,
                                read.election(),
                                new ElectionCommand.NameLists(read.definition().lists(), role)));
    }

    private Future<CommandAnswer> send(Principal principal, String id, ElectionCommand command) {
        return Commands.send(
                vertx, Election.KIND, new CommandRequest<>(UUID.randomUUID(), id, command, principal.name()));
    }

    private static ElectionState stateOf(CommandAnswer answer) {
        var entity = answer instanceof CommandAnswer.Done d ? d.entity() : ((CommandAnswer.Unchanged) answer).entity();
        return ((Election) entity).state();
    }

    private static Principal definer(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (principal.roles().stream().noneMatch(MAY_DEFINE::contains)) {
            throw Problem.of(403, Explanation.of("may-not-change", "list", Election.KIND.list()));
        }
        return principal;
    }

    private static Role role(Principal principal) {
        return principal.roles().contains(Role.TABLE_OPERATOR) ? Role.TABLE_OPERATOR : Role.MUNICIPALITY;
    }
}
