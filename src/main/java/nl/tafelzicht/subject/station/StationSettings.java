package nl.tafelzicht.subject.station;

import nl.tafelzicht.engine.fetch.WebSources;
import nl.tafelzicht.subject.station.domain.DeadlineRule;

/**
 * @param deadlines when a station is overdue or silent
 * @param sources where files of stations may be fetched from
 */
public record StationSettings(DeadlineRule deadlines, WebSources sources) {

    static final StationSettings DEFAULT = new StationSettings(DeadlineRule.DEFAULT, WebSources.NONE);
}
