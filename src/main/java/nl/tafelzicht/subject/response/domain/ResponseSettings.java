package nl.tafelzicht.subject.response.domain;

import java.time.Instant;

/**
 * How narratives are answered.
 *
 * @param registerFrom from when the public reads what was flagged to platforms; {@code null} for not yet
 */
public record ResponseSettings(Platforms platforms, Instant registerFrom) {

    public static final ResponseSettings DEFAULT = new ResponseSettings(Platforms.DEFAULT, null);
}
