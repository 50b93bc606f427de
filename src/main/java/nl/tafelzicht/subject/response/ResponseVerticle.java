package nl.tafelzicht.subject.response;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.command.CommandMetrics;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.narrative.FactsBeside;
import nl.tafelzicht.subject.narrative.domain.GroundTruth;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.narrative.domain.NarrativeStatus;
import nl.tafelzicht.subject.response.domain.Platforms;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseCommand;
import nl.tafelzicht.subject.response.domain.ResponseDecider;
import nl.tafelzicht.subject.response.domain.ResponseEvent;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.response.domain.ResponseStatus;
import nl.tafelzicht.subject.station.domain.DeadlineRule;

/**
 * Handles the commands of responses. When a response changes the alert that it answers, the alert gets an event of its
 * own in the same transaction.
 */
public final class ResponseVerticle extends CommandVerticle<Response> {

    private final Platforms platforms;
    private final DeadlineRule rule;

    public ResponseVerticle(
            CurrentPicture picture,
            JournalStore journal,
            CommandMetrics metrics,
            Platforms platforms,
            DeadlineRule rule,
            Clock clock) {
        super(Response.KIND, picture, journal, metrics, clock);
        this.platforms = platforms;
        this.rule = rule;
    }

    @Override
    public Decision<Write> decide(Picture picture, CommandRequest<Response> request, Instant now) {
        var response = picture.entity(Response.KIND, request.subject());
        if (response == null && !(request.command() instanceof ResponseCommand.Propose)) {
            return unknown();
        }
        if (response != null && request.command() instanceof ResponseCommand.Propose) {
            return Decision.nothing(); // a repeated proposal: its first answer is found in the journal
        }
        var narrative = picture.entity(
                Narrative.KIND,
                response != null
                        ? response.state().narrative()
                        : ((ResponseCommand.Propose) request.command()).narrative());
        var facts = narrative == null
                ? null
                : FactsBeside.of(picture, narrative, GroundTruth::isForMany, now, rule.silenceLimit());
        var decision = own(
                request.subject(),
                new ResponseDecider(narrative, facts, platforms, request.actor())
                        .decide(response, (ResponseCommand) request.command()));
        if (response == null || !(decision instanceof Decision.Accepted<Write> a)) {
            return decision;
        }
        var writes = new ArrayList<>(a.events());
        a.events().forEach(write -> follow(picture, response, narrative, (ResponseEvent) write.event(), writes));
        return new Decision.Accepted<>(writes);
    }

    private static void follow(
            Picture picture, Response response, Narrative narrative, ResponseEvent event, ArrayList<Write> writes) {
        if (event instanceof ResponseEvent.Approved e && response.state().kind() == ResponseKind.MONITOR) {
            become(NarrativeStatus.MONITORED, response, narrative, e.role(), writes);
        }
        if (event instanceof ResponseEvent.Published e) {
            become(NarrativeStatus.ANSWERED, response, narrative, e.role(), writes);
        }
        if (event instanceof ResponseEvent.Sent e) {
            if (response.state().kind() == ResponseKind.PARTNER_NOTICE) {
                writes.add(new Write(
                        Narrative.KIND,
                        narrative.id(),
                        new NarrativeEvent.Shared(response.state().content().partners(), response.id(), e.role())));
            }
            become(NarrativeStatus.ANSWERED, response, narrative, e.role(), writes);
        }
        boolean carriedOut =
                response.status() == ResponseStatus.PUBLISHED || response.status() == ResponseStatus.MONITORING;
        if (event instanceof ResponseEvent.Withdrawn e
                && carriedOut
                && picture.all(Response.KIND)
                        .filter(r -> r.state().narrative().equals(narrative.id()))
                        .noneMatch(r -> !r.id().equals(response.id()) && stands(r))) {
            become(NarrativeStatus.ASSESSED, response, narrative, e.role(), writes);
        }
    }

    private static boolean stands(Response r) {
        return switch (r.status()) {
            case PUBLISHED, SENT, MONITORING -> true;
            default -> false;
        };
    }

    /** An alert that was answered stays so when a monitor response is added. */
    private static void become(
            NarrativeStatus status, Response response, Narrative narrative, Role role, ArrayList<Write> writes) {
        var is = narrative.status();
        if (!narrative.state().isOpen()
                || is == status
                || status == NarrativeStatus.MONITORED && is == NarrativeStatus.ANSWERED) {
            return;
        }
        writes.add(new Write(
                Narrative.KIND, narrative.id(), new NarrativeEvent.StateChanged(status, null, response.id(), role)));
    }
}
