package nl.tafelzicht.election;

import java.util.List;

/**
 * That words were erased from the journal, since they were personal data that somebody had a right to have erased
 * (GDPR, article 17).
 *
 * @param seqs of the events whose words they were
 */
public record TextErased(List<Long> seqs, String reason) {}
