package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import nl.tafelzicht.election.Words;

/**
 * How far a claim had spread at a moment, by somebody's count; each number may be absent. Totals so far, not since the
 * last time.
 *
 * @param platform or {@code null} for all together
 * @param by account that counted
 */
public record Observation(
        Instant at,
        String platform,
        Long views,
        Long shares,
        Long posts,
        @Words String note,
        String by) {}
