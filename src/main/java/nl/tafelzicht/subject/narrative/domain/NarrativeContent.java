package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Words;

/**
 * What somebody alerts to, with its places found.
 *
 * @param claim in whose words it goes round
 * @param language of the claim, ISO 639-1
 * @param assertions what it says in terms that can be checked; may be empty
 * @param techniques DISARM ids
 * @param recipients for whom it is: accounts when marked RED, organisations when marked AMBER+STRICT, otherwise empty
 * @param organisation of whoever alerts, which sees it too when it is a partner's; or {@code null}
 */
public record NarrativeContent(
        @Words String claim,
        NarrativeKind kind,
        String language,
        List<Assertion> assertions,
        NarrativeScope about,
        Instant firstSeen,
        List<Sighting> sightings,
        List<NarrativeSource> sources,
        List<String> techniques,
        Tlp marking,
        Set<String> recipients,
        String organisation) {}
