package nl.tafelzicht.subject.tolerance;

import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.subject.tolerance.domain.ToleranceEvent;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;

/** Tolerance limits: how much of a demonstration is tolerated. */
public final class ToleranceSubject implements Subject<ToleranceEvent, ToleranceLimit>, ActiveSubject, RoutedSubject {

    @Override
    public Kind<ToleranceLimit> kind() {
        return ToleranceLimit.KIND;
    }

    @Override
    public Class<ToleranceEvent> eventType() {
        return ToleranceEvent.class;
    }

    @Override
    public Map<String, Class<? extends ToleranceEvent>> events() {
        return Map.ofEntries(
                Map.entry("tolerance-limit-proposed", ToleranceEvent.Proposed.class),
                Map.entry("tolerance-limit-agreed", ToleranceEvent.Agreed.class),
                Map.entry("tolerance-limit-changed", ToleranceEvent.Changed.class),
                Map.entry("tolerance-limit-withdrawn", ToleranceEvent.Withdrawn.class));
    }

    @Override
    public ToleranceLimit evolve(ToleranceLimit before, String id, ToleranceEvent event, EventMetadata occurrence) {
        return ToleranceLimit.evolve(before, id, event, occurrence);
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(new ToleranceVerticle(d.picture(), d.journal(), d.metrics(), d.clock()));
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        router.get("/municipalities/:code/tolerance-limits/:id/timeline")
                .handler(rc -> d.timelines().ofEntity(rc, "limitTimeline", ToleranceLimit.KIND));
        new ToleranceRoutes(d.node().picture(), d.entities(), d.locations()).install(router);
    }
}
