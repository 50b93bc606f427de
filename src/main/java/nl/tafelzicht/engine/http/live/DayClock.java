package nl.tafelzicht.engine.http.live;

import java.time.Instant;
import nl.tafelzicht.engine.http.api.HttpDependencies;

/**
 * The clock of the election day, which pages show: of an exercise that passes faster, too.
 *
 * @param speed how much faster than real time it goes
 */
record DayClock(Instant at, double speed, boolean exercise) {

    /** Tells it beside a picture, as JSON: the picture itself may have been made a while ago. */
    static final String HEADER = "Day-Clock";

    static DayClock now(HttpDependencies dependencies) {
        return new DayClock(
                dependencies.clock().instant(),
                dependencies.options().speed(),
                dependencies.options().exercise());
    }
}
