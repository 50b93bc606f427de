package nl.tafelzicht.subject.courier;

import java.time.Duration;
import java.time.Instant;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.ballot.domain.DayShape;
import nl.tafelzicht.subject.ballot.domain.Outlook;
import nl.tafelzicht.subject.station.domain.Station;

/** The forecast for all ballots, computed again when it is some seconds old. Belongs to one event loop. */
final class Outlooks {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final DayShape usual;
    private Outlook last;
    private long seq;

    /** @param usual when voters usually come during a day, as far as is known beforehand */
    Outlooks(DayShape usual) {
        this.usual = usual;
    }

    /** @param now by the clock of the election day, which may run fast or be set back */
    Outlook at(Picture picture, Instant now) {
        boolean isFresh = last != null
                && Duration.between(last.at(), now).abs().compareTo(FRESH) < 0
                && (seq == picture.seq() || now.equals(last.at()));
        if (!isFresh) {
            last = Outlook.of(picture.all(Station.KIND).toList(), usual, now);
            seq = picture.seq();
        }
        return last;
    }
}
