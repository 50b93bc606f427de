package nl.tafelzicht.subject.tolerance;

import java.util.Map;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.subject.tolerance.domain.ToleranceEvent;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;

/** How much of a demonstration is tolerated. */
public final class ToleranceSubject implements Subject<ToleranceEvent, ToleranceLimit> {

    @Override
    public Kind<ToleranceLimit> kind() {
        return ToleranceLimit.KIND;
    }

    @Override
    public Class<ToleranceEvent> eventType() {
        return ToleranceEvent.class;
    }

    @Override
    public Map<String, Class<? extends ToleranceEvent>> events() {
        return Map.ofEntries(
                Map.entry("tolerance-limit-proposed", ToleranceEvent.Proposed.class),
                Map.entry("tolerance-limit-agreed", ToleranceEvent.Agreed.class),
                Map.entry("tolerance-limit-changed", ToleranceEvent.Changed.class),
                Map.entry("tolerance-limit-withdrawn", ToleranceEvent.Withdrawn.class));
    }

    @Override
    public ToleranceLimit evolve(ToleranceLimit before, String id, ToleranceEvent event, EventMetadata occurrence) {
        return ToleranceLimit.evolve(before, id, event, occurrence);
    }
}
