package nl.tafelzicht.subject.narrative;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Right;
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeCommand;
import nl.tafelzicht.subject.narrative.domain.NarrativeContent;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.narrative.domain.NarrativeScope;
import nl.tafelzicht.subject.narrative.domain.NarrativeSource;
import nl.tafelzicht.subject.narrative.domain.Sighting;
import nl.tafelzicht.subject.narrative.format.StixReader;
import nl.tafelzicht.subject.narrative.format.StixReader.Rejected;

/**
 * Imports alerts that others exchange: what can be read becomes an alert, the rest is listed with the reason. Importing
 * the same bundle again changes nothing.
 */
public final class StixRoutes {

    private static final int LONGEST_COMMENT = 4_000;

    private final Vertx vertx;
    private final HttpDependencies dependencies;
    private final LocationResolver locations;
    private final Map<String, String> codesByName;

    private record Result(
            int imported, int unchanged, List<String> narratives, List<Rejected> rejected, List<String> warnings) {}

    public StixRoutes(Vertx vertx, HttpDependencies dependencies, LocationResolver locations) {
        this.vertx = vertx;
        this.dependencies = dependencies;
        this.locations = locations;
        this.codesByName = dependencies.gazetteer().places().stream()
                .collect(Collectors.toMap(
                        p -> p.municipality().name().toLowerCase(Locale.ROOT),
                        p -> p.municipality().code(),
                        (first, second) -> first));
    }

    /** Installed before the handler of ordinary bodies, which are smaller. */
    public void install(Router router) {
        router.post("/narratives/imports").handler(AttachmentRoutes::mayAlert);
        router.post("/narratives/imports")
                .handler(BodyHandler.create(false).setBodyLimit(StixReader.MAX_BYTES))
                .handler(this::take);
    }

    private void take(RoutingContext rc) {
        if (!Bodies.mediaType(rc).equals(NarrativeRoutes.STIX)) {
            throw Problem.of(415, Explanation.of("content-type-expected", "type", NarrativeRoutes.STIX));
        }
        var principal = Authentication.principal(rc);
        var role = Rights.roleFor(principal, Right.ALERT, null, null)
                .orElseThrow(() -> Problem.of(403, Explanation.of("partners-only")));
        var body = rc.body().buffer();
        if (body == null || body.length() == 0) {
            throw Problem.field("", Explanation.of("body-empty"));
        }
        vertx.executeBlocking(() -> StixReader.read(body.getBytes(), codesByName), false)
                .recover(cause -> Future.failedFuture(
                        cause instanceof StixReader.NotABundle e
                                ? Problem.field("", Explanation.of("not-a-bundle", "reason", e.getMessage()))
                                : cause))
                .compose(read -> takeAll(principal, role, read, Negotiation.language(rc)))
                .onSuccess(result -> rc.end(Buffer.buffer(Json.bytes(result))))
                .onFailure(rc::fail);
    }

    private Future<Result> takeAll(Principal principal, Role role, StixReader.Result read, Locale language) {
        var rejected = new ArrayList<>(read.rejected());
        var warnings = new ArrayList<>(read.warnings());
        var narratives = new ArrayList<String>();
        var unchanged = new int[1];
        Future<Void> done = Future.succeededFuture();
        for (var old : read.revoked()) {
            done = done.compose(v -> said(principal, role, old.id(), old.modified(), "was revoked by its maker"));
        }
        for (var alert : read.alerts()) {
            done = done.compose(v -> take(principal, role, alert, warnings)).compose(answer -> {
                if (answer instanceof CommandAnswer.Refused r) {
                    rejected.add(new Rejected(
                            alert.id(), "alert", r.refusal().explanation().in(language)));
                } else if (answer instanceof CommandAnswer.Done d && !d.repeated()) {
                    narratives.add(d.entity().id());
                } else {
                    unchanged[0]++;
                    return alert.modified() == null
                            ? Future.succeededFuture()
                            : said(
                                    principal,
                                    role,
                                    alert.id(),
                                    alert.modified(),
                                    "has a newer version, which says: " + alert.claim());
                }
                return Future.succeededFuture();
            });
        }
        return done.map(v -> new Result(narratives.size(), unchanged[0], narratives, rejected, warnings));
    }

    /**
     * Adds one remark to a narrative when the maker of its original alert changed or revoked it after the import; a
     * person decides what follows.
     */
    private Future<Void> said(Principal principal, Role role, String alert, Instant modified, String what) {
        var narrative = dependencies
                .picture()
                .get()
                .entity(Narrative.KIND, DerivedIds.of("stix", alert).toString());
        if (narrative == null
                || modified != null && !modified.isAfter(narrative.state().at())) {
            return Future.succeededFuture();
        }
        var text = "The alert that this was made from (" + alert + ") " + what;
        var id = DerivedIds.of("stix-said", alert, modified == null ? what : modified.toString());
        return Commands.send(
                        vertx,
                        Narrative.KIND,
                        new CommandRequest<>(
                                id,
                                narrative.id(),
                                new NarrativeCommand.Comment(
                                        text.length() > LONGEST_COMMENT
                                                ? text.substring(0, LONGEST_COMMENT - 1) + "…"
                                                : text,
                                        role),
                                principal.name()))
                .mapEmpty();
    }

    private Future<CommandAnswer> take(Principal principal, Role role, StixReader.Alert alert, List<String> warnings) {
        if (alert.kind() == null) {
            warnings.add(alert.id() + " has no label that tells its kind; it is taken for "
                    + NarrativeKind.PROCESS_FAIRNESS);
        }
        var id = DerivedIds.of("stix", alert.id());
        var seen = alert.seen().stream()
                .map(s -> new Sighting(
                        s.platform(),
                        s.url(),
                        alert.firstSeen() == null ? dependencies.clock().instant() : alert.firstSeen(),
                        null,
                        s.text(),
                        s.text() == null ? null : Hashes.sha256(s.text()),
                        List.of()))
                .toList();
        var source = new NarrativeSource(
                NarrativeSource.Kind.FACT_CHECKER,
                alert.creator() == null ? principal.organisation() : alert.creator(),
                NarrativeSource.Reliability.F,
                6);
        var about = new NarrativeScope(
                List.of(),
                alert.municipalities().stream().map(locations::municipality).toList(),
                List.of());
        Set<String> recipients = EntityEndpoint.recipients(principal, alert.marking(), null);
        var content = new NarrativeContent(
                alert.claim(),
                alert.kind() == null ? NarrativeKind.PROCESS_FAIRNESS : alert.kind(),
                alert.language(),
                List.of(),
                about,
                alert.firstSeen(),
                seen,
                List.of(source),
                alert.techniques(),
                alert.marking(),
                recipients,
                principal.organisation());
        return Commands.send(
                vertx,
                Narrative.KIND,
                new CommandRequest<>(id, id.toString(), new NarrativeCommand.Report(content, role), principal.name()));
    }
}
