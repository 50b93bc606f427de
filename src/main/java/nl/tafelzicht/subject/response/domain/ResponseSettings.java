package nl.tafelzicht.subject.response.domain;

import java.time.Instant;

/**
 * How narratives are answered.
 *
 * @param registerFrom from when the public can read what was flagged to platforms; {@code null} for never
 */
public record ResponseSettings(Platforms platforms, Instant registerFrom) {

    public static final ResponseSettings DEFAULT = new ResponseSettings(Platforms.DEFAULT, null);
}
