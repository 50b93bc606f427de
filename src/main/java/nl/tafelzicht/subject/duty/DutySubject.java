package nl.tafelzicht.subject.duty;

import java.util.Map;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.duty.domain.DutyEvent;

/** Who is on duty at which post. */
public final class DutySubject implements Subject<DutyEvent, Duty> {

    @Override
    public Kind<Duty> kind() {
        return Duty.KIND;
    }

    @Override
    public Class<DutyEvent> eventType() {
        return DutyEvent.class;
    }

    @Override
    public Map<String, Class<? extends DutyEvent>> events() {
        return Map.ofEntries(
                Map.entry("duty-planned", DutyEvent.Planned.class),
                Map.entry("duty-handed-over", DutyEvent.HandedOver.class));
    }

    @Override
    public Duty evolve(Duty before, String id, DutyEvent event, EventMetadata occurrence) {
        return Duty.evolve(before, id, event, occurrence);
    }
}
