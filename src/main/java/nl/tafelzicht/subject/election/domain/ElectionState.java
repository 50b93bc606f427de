package nl.tafelzicht.subject.election.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.election.domain.Definition.District;
import nl.tafelzicht.subject.election.domain.Definition.NamedList;

/**
 * An election as its viewers get it.
 *
 * @param id the {@code ElectionIdentifier} of its files
 * @param source where its definition comes from
 * @param role of the person who defined it
 */
public record ElectionState(
        String id,
        String name,
        String category,
        LocalDate date,
        String domain,
        List<District> districts,
        List<NamedList> lists,
        DefinedBy source,
        Role role,
        String by,
        Instant at,
        long seq) {}
