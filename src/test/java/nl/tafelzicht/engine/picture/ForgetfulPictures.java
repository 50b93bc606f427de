package nl.tafelzicht.engine.picture;

import nl.tafelzicht.subject.report.domain.Report;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePSet;

/** Pictures as after more departures than are remembered, without so many events. */
public final class ForgetfulPictures {

    private ForgetfulPictures() {}

    /** An empty picture that knows nothing of what left up to {@code seq}. */
    public static Picture upTo(long seq) {
        return new Picture(
                0,
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                Indexes.EMPTY,
                Departures.NONE.forget(new Change(seq, Report.KIND, "somebody's")),
                TreePSet.empty());
    }
}
