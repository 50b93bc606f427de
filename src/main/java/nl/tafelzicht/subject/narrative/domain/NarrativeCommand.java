package nl.tafelzicht.subject.narrative.domain;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;

/** What can be asked of a narrative alert. */
public sealed interface NarrativeCommand extends Command<Narrative> {

    record Report(NarrativeContent content, Role role) implements NarrativeCommand {
        @Override
        public String reportKind() {
            return "narrative";
        }
    }

    /**
     * Each may be {@code null} for no change.
     *
     * @param pastToo whether the new audience may read earlier text, too
     */
    record Amend(
            String claim,
            NarrativeKind kind,
            String language,
            List<Assertion> assertions,
            NarrativeScope about,
            List<String> techniques,
            Tlp marking,
            Set<String> recipients,
            String assessment,
            NarrativeStatus state,
            String reason,
            boolean pastToo,
            Role role)
            implements NarrativeCommand {}

    record AddSighting(Sighting sighting, Role role) implements NarrativeCommand {}

    record ObserveSpread(Observation observation, Role role) implements NarrativeCommand {}

    record AddSource(NarrativeSource source, Role role) implements NarrativeCommand {}

    /** Record how it compares with the facts. */
    record Check(Facts facts) implements NarrativeCommand {}

    record Merge(List<Narrative> others, Role role) implements NarrativeCommand {}

    record Comment(String text, Role role) implements NarrativeCommand {}
}
