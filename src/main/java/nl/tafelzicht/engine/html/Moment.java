package nl.tafelzicht.engine.html;

import java.time.Instant;

/**
 * A moment on a page; in a template {@code {{>time}}}.
 *
 * @param shown the text that people read
 */
public record Moment(Instant at, String shown) {}
