package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import nl.tafelzicht.election.Words;

/**
 * How far a claim had spread at a moment, as counted by a person; each number may be absent. Totals, not increases.
 *
 * @param platform or {@code null} for all together
 * @param by account of the person who counted
 */
public record Observation(
        Instant at,
        String platform,
        Long views,
        Long shares,
        Long posts,
        @Words String note,
        String by) {}
