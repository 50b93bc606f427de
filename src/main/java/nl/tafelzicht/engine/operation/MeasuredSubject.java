package nl.tafelzicht.engine.operation;

import io.micrometer.core.instrument.MeterRegistry;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.picture.CurrentPicture;

/** A {@link Subject} with metrics beyond the number of its entities. */
public interface MeasuredSubject {

    /** Registers its gauges, once for a node; each is computed when it is read, on any thread. */
    void measure(CurrentPicture picture, MeterRegistry metrics);
}
