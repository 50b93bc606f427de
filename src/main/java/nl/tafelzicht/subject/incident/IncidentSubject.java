package nl.tafelzicht.subject.incident;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.http.api.AttachedSubject;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.http.api.Timelines;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentEvent;
import nl.tafelzicht.subject.incident.domain.IncidentStatus;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.station.domain.Station;

/** Incidents, each of which combines one or more reports. */
public final class IncidentSubject
        implements Subject<IncidentEvent, Incident>, ActiveSubject, RoutedSubject, AttachedSubject {

    @Override
    public Kind<Incident> kind() {
        return Incident.KIND;
    }

    @Override
    public Class<IncidentEvent> eventType() {
        return IncidentEvent.class;
    }

    @Override
    public Map<String, Class<? extends IncidentEvent>> events() {
        return Map.ofEntries(
                Map.entry("incident-opened", IncidentEvent.Opened.class),
                Map.entry("incident-amended", IncidentEvent.Amended.class),
                Map.entry("incident-reports-added", IncidentEvent.ReportsAdded.class),
                Map.entry("incident-reports-removed", IncidentEvent.ReportsRemoved.class),
                Map.entry("incident-merged", IncidentEvent.MergedInto.class),
                Map.entry("incident-commented", IncidentEvent.Commented.class),
                Map.entry("incident-shared", IncidentEvent.Shared.class));
    }

    @Override
    public Incident evolve(Incident before, String id, IncidentEvent event, EventMetadata occurrence) {
        return Incident.evolve(before, id, event, occurrence);
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(new IncidentVerticle(d.picture(), d.journal(), d.metrics(), d.clock()));
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        d.named().inBody(Report.KIND, router.post("/incidents"), IncidentSubject::reports);
        d.named().inBody(Report.KIND, router.post("/incidents/:id/*"), IncidentSubject::reports);
        router.get("/incidents/:id/timeline")
                .handler(rc -> d.timelines().ofEntity(rc, "incidentTimeline", Incident.KIND));
        new IncidentRoutes(d.node().picture(), d.api(), d.entities(), d.locations()).install(router);
    }

    private static List<String> reports(JsonObject body) {
        return body.getValue("reports") instanceof JsonArray named
                ? named.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The timeline of an incident includes its reports; that of a station also the incidents of its reports. */
    @Override
    public Future<List<Attached<?>>> attached(Picture now, HttpDependencies node, EntityKey whose, Set<EntityKey> to) {
        if (whose.kind() == Incident.KIND && to.contains(whose)) {
            var reports = now.entity(Incident.KIND, whose.id()).state().reports().stream()
                    .limit(Timelines.MOST_STREAMS)
                    .toList();
            return node.storedEntities().find(Report.KIND, reports).map(found -> found.stream()
                    .<Attached<?>>map(report -> new Attached<>(Report.KIND, report, true))
                    .toList());
        }
        if (whose.kind() != Station.KIND) {
            return Future.succeededFuture(List.of());
        }
        var reports = to.stream()
                .filter(key -> key.kind() == Report.KIND)
                .map(EntityKey::id)
                .toList();
        return node.storedEntities().find(Report.KIND, reports).map(found -> found.stream()
                .filter(report -> report.state().incident() != null)
                .map(report -> now.entity(Incident.KIND, report.state().incident()))
                .filter(Objects::nonNull)
                .<Attached<?>>map(incident -> new Attached<>(Incident.KIND, incident, true))
                .toList());
    }

    @Override
    public List<EscalationOffer<?>> escalatable() {
        return List.of(new EscalationOffer<>(Incident.KIND, IncidentSubject::incident));
    }

    private static Optional<Escalatable> incident(Incident i) {
        var s = i.state();
        return Optional.of(new Escalatable(
                s.kind().toString(),
                s.municipality(),
                s.stations().stream().findFirst().orElse(null),
                s.location(),
                s.state() != IncidentStatus.REPORTED && s.state() != IncidentStatus.DISMISSED,
                s.marking(),
                i.visibility().roles(),
                i.visibility().recipients()));
    }
}
