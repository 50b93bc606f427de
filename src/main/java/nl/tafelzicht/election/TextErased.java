package nl.tafelzicht.election;

import java.util.List;

/**
 * Records that text was erased from the journal because it was personal data that somebody had a right to have erased
 * (GDPR, article 17).
 *
 * @param seqs of the events whose text was erased
 */
public record TextErased(List<Long> seqs, String reason) {}
