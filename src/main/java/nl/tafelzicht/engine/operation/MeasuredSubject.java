package nl.tafelzicht.engine.operation;

import io.micrometer.core.instrument.MeterRegistry;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.picture.CurrentPicture;

/** A {@link Subject} of which an operator wants to know more than how many there are. */
public interface MeasuredSubject {

    /** Registers its gauges, once for a node; each is counted when it is asked for, on any thread. */
    void measure(CurrentPicture picture, MeterRegistry metrics);
}
