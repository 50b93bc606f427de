package nl.tafelzicht.engine.live;

import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.picture.Change;

/**
 * A change, as it is for a viewpoint.
 *
 * @param gone whether it could be seen from there once and can't any more
 * @param from the viewpoint
 */
record VisibleChange(Change change, boolean gone, Viewpoint from) {

    /** @return {@code null} when the change is nothing to this viewpoint */
    static VisibleChange of(Change change, Viewpoint from, Visibility now, Visibility ever) {
        if (from.sees(now)) {
            return new VisibleChange(change, false, from);
        }
        return ever != now && from.sees(ever) ? new VisibleChange(change, true, from) : null;
    }
}
