package nl.tafelzicht.subject.escalation;

import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.command.ReactingSubject;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationEvent;

/** Who has to know of something, and by when they have to answer. */
public final class EscalationSubject
        implements Subject<EscalationEvent, Escalation>, ActiveSubject, ReactingSubject, RoutedSubject {

    @Override
    public Kind<Escalation> kind() {
        return Escalation.KIND;
    }

    @Override
    public Class<EscalationEvent> eventType() {
        return EscalationEvent.class;
    }

    @Override
    public Map<String, Class<? extends EscalationEvent>> events() {
        return Map.ofEntries(
                Map.entry("escalation-raised", EscalationEvent.Raised.class),
                Map.entry("escalation-acknowledged", EscalationEvent.Acknowledged.class),
                Map.entry("escalation-handed-over", EscalationEvent.HandedOver.class),
                Map.entry("escalation-passed-on", EscalationEvent.PassedOn.class),
                Map.entry("escalation-commented", EscalationEvent.Commented.class),
                Map.entry("escalation-stepped-up", EscalationEvent.SteppedUp.class),
                Map.entry("escalation-unanswered", EscalationEvent.FoundUnanswered.class),
                Map.entry("escalation-resolved", EscalationEvent.Resolved.class));
    }

    @Override
    public Escalation evolve(Escalation before, String id, EscalationEvent event, EventMetadata occurrence) {
        return Escalation.evolve(before, id, event, occurrence);
    }

    @Override
    public List<Reaction> reactions(CommandDependencies d, Reaction.Asker asker) {
        return List.of(
                new ReportReaction(d.escalationRules(), d.clock(), asker),
                new SuspensionReaction(d.escalationRules(), d.clock(), asker),
                new ChallengeReaction(d.escalationRules(), d.clock(), asker));
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(
                new EscalationVerticle(d.picture(), d.journal(), d.metrics(), d.escalationRules(), d.clock()),
                new AcknowledgementVerticle(d.picture(), d.clock()));
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        new EscalationRoutes(d.node().picture(), d.api(), d.entities(), d.locations()).install(router);
    }
}
