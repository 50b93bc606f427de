package nl.tafelzicht.subject.duty;

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
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.duty.domain.DutyEvent;

/** Who is on duty for which role and place. */
public final class DutySubject implements Subject<DutyEvent, Duty>, ActiveSubject, ReactingSubject, RoutedSubject {

    @Override
    public Kind<Duty> kind() {
        return Duty.KIND;
    }

    @Override
    public Class<DutyEvent> eventType() {
        return DutyEvent.class;
    }

    @Override
    public Map<String, Class<? extends DutyEvent>> events() {
        return Map.ofEntries(
                Map.entry("duty-planned", DutyEvent.Planned.class),
                Map.entry("duty-handed-over", DutyEvent.HandedOver.class));
    }

    @Override
    public Duty evolve(Duty before, String id, DutyEvent event, EventMetadata occurrence) {
        return Duty.evolve(before, id, event, occurrence);
    }

    @Override
    public List<Reaction> reactions(CommandDependencies d, Reaction.Asker asker) {
        return List.of(new HandOverReaction(d.clock(), asker));
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(new DutyVerticle(d.picture(), d.journal(), d.metrics(), d.clock()));
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        new DutyRoutes(
                        d.node().picture(),
                        d.entities(),
                        d.locations(),
                        d.node().addresses(),
                        d.node().sessions())
                .install(router);
    }
}
