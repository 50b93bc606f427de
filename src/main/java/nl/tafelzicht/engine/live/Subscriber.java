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
     * The position that the viewer was told; the viewer may have more, but nothing that it may see changed in between.
     */
    public long position() {
        return position;
    }

    /**
     * Whether it gets the frames shared by all viewers of its viewpoint; otherwise it is behind, and catches up on its
     * own.
     */
    public boolean isInStep() {
        return inStep;
    }

    void advanceTo(long seq) {
        position = Math.max(position, seq);
    }

    /** The viewer is told to drop everything, and is sent everything again. */
    void restart() {
        position = 0;
    }

    void inStep(boolean now) {
        inStep = now;
    }
}
