package nl.tafelzicht.engine.live;

import nl.tafelzicht.engine.access.Viewpoint;

/** One viewer on the feed. */
public final class Subscriber {

    private final Viewpoint viewpoint;
    private final FrameSink outlet;
    private long position;
    private boolean inStep;

    Subscriber(Viewpoint viewpoint, long position, FrameSink outlet) {
        this.viewpoint = viewpoint;
        this.position = position;
        this.outlet = outlet;
    }

    public Viewpoint viewpoint() {
        return viewpoint;
    }

    FrameSink outlet() {
        return outlet;
    }

    /**
     * Up to where the viewer was told that it has everything; nothing that it may see lies between here and what it
     * really has.
     */
    public long position() {
        return position;
    }

    /**
     * Whether it gets the frames that all of its viewpoint share; otherwise it is behind, and waits to be caught up on
     * its own.
     */
    public boolean isInStep() {
        return inStep;
    }

    void advanceTo(long seq) {
        position = Math.max(position, seq);
    }

    /** It is told to drop everything, and gets everything. */
    void restart() {
        position = 0;
    }

    void inStep(boolean now) {
        inStep = now;
    }
}
