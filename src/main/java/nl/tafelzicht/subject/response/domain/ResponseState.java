package nl.tafelzicht.subject.response.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.Facts.Difference;

/**
 * A response as its viewers get it.
 *
 * @param narrative id of the alert that it answers
 * @param basis the facts that it is based on, as they were when it was last proposed, revised, approved or upheld;
 *     empty for anything but a rebuttal
 * @param basisSeq the position in the journal of these facts
 * @param challenge facts that have changed and that nobody has examined yet; {@code null} when it holds
 * @param proposed by whom, including the last revision; never the person who approved it
 * @param carriedOut published or sent
 * @param reference under which a platform files it, or where it was published
 */
public record ResponseState(
        String id,
        String narrative,
        ResponseKind kind,
        ResponseContent content,
        List<Municipality> municipalities,
        Tlp marking,
        ResponseStatus state,
        Instant since,
        List<Fact> basis,
        long basisSeq,
        Challenge challenge,
        Act proposed,
        List<String> authors,
        Act approved,
        Act rejected,
        Act carriedOut,
        String reference,
        List<Outcome> outcomes,
        Act withdrawn,
        long seq) {

    /** Who did it, in which role, when and why. */
    public record Act(String by, Role role, Instant at, String reason) {}

    /** @param seq position in the journal at which it was found */
    public record Challenge(List<Difference> differences, Instant at, long seq) {}
}
