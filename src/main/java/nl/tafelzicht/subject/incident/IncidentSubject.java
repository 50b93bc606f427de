package nl.tafelzicht.subject.incident;

import java.util.Map;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentEvent;

/** What several reports are about. */
public final class IncidentSubject implements Subject<IncidentEvent, Incident> {

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
}
