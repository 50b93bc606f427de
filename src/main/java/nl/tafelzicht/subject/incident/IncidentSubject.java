package nl.tafelzicht.subject.incident;

import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentEvent;
import nl.tafelzicht.subject.incident.domain.IncidentStatus;

/** What several reports are about. */
public final class IncidentSubject implements Subject<IncidentEvent, Incident>, ActiveSubject, RoutedSubject {

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
        new IncidentRoutes(d.node().picture(), d.api(), d.entities(), d.locations()).install(router);
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
