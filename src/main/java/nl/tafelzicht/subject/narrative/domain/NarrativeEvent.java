package nl.tafelzicht.subject.narrative.domain;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Words;

/** What happened to a narrative alert. */
public sealed interface NarrativeEvent {

    record Reported(NarrativeContent content, Role role) implements NarrativeEvent {}

    /**
     * Each field is the new value, or {@code null} for no change.
     *
     * @param pastToo whether the new audience may read everything written before, too; {@code null} when it may not
     */
    record Amended(
            @Words String claim,
            NarrativeKind kind,
            String language,
            List<Assertion> assertions,
            NarrativeScope about,
            List<String> techniques,
            Tlp marking,
            Set<String> recipients,
            @Words String assessment,
            Role role,
            @Since(2) Boolean pastToo)
            implements NarrativeEvent {}

    /** It was seen somewhere else too. */
    record Sighted(Sighting sighting, Role role) implements NarrativeEvent {}

    record SpreadObserved(Observation observation, Role role) implements NarrativeEvent {}

    record SourceAdded(NarrativeSource source, Role role) implements NarrativeEvent {}

    /** @param response that caused it, or {@code null} when the desk did */
    record StateChanged(NarrativeStatus state, @Words String reason, String response, Role role)
            implements NarrativeEvent {}

    /** Compared with the facts again. */
    record Checked(List<Finding> findings, long factsSeq) implements NarrativeEvent {}

    /** These others are the same claim; it has all of their content now. */
    record Absorbed(
            List<String> narratives,
            NarrativeScope about,
            List<Sighting> sightings,
            List<Observation> spread,
            List<NarrativeSource> sources,
            List<String> techniques,
            Tlp marking,
            Set<String> recipients,
            List<String> sharedWith,
            Role role)
            implements NarrativeEvent {}

    record MergedInto(String narrative, Role role) implements NarrativeEvent {}

    record Commented(@Words String text, Role role) implements NarrativeEvent {}

    /**
     * These organisations were told.
     *
     * @param response the notice that told them
     */
    record Shared(Set<String> organisations, String response, Role role) implements NarrativeEvent {}
}
