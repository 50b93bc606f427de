package nl.tafelzicht.subject.response.domain;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.subject.narrative.domain.Fact;

/**
 * What is proposed. Which fields there are depends on the kind; the rest is {@code null}.
 *
 * @param title of a rebuttal, as the public reads it
 * @param text of a rebuttal or notice; of a monitor response, the reason
 * @param channels by name, on which a rebuttal is published beside the public page
 * @param cites the facts that a rebuttal rests on
 * @param platform as configured
 * @param url of the post
 * @param ground of a flag or notice to a platform
 * @param grounds why, in words
 * @param proportionality of a trusted flag: why nothing lighter will do
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
