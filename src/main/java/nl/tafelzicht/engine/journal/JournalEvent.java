package nl.tafelzicht.engine.journal;

import java.time.Instant;
import java.util.UUID;

/** An event in the journal; {@code seq} is its position: contiguous, from 1, in the order of commit. */
public record JournalEvent(
        long seq, UUID id, String stream, int version, String type, Instant at, String actor, String data) {}
