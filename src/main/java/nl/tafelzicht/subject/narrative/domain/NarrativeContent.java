package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Words;

/**
 * The content of an alert, with its places resolved.
 *
 * @param claim in the words in which it spreads
 * @param language of the claim, ISO 639-1
 * @param assertions what it says in terms that can be checked; may be empty
 * @param techniques DISARM ids
 * @param recipients who it is for: accounts when marked RED, organisations when marked AMBER+STRICT, otherwise empty
 * @param organisation of the person who alerts, which sees it too when it is a partner's; or {@code null}
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
