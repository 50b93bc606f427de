package nl.tafelzicht.subject.narrative;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.command.CommandMetrics;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.narrative.domain.GroundTruth;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeCommand;
import nl.tafelzicht.subject.narrative.domain.NarrativeDecider;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.station.domain.DeadlineRule;

/**
 * Handles the commands of narrative alerts. A claim is compared with the facts in the picture on which the command is
 * decided.
 */
public final class NarrativeVerticle extends CommandVerticle<Narrative> {

    /** A command with ids: the entities are looked up when it is decided, and again after a conflict. */
    public record Merge(List<String> narratives, Role role) implements Command<Narrative> {}

    /** Compare the claim with the facts. */
    public record Check() implements Command<Narrative> {}

    private final DeadlineRule rule;

    public NarrativeVerticle(
            CurrentPicture picture, JournalStore journal, CommandMetrics metrics, DeadlineRule rule, Clock clock) {
        super(Narrative.KIND, picture, journal, metrics, clock);
        this.rule = rule;
    }

    @Override
    public Decision<Write> decide(Picture picture, CommandRequest<Narrative> request, Instant now) {
        var narrative = picture.entity(Narrative.KIND, request.subject());
        boolean reports = request.command() instanceof NarrativeCommand.Report;
        if (narrative == null && !reports) {
            return unknown();
        }
        if (narrative != null && reports) {
            return Decision.nothing(); // a repeated request: its first answer is found in the journal
        }
        if (request.command() instanceof Merge m) {
            return merge(picture, request.subject(), m, now);
        }
        var command = request.command() instanceof Check
                ? new NarrativeCommand.Check(
                        FactsBeside.of(picture, narrative, GroundTruth::isForMany, now, rule.silenceLimit()))
                : (NarrativeCommand) request.command();
        return own(request.subject(), NarrativeDecider.decide(narrative, command, now));
    }

    private Decision<Write> merge(Picture picture, String id, Merge m, Instant now) {
        var ids = m.narratives().stream().distinct().toList();
        var others = ids.stream()
                .map(other -> picture.entity(Narrative.KIND, other))
                .filter(Objects::nonNull)
                .toList();
        if (others.size() < ids.size()) {
            return Decision.refuse(Refusal.invalid("narratives", Explanation.of("names-unknown-alert")));
        }
        var decision = own(
                id,
                NarrativeDecider.decide(
                        picture.entity(Narrative.KIND, id), new NarrativeCommand.Merge(others, m.role()), now));
        if (!(decision instanceof Decision.Accepted<Write> a)) {
            return decision;
        }
        var writes = new ArrayList<>(a.events());
        ids.forEach(other -> writes.add(new Write(Narrative.KIND, other, new NarrativeEvent.MergedInto(id, m.role()))));
        return new Decision.Accepted<>(writes);
    }
}
