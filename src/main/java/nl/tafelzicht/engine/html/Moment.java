package nl.tafelzicht.engine.html;

import java.time.Instant;

/**
 * A moment on a page; in a template {@code {{>time}}}.
 *
 * @param shown as people read it
 */
public record Moment(Instant at, String shown) {}
