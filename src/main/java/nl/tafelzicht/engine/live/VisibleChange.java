package nl.tafelzicht.engine.live;

import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.picture.Change;

/**
 * A change as a viewpoint sees it.
 *
 * @param gone whether the entity could be seen from there earlier and no longer can
 * @param from the viewpoint
 */
record VisibleChange(Change change, boolean gone, Viewpoint from) {

    /** @return {@code null} when the change does not concern this viewpoint */
    static VisibleChange of(Change change, Viewpoint from, Visibility now, Visibility ever) {
        if (from.sees(now)) {
            return new VisibleChange(change, false, from);
        }
        return ever != now && from.sees(ever) ? new VisibleChange(change, true, from) : null;
    }
}
