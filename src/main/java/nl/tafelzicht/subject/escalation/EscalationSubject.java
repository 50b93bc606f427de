package nl.tafelzicht.subject.escalation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.command.ReactingSubject;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.engine.eventsourcing.FollowingSubject;
import nl.tafelzicht.engine.http.api.AttachedSubject;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.notify.Notice;
import nl.tafelzicht.engine.notify.NotifyingSubject;
import nl.tafelzicht.engine.operation.MeasuredSubject;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationEvent;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.escalation.domain.EscalationStatus;
import nl.tafelzicht.subject.report.domain.Report;

/** Escalations: who must know of something, and by when they must acknowledge it. */
public final class EscalationSubject
        implements FollowingSubject<EscalationEvent, Escalation>,
                ActiveSubject,
                ReactingSubject,
                RoutedSubject,
                AttachedSubject,
                MeasuredSubject,
                NotifyingSubject,
                ConfiguredSubject<EscalationRules> {

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

    /**
     * When the marking of a subject is raised, that of its escalations is raised too: they repeat what it says, also by
     * mail. A lowered marking lowers nothing else.
     */
    @Override
    public Stream<Escalation> following(Stream<Escalation> own, Kind<?> kind, Entity before, Entity after, long seq) {
        var marking = after.visibility().marking();
        if (marking.compareTo(before.visibility().marking()) <= 0) {
            return Stream.empty();
        }
        return own.filter(e -> e.state().subject().kind().equals(kind.word())
                        && e.state().subject().id().equals(after.id())
                        && e.state().marking().compareTo(marking) < 0)
                .map(e -> e.marked(marking, after.visibility().recipients(), seq));
    }

    @Override
    public List<Reaction> reactions(CommandDependencies d, Reaction.Asker asker) {
        var rules = d.settings().get(EscalationRules.class);
        return List.of(
                new ReportReaction(rules, d.clock(), asker),
                new SuspensionReaction(rules, d.clock(), asker),
                new ChallengeReaction(rules, d.clock(), asker));
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        var rules = d.settings().get(EscalationRules.class);
        return List.of(
                new EscalationVerticle(d.picture(), d.journal(), d.metrics(), rules, d.clock()),
                new AcknowledgementVerticle(d.picture(), d.clock()));
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        d.named().inBody(Report.KIND, router.post("/escalations"), EscalationSubject::reports);
        router.get("/escalations/:id/timeline")
                .handler(rc -> d.timelines().ofEntity(rc, "escalationTimeline", Escalation.KIND));
        new EscalationRoutes(d.node().picture(), d.api(), d.entities(), d.locations()).install(router);
    }

    private static List<String> reports(JsonObject body) {
        return body.getValue("subject") instanceof JsonObject cause && Cause.REPORT.equals(cause.getValue("kind"))
                ? List.of(String.valueOf(cause.getValue("id")))
                : List.of();
    }

    /** The escalations of an entity belong in its timeline. */
    @Override
    public Future<List<Attached<?>>> attached(Picture now, HttpDependencies node, EntityKey whose, Set<EntityKey> to) {
        var streams = to.stream().map(EntityKey::stream).collect(Collectors.toSet());
        return Future.succeededFuture(now.all(Escalation.KIND)
                .filter(e -> streams.contains(
                        e.state().subject().kind() + "/" + e.state().subject().id()))
                .<Attached<?>>map(e -> new Attached<>(Escalation.KIND, e, false))
                .toList());
    }

    @Override
    public void measure(CurrentPicture picture, MeterRegistry metrics) {
        for (var state : EscalationStatus.values()) {
            for (var severity : Severity.values()) {
                Gauge.builder("tafelzicht.escalations", picture, p -> p.get()
                                .all(Escalation.KIND)
                                .filter(e -> e.status() == state && e.state().severity() == severity)
                                .count())
                        .tag("state", state.toString())
                        .tag("severity", severity.toString())
                        .register(metrics);
            }
        }
        Gauge.builder("tafelzicht.escalations.unanswered", picture, p -> p.get()
                        .all(Escalation.KIND)
                        .filter(e -> Boolean.TRUE.equals(e.state().unanswered()) && e.status() == EscalationStatus.OPEN)
                        .count())
                .description("that nobody at the table acknowledged in time either")
                .register(metrics);
    }

    @Override
    public EscalationRules defaults() {
        return EscalationRules.DEFAULT;
    }

    @Override
    public Options<EscalationRules> options() {
        return new EscalationOptions();
    }

    @Override
    public Map<String, String> alike(EscalationRules settings) {
        return Map.ofEntries(
                Map.entry("escalation-rules", Hashes.fingerprint(settings.reports())),
                Map.entry("escalation-minutes", new TreeMap<>(settings.minutes()).toString()));
    }

    @Override
    public Set<String> told() {
        return Set.of("escalation-raised", "escalation-stepped-up", "escalation-handed-over");
    }

    @Override
    public Notice notice(Picture picture, String id, Instant now) {
        var escalation = picture.entity(Escalation.KIND, id);
        return escalation == null
                ? null
                : new EscalationNotice(
                        escalation.state(),
                        OnDuty.of(escalation.state(), post -> picture.entity(Duty.KIND, post), now));
    }
}
