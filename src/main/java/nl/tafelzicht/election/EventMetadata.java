package nl.tafelzicht.election;

import java.time.Instant;
import java.util.UUID;

/**
 * Where an event stands in the journal.
 *
 * @param seq position in the journal, from 1, without gaps
 * @param id the event's own id
 * @param version position in its stream, from 1
 * @param at when it was accepted; for display, never to order events
 * @param actor name of the account that caused it
 */
public record EventMetadata(long seq, UUID id, int version, Instant at, String actor) {}
