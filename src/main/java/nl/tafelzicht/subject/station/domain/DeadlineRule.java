package nl.tafelzicht.subject.station.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * When a station is overdue or silent. Every node computes it from the picture; no leader is needed, since the journal
 * accepts only one of several equal findings.
 *
 * @param openingGrace how long after its opening time a station may still be without a report
 * @param silenceLimit how long an open station may be without a report
 */
public record DeadlineRule(Duration openingGrace, Duration silenceLimit) {

    public static final DeadlineRule DEFAULT = new DeadlineRule(Duration.ofMinutes(15), Duration.ofMinutes(90));

    /**
     * Whether it should be open by now, or resumed by the mayor's decision, and nobody reported that. After its closing
     * time it is not overdue any more.
     */
    public boolean isOverdue(Station station, Instant now) {
        var due = due(station, now);
        return due != null
                && !now.isBefore(due.plus(openingGrace))
                && now.isBefore(station.entry().closesAt().toInstant());
    }

    private static Instant due(Station station, Instant now) {
        var state = station.state();
        var opens = station.entry().stopAt(now).opensAt().toInstant();
        return switch (state.status()) {
            case EXPECTED -> opens;
            case SUSPENDED ->
                state.resumption() == null ? null : state.resumption().at();
            case CLOSED ->
                station.entry().stops() != null
                                && station.seen().from() != null
                                && station.seen().from().isBefore(opens)
                        ? opens
                        : null;
            default -> null;
        };
    }

    public boolean isSilent(Station station, Instant now) {
        return station.state().status() == Status.OPEN
                && now.isAfter(station.lastSeen().plus(silenceLimit));
    }
}
