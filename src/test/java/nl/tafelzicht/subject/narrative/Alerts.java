package nl.tafelzicht.subject.narrative;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeContent;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.narrative.domain.NarrativeScope;

/** Alerts as the journal has them. */
public final class Alerts {

    private Alerts() {}

    public static JournalEvent reported(
            long seq, String id, String claim, String language, List<Municipality> municipalities) {
        var at = Instant.parse("2026-03-18T10:00:00Z");
        var content = new NarrativeContent(
                claim,
                NarrativeKind.SAFETY_SCARE,
                language,
                List.of(),
                new NarrativeScope(List.of(), municipalities, List.of()),
                at,
                List.of(),
                List.of(),
                List.of(),
                Tlp.GREEN,
                Set.of(),
                null);
        var event = EventTypes.write(
                new NarrativeEvent.Reported(content, Role.TABLE_OPERATOR),
                EventTypes.stream(Narrative.KIND, id),
                new EventMetadata(seq, new UUID(0, seq), 1, at, "operator"));
        return new JournalEvent(
                seq,
                event.id(),
                event.stream(),
                event.version(),
                event.type(),
                event.at(),
                event.actor(),
                event.data());
    }
}
