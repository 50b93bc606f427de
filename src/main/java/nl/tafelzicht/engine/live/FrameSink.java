package nl.tafelzicht.engine.live;

/** Receives a viewer's frames: a WebSocket, or a list in a test. */
public interface FrameSink {

    /** Whether earlier frames still wait; then nothing more is sent until the viewer has received them. */
    boolean isFull();

    /** @param frame JSON in UTF-8; the same array goes to all viewers of the frame, and must not be changed */
    void send(byte[] frame);
}
