package nl.tafelzicht.subject.narrative;

import java.util.Map;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;

/** Claims that go round. */
public final class NarrativeSubject implements Subject<NarrativeEvent, Narrative> {

    @Override
    public Kind<Narrative> kind() {
        return Narrative.KIND;
    }

    @Override
    public Class<NarrativeEvent> eventType() {
        return NarrativeEvent.class;
    }

    @Override
    public Map<String, Class<? extends NarrativeEvent>> events() {
        return Map.ofEntries(
                Map.entry("narrative-reported", NarrativeEvent.Reported.class),
                Map.entry("narrative-amended", NarrativeEvent.Amended.class),
                Map.entry("narrative-sighted", NarrativeEvent.Sighted.class),
                Map.entry("narrative-spread-observed", NarrativeEvent.SpreadObserved.class),
                Map.entry("narrative-source-added", NarrativeEvent.SourceAdded.class),
                Map.entry("narrative-state-changed", NarrativeEvent.StateChanged.class),
                Map.entry("narrative-checked", NarrativeEvent.Checked.class),
                Map.entry("narrative-absorbed", NarrativeEvent.Absorbed.class),
                Map.entry("narrative-merged", NarrativeEvent.MergedInto.class),
                Map.entry("narrative-commented", NarrativeEvent.Commented.class),
                Map.entry("narrative-shared", NarrativeEvent.Shared.class));
    }

    @Override
    public Narrative evolve(Narrative before, String id, NarrativeEvent event, EventMetadata occurrence) {
        return Narrative.evolve(before, id, event, occurrence);
    }
}
