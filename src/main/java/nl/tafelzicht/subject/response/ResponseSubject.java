package nl.tafelzicht.subject.response;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.http.api.AttachedSubject;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.http.publicsite.PublicSubject;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseEvent;
import nl.tafelzicht.subject.response.domain.ResponseSettings;
import nl.tafelzicht.subject.station.StationSettings;

/** What is published or done about a claim. */
public final class ResponseSubject
        implements Subject<ResponseEvent, Response>,
                ActiveSubject,
                RoutedSubject,
                AttachedSubject,
                PublicSubject,
                ConfiguredSubject<ResponseSettings> {

    @Override
    public Kind<Response> kind() {
        return Response.KIND;
    }

    @Override
    public Class<ResponseEvent> eventType() {
        return ResponseEvent.class;
    }

    @Override
    public Map<String, Class<? extends ResponseEvent>> events() {
        return Map.ofEntries(
                Map.entry("response-proposed", ResponseEvent.Proposed.class),
                Map.entry("response-revised", ResponseEvent.Revised.class),
                Map.entry("response-approved", ResponseEvent.Approved.class),
                Map.entry("response-rejected", ResponseEvent.Rejected.class),
                Map.entry("response-published", ResponseEvent.Published.class),
                Map.entry("response-sent", ResponseEvent.Sent.class),
                Map.entry("response-outcome-recorded", ResponseEvent.OutcomeRecorded.class),
                Map.entry("response-withdrawn", ResponseEvent.Withdrawn.class),
                Map.entry("response-challenged", ResponseEvent.Challenged.class),
                Map.entry("response-upheld", ResponseEvent.Upheld.class),
                Map.entry("response-remarked", ResponseEvent.Remarked.class));
    }

    @Override
    public Response evolve(Response before, String id, ResponseEvent event, EventMetadata occurrence) {
        return Response.evolve(before, id, event, occurrence);
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(new ResponseVerticle(
                d.picture(),
                d.journal(),
                d.metrics(),
                d.settings().get(ResponseSettings.class).platforms(),
                d.settings().get(StationSettings.class).deadlines(),
                d.clock()));
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        router.get("/responses/:id/timeline")
                .handler(rc -> d.timelines().ofEntity(rc, "responseTimeline", Response.KIND));
        new ResponseRoutes(d.node(), d.api(), d.entities()).install(router);
    }

    /** The timeline of a narrative includes its responses. */
    @Override
    public Future<List<Attached<?>>> attached(Picture now, HttpDependencies node, EntityKey whose, Set<EntityKey> to) {
        return Future.succeededFuture(
                whose.kind() == Narrative.KIND && to.contains(whose)
                        ? now.all(Response.KIND)
                                .filter(r -> r.state().narrative().equals(whose.id()))
                                .<Attached<?>>map(r -> new Attached<>(Response.KIND, r, false))
                                .toList()
                        : List.of());
    }

    @Override
    public ResponseSettings defaults() {
        return ResponseSettings.DEFAULT;
    }

    @Override
    public Options<ResponseSettings> options() {
        return new ResponseOptions();
    }

    @Override
    public Map<String, String> alike(ResponseSettings settings) {
        return Map.ofEntries(
                Map.entry("platforms", Hashes.fingerprint(settings.platforms())),
                Map.entry("register-from", String.valueOf(settings.registerFrom())));
    }

    @Override
    public PublicPart open(Vertx vertx, HttpDependencies node) {
        var register = new PublicRegister(node);
        return site -> {
            register.install(site.api());
            new FactsPage(register, node.options().exercise()).install(site.pages());
        };
    }

    @Override
    public List<String> readableFromAnywhere() {
        return List.of("/public/register", "/public/rebuttals*");
    }
}
