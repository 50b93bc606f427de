package nl.tafelzicht.subject.count;

import java.time.Instant;

/**
 * The state of requesting time stamps.
 *
 * @param service the host that is asked
 * @param failingSince since when requests fail, with the reason; {@code null} while they succeed
 */
public record Stamping(String service, Instant failingSince, String failure) {}
