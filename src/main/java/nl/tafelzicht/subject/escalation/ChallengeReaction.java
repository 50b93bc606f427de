package nl.tafelzicht.subject.escalation;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseState.Challenge;

/**
 * Escalates a rebuttal that no longer holds to the election table, which upholds or withdraws it. Either resolves the
 * escalation.
 */
final class ChallengeReaction implements Reaction {

    private static final Duration STILL_NEWS = Duration.ofHours(24);

    private final EscalationRules rules;
    private final Clock clock;
    private final Asker asker;
    /** Open escalations, by response. */
    private final Map<String, String> open = new HashMap<>();

    ChallengeReaction(EscalationRules rules, Clock clock, Asker asker) {
        this.rules = rules;
        this.clock = clock;
        this.asker = asker;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Response.KIND, Escalation.KIND);
    }

    @Override
    public void consider(Picture now, Change change) {
        if (change.kind() == Escalation.KIND) {
            follow(now, now.entity(Escalation.KIND, change.id()));
            return;
        }
        var response = now.entity(Response.KIND, change.id());
        raise(now, response, change);
        var raised = open.get(response.id());
        if (raised != null) {
            follow(now, now.entity(Escalation.KIND, raised));
        }
    }

    private static String id(Response response, Challenge challenge) {
        return DerivedIds.of("escalation", EscalationRules.CHALLENGE, response.id(), String.valueOf(challenge.seq()))
                .toString();
    }

    private void raise(Picture now, Response response, Change change) {
        var challenge = response.state().challenge();
        if (challenge == null || challenge.at().isBefore(clock.instant().minus(STILL_NEWS))) {
            return;
        }
        var id = id(response, challenge);
        if (now.entity(Escalation.KIND, id) == null) {
            var raise = ReportReaction.raise(rules.ofChallenge(response));
            asker.ask(Escalation.KIND, "challenge " + response.id(), id, raise, change);
        }
    }

    private void follow(Picture now, Escalation escalation) {
        var e = escalation.state();
        if (!EscalationRules.CHALLENGE.equals(e.rule())) {
            return;
        }
        if (escalation.isOver()) {
            open.remove(e.subject().id(), e.id());
            return;
        }
        open.put(e.subject().id(), e.id());
        var response = now.entity(Response.KIND, e.subject().id());
        var challenge = response.state().challenge();
        if (challenge != null && id(response, challenge).equals(e.id())) {
            return;
        }
        var how = response.status().isOver() ? "it was withdrawn" : "somebody looked, and it holds";
        asker.ask(
                Escalation.KIND,
                "resolve " + e.id(),
                e.id(),
                new EscalationCommand.Resolve(how, null),
                new Change(escalation.seq(), Escalation.KIND, e.id()));
    }
}
