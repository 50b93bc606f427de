package nl.tafelzicht.subject.narrative;

import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.http.api.TimelineSubject;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.response.domain.ResponseSettings;
import nl.tafelzicht.subject.station.StationSettings;

/** Narratives: claims that spread. */
public final class NarrativeSubject
        implements TimelineSubject<NarrativeEvent, Narrative>, ActiveSubject, RoutedSubject {

    @Override
    public Kind<Narrative> kind() {
        return Narrative.KIND;
    }

    @Override
    public Class<NarrativeEvent> eventType() {
        return NarrativeEvent.class;
    }

    @Override
    public Map<String, Class<? extends NarrativeEvent>> events() {
        return Map.ofEntries(
                Map.entry("narrative-reported", NarrativeEvent.Reported.class),
                Map.entry("narrative-amended", NarrativeEvent.Amended.class),
                Map.entry("narrative-sighted", NarrativeEvent.Sighted.class),
                Map.entry("narrative-spread-observed", NarrativeEvent.SpreadObserved.class),
                Map.entry("narrative-source-added", NarrativeEvent.SourceAdded.class),
                Map.entry("narrative-state-changed", NarrativeEvent.StateChanged.class),
                Map.entry("narrative-checked", NarrativeEvent.Checked.class),
                Map.entry("narrative-absorbed", NarrativeEvent.Absorbed.class),
                Map.entry("narrative-merged", NarrativeEvent.MergedInto.class),
                Map.entry("narrative-commented", NarrativeEvent.Commented.class),
                Map.entry("narrative-shared", NarrativeEvent.Shared.class));
    }

    @Override
    public Narrative evolve(Narrative before, String id, NarrativeEvent event, EventMetadata occurrence) {
        return Narrative.evolve(before, id, event, occurrence);
    }

    @Override
    public Object timelineFields(NarrativeEvent event) {
        return event instanceof NarrativeEvent.Reported reported ? reported.content() : event;
    }

    @Override
    public boolean opensPast(NarrativeEvent event) {
        return event instanceof NarrativeEvent.Amended amended && Boolean.TRUE.equals(amended.pastToo());
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(
                new NarrativeVerticle(
                        d.picture(),
                        d.journal(),
                        d.metrics(),
                        d.settings().get(StationSettings.class).deadlines(),
                        d.clock()),
                new FactWatchVerticle(
                        d.picture(),
                        d.settings().get(ResponseSettings.class).platforms(),
                        d.settings().get(StationSettings.class).deadlines(),
                        d.clock()));
    }

    @Override
    public void installStreaming(Router router, RouteDependencies d) {
        new StixRoutes(d.vertx(), d.node(), d.locations()).install(router);
        new AttachmentRoutes(d.node().attachments(), d.limits()).install(router);
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        router.get("/narratives/:id/timeline")
                .handler(rc -> d.timelines().ofEntity(rc, "narrativeTimeline", Narrative.KIND));
        new NarrativeRoutes(d.node(), d.api(), d.entities(), d.locations()).install(router);
        new ArchivedTexts(d.node(), d.entities()).install(router);
        new FactRoutes(d.vertx(), d.node(), d.api(), d.entities(), d.asOf()).install(router);
        new AttachmentRoutes(d.node().attachments(), d.limits()).installReading(router, d.entities());
    }

    @Override
    public List<EscalationOffer<?>> escalatable() {
        return List.of(new EscalationOffer<>(Narrative.KIND, NarrativeSubject::narrative));
    }

    private static Optional<Escalatable> narrative(Narrative n) {
        var towns = n.state().about().municipalities();
        return Optional.of(new Escalatable(
                n.state().kind().toString(),
                towns.size() == 1 ? towns.get(0) : null,
                null,
                null,
                false,
                n.state().marking(),
                n.visibility().roles(),
                n.visibility().recipients()));
    }
}
