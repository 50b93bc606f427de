package nl.tafelzicht.subject.narrative;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.narrative.domain.Facts;
import nl.tafelzicht.subject.narrative.domain.GroundTruth;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.response.domain.Platforms;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseCommand;
import nl.tafelzicht.subject.response.domain.ResponseDecider;
import nl.tafelzicht.subject.station.domain.DeadlineRule;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.visit.domain.Visit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares claims with the facts all the time: an alert whose findings have changed gets new ones, and a rebuttal that
 * no longer holds is challenged.
 *
 * <pre>
 * a station, report or incident changed ─► claims about that place ─► once a second, their facts ─► differences are recorded
 * </pre>
 *
 * Some claims without changes are checked each second too, since reports grow old by themselves. Every node checks,
 * without a leader; the journal accepts one of several equal findings, and each names the version that it is based on.
 */
public final class FactWatchVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(FactWatchVerticle.class);
    private static final long LOOK_MILLIS = 1_000;
    /** Claims whose place changed; further ones wait for the next second. */
    private static final int MOST_AT_A_TIME = 200;
    /** The other claims, in turn. */
    private static final int IN_TURN = 20;

    private static final String EVERYWHERE = "";

    private final CurrentPicture picture;
    private final Platforms platforms;
    private final DeadlineRule rule;
    private final Clock clock;
    /** Open alerts by the municipalities that they are about. */
    private final Map<String, Set<String>> byPlace = new HashMap<>();

    private final Map<String, Set<String>> placesOf = new HashMap<>();
    /** Responses that are still open, by alert. */
    private final Map<String, Set<String>> responses = new HashMap<>();

    private final Set<String> dirty = new LinkedHashSet<>();
    private final Set<String> asked = new HashSet<>();
    private Iterator<String> turn = List.<String>of().iterator();
    private Context context;
    private long position;

    public FactWatchVerticle(CurrentPicture picture, Platforms platforms, DeadlineRule rule, Clock clock) {
        this.picture = picture;
        this.platforms = platforms;
        this.rule = rule;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        context = vertx.getOrCreateContext();
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
        return Future.succeededFuture();
    }

    private void look() {
        var now = picture.get();
        for (var change : now.changedAfter(position)) {
            note(now, change);
        }
        position = now.seq();
        var time = clock.instant();
        var next = dirty.stream().limit(MOST_AT_A_TIME).toList();
        next.forEach(dirty::remove);
        next.forEach(id -> consider(now, id, time));
        for (int i = 0; i < IN_TURN; i++) {
            if (!turn.hasNext()) {
                turn = List.copyOf(placesOf.keySet()).iterator();
            }
            if (turn.hasNext()) {
                consider(now, turn.next(), time);
            }
        }
    }

    private void note(Picture now, Change change) {
        var kind = change.kind();
        if (kind == Station.KIND || kind == Station.STATUS) {
            touch(now.entity(Station.KIND, change.id()).entry().municipality());
        }
        if (kind == Report.KIND && now.entity(Report.KIND, change.id()) != null) {
            touch(now.entity(Report.KIND, change.id())
                    .state()
                    .municipality()); // a report or incident that left no longer counted
        }
        if (kind == Incident.KIND) {
            touch(now.entity(Incident.KIND, change.id()).state().municipality());
        }
        if (kind == MunicipalCount.KIND) {
            touch(now.entity(MunicipalCount.KIND, change.id()).state().municipality());
        }
        if (kind == Visit.KIND) {
            touch(now.entity(Visit.KIND, change.id()).state().place().municipality());
        }
        if (kind == Narrative.KIND) {
            index(now.entity(Narrative.KIND, change.id()));
        }
        if (kind == Response.KIND) {
            index(now.entity(Response.KIND, change.id()));
        }
    }

    private void touch(Municipality place) {
        if (place != null) {
            dirty.addAll(byPlace.getOrDefault(place.code(), Set.of()));
        }
        dirty.addAll(byPlace.getOrDefault(EVERYWHERE, Set.of()));
    }

    private void index(Narrative narrative) {
        var id = narrative.id();
        placesOf.getOrDefault(id, Set.of()).forEach(place -> byPlace.get(place).remove(id));
        placesOf.remove(id);
        if (!narrative.state().isOpen() && !responses.containsKey(id)) {
            return;
        }
        var about = narrative.state().about();
        var places = about.isEverywhere()
                ? Set.of(EVERYWHERE)
                : Stream.concat(
                                about.municipalities().stream().map(Municipality::code),
                                about.stations().stream().map(s -> s.substring(0, s.indexOf('-'))))
                        .collect(Collectors.toSet());
        placesOf.put(id, places);
        places.forEach(
                place -> byPlace.computeIfAbsent(place, p -> new HashSet<>()).add(id));
        dirty.add(id);
    }

    private void index(Response response) {
        var of = response.state().narrative();
        if (response.status().isOver()) {
            responses.computeIfPresent(of, (n, ids) -> ids.remove(response.id()) && ids.isEmpty() ? null : ids);
        } else {
            responses.computeIfAbsent(of, n -> new HashSet<>()).add(response.id());
        }
        index(picture.get().entity(Narrative.KIND, of));
    }

    private void consider(Picture now, String id, Instant time) {
        var narrative = now.entity(Narrative.KIND, id);
        var mine = responses.getOrDefault(id, Set.of());
        if (narrative.state().assertions().isEmpty()
                && narrative.state().findings().isEmpty()
                && mine.isEmpty()) {
            return;
        }
        var facts = FactsBeside.of(now, narrative, GroundTruth::isForMany, time, rule.silenceLimit());
        if (narrative.state().isOpen()
                && !facts.findings().equals(narrative.state().findings())) {
            ask(Narrative.KIND, id, new NarrativeVerticle.Check());
        }
        for (var response : mine) {
            if (isToBeChecked(narrative, facts, now.entity(Response.KIND, response))) {
                ask(Response.KIND, response, new ResponseCommand.Check());
            }
        }
    }

    private boolean isToBeChecked(Narrative narrative, Facts facts, Response response) {
        var decision = new ResponseDecider(narrative, facts, platforms, CommandRequest.HUB)
                .decide(response, new ResponseCommand.Check());
        return decision instanceof Decision.Accepted<?> a && !a.events().isEmpty();
    }

    /** A command that fails is issued again by the next check. */
    private <S extends Entity> void ask(Kind<S> kind, String subject, Command<S> command) {
        if (!asked.add(kind.stream(subject))) {
            return;
        }
        Commands.send(vertx, kind, new CommandRequest<>(UUID.randomUUID(), subject, command, CommandRequest.HUB))
                .onFailure(cause -> {
                    LOG.warn("{} {} was not checked: {}", kind, subject, cause.getMessage());
                    context.runOnContext(v -> dirty.add(
                            kind.equals(Narrative.KIND)
                                    ? subject
                                    : picture.get()
                                            .entity(Response.KIND, subject)
                                            .state()
                                            .narrative()));
                })
                .onComplete(done -> asked.remove(kind.stream(subject)));
    }
}
