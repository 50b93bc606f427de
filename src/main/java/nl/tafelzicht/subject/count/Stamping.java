package nl.tafelzicht.subject.count;

import java.time.Instant;

/**
 * How asking for time stamps goes.
 *
 * @param service the host that is asked
 * @param failingSince since when no stamp came, and why; {@code null} while they come
 */
public record Stamping(String service, Instant failingSince, String failure) {}
