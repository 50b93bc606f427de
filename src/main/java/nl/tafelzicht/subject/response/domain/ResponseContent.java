package nl.tafelzicht.subject.response.domain;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.subject.narrative.domain.Fact;

/**
 * A proposed response. The fields depend on the kind; others are {@code null}.
 *
 * @param title of a rebuttal, as the public reads it
 * @param text of a rebuttal or notice; of a monitor response, the reason
 * @param channels by name, on which a rebuttal is published beside the public page
 * @param cites the facts that a rebuttal is based on
 * @param platform as configured
 * @param url of the post
 * @param ground of a flag or notice to a platform
 * @param grounds the reasons, in words
 * @param proportionality of a trusted flag: why a lighter response is not enough
 * @param partners organisations to tell
 */
public record ResponseContent(
        @Words String title,
        @Words String text,
        @Words List<String> channels,
        Set<Fact.Key> cites,
        String platform,
        @Words String url,
        LegalGround ground,
        @Words String grounds,
        @Words String proportionality,
        Set<String> partners) {}
