package nl.tafelzicht.engine.live;

/** Where a viewer's frames go: a WebSocket, or a list in a test. */
public interface FrameSink {

    /** Whether what was sent before still waits; then nothing more is sent until the viewer has taken it. */
    boolean isFull();

    /** @param frame JSON in UTF-8; the same array goes to every viewer that it is for, and is not to be changed */
    void send(byte[] frame);
}
