package nl.tafelzicht.subject.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.engine.access.Rights.Reach;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.command.ReactingSubject;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.RateLimits.Rate;
import nl.tafelzicht.engine.http.api.ServedSubject;
import nl.tafelzicht.engine.http.api.SubjectEndpoint;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.accreditation.domain.Accreditation;
import nl.tafelzicht.subject.accreditation.domain.AccreditationEvent;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.visit.domain.Visit;
import nl.tafelzicht.subject.visit.domain.VisitCommand;
import nl.tafelzicht.subject.visit.domain.VisitDecider;
import nl.tafelzicht.subject.visit.domain.VisitEvent;
import nl.tafelzicht.subject.visit.domain.VisitState;
import nl.tafelzicht.subject.visit.domain.VisitState.Observer;
import nl.tafelzicht.subject.visit.domain.VisitState.Place;

/** Visits: what accredited observers see at polling stations. */
public final class VisitSubject implements ServedSubject<VisitCommand, VisitEvent, Visit>, ReactingSubject {

    /** A visit takes half an hour, but a phone sends everything that waited at once. */
    private static final Rate ARRIVALS = new Rate("too-many-visits", 30, Duration.ofHours(1));

    private static final Rate STEPS = new Rate("too-many-steps", 300, Duration.ofMinutes(10));

    private record Arrival(Instant observedAt, String hindered) {}

    private record Answers(List<VisitCommand.Given> answers, Instant observedAt) {}

    private record NewFinding(Severity severity, String text, Instant observedAt) {}

    private record NewHindrance(String text, Instant observedAt) {}

    private record Moment(Instant observedAt) {}

    private record NewReaction(String text) {}

    @Override
    public Kind<Visit> kind() {
        return Visit.KIND;
    }

    @Override
    public Class<VisitEvent> eventType() {
        return VisitEvent.class;
    }

    @Override
    public Map<String, Class<? extends VisitEvent>> events() {
        return Map.of(
                "visit-arrived", VisitEvent.Arrived.class,
                "visit-answered", VisitEvent.Answered.class,
                "visit-finding", VisitEvent.Found.class,
                "visit-hindered", VisitEvent.Hindered.class,
                "visit-admitted", VisitEvent.Admitted.class,
                "visit-left", VisitEvent.Left.class,
                "visit-reaction", VisitEvent.Reacted.class,
                "visit-disagreement", VisitEvent.Disagreed.class);
    }

    @Override
    public Visit evolve(Visit before, String id, VisitEvent event, EventMetadata occurrence) {
        return Visit.evolve(before, id, event, occurrence);
    }

    @Override
    public Class<VisitCommand> commandType() {
        return VisitCommand.class;
    }

    /** The accreditation is checked again here: it may have been withdrawn since the request arrived. */
    @Override
    public Decision<VisitEvent> decide(Picture picture, Visit before, VisitCommand command, Instant now) {
        if (!(command instanceof VisitCommand.Arrive c)) {
            return VisitDecider.decide(before, command, List.of(), now);
        }
        var accreditation = picture.entity(Accreditation.KIND, c.observer().accreditation());
        var at = c.observedAt() == null ? now : c.observedAt();
        if (accreditation == null
                || !accreditation.covers(
                        c.place().station(), c.place().municipality().code(), at)) {
            return Decision.refuse(
                    Refusal.invalid("station", notAccredited(c.place().station())));
        }
        var others = picture.all(Visit.KIND)
                .filter(v -> v.state().observer().account().equals(c.observer().account()))
                .toList();
        return VisitDecider.decide(before, command, others, now);
    }

    @Override
    public List<CommandVerticle.Write> together(VisitCommand command, List<VisitEvent> events) {
        return command instanceof VisitCommand.Arrive c
                ? List.of(new CommandVerticle.Write(
                        Accreditation.KIND,
                        c.observer().accreditation(),
                        new AccreditationEvent.Used(c.place().station())))
                : List.of();
    }

    private static Explanation notAccredited(String station) {
        return Explanation.beside(Visit.class, "not-accredited", "station", station);
    }

    @Override
    public List<Reaction> reactions(CommandDependencies d, Reaction.Asker asker) {
        return List.of(new VisitReaction(d.clock(), asker));
    }

    @Override
    public String openApi() {
        return "openapi.yaml";
    }

    /**
     * An observer's right depends on the accreditation, wherever it is valid; officials of the station's municipality
     * may react.
     */
    @Override
    public Reach mayChange(Role role) {
        return switch (role) {
            case TABLE_OPERATOR, TABLE_MEMBER -> Reach.COUNTRY;
            case MUNICIPALITY, MAYOR -> Reach.MUNICIPALITY;
            default -> Reach.NONE;
        };
    }

    @Override
    public Optional<Escalatable> escalatable(Visit visit) {
        var place = visit.state().place();
        return Optional.of(new Escalatable(
                "visit",
                place.municipality(),
                place.station(),
                place.location(),
                null,
                visit.visibility().marking(),
                visit.visibility().roles(),
                Set.of()));
    }

    @Override
    public void install(SubjectEndpoint<VisitCommand, Visit> visits) {
        visits.list("/visits", "listVisits", (query, v) -> {
            var place = v.state().place();
            return (!query.has("municipality")
                            || query.get("municipality")
                                    .asText()
                                    .equals(place.municipality().code()))
                    && (!query.has("station") || query.get("station").asText().equals(place.station()));
        });
        visits.one("/visits/:id");
        visits.timeline("/visits/:id/timeline", "visitTimeline");
        visits.view("/visits/:id/station", "visitedStation", (caller, visit, query) -> station(caller, visit));
        visits.create("/stations/:id/visits", "arrive", "/visits", Arrival.class, VisitSubject::arrive);
        visits.change(
                "/visits/:id/answers",
                "answerChecklist",
                Answers.class,
                (caller, visit, body) ->
                        own(caller, visit, new VisitCommand.Answer(List.copyOf(body.answers), body.observedAt)));
        visits.change(
                "/visits/:id/findings",
                "noteFinding",
                NewFinding.class,
                (caller, visit, body) -> own(
                        caller,
                        visit,
                        new VisitCommand.Find(
                                body.severity == null ? Severity.INFO : body.severity,
                                body.text.strip(),
                                body.observedAt)));
        visits.change(
                "/visits/:id/hindrances",
                "noteHindrance",
                NewHindrance.class,
                (caller, visit, body) ->
                        own(caller, visit, new VisitCommand.Hinder(body.text.strip(), body.observedAt)));
        visits.change(
                "/visits/:id/admissions",
                "noteAdmission",
                Moment.class,
                (caller, visit, body) -> own(caller, visit, new VisitCommand.Admit(body.observedAt)));
        visits.change(
                "/visits/:id/departures",
                "leave",
                Moment.class,
                (caller, visit, body) -> own(caller, visit, new VisitCommand.Leave(body.observedAt)));
        visits.change(
                "/visits/:id/findings/:finding/reactions",
                "reactToFinding",
                NewReaction.class,
                (caller, visit, body) -> new VisitCommand.React(
                        number(caller.path("finding")),
                        body.text.strip(),
                        caller.roleIn(visit.state().place().municipality())));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.of(404, Explanation.beside(Visit.class, "no-visit-finding", "finding", text));
        }
    }

    private static VisitCommand own(
            SubjectEndpoint<VisitCommand, Visit>.Caller caller, Visit visit, VisitCommand command) {
        if (!visit.state().observer().account().equals(caller.principal().name())) {
            throw Problem.of(403, Explanation.beside(Visit.class, "visit-of-another"));
        }
        caller.limit(STEPS);
        return command;
    }

    private static VisitCommand arrive(SubjectEndpoint<VisitCommand, Visit>.Caller caller, Arrival body) {
        caller.limit(ARRIVALS);
        var principal = caller.principal();
        if (!principal.roles().contains(Role.OBSERVER)) {
            throw Problem.of(403, Explanation.beside(Visit.class, "only-observers"));
        }
        var station = Stations.find(caller.picture(), caller.path("id"));
        if (station == null) {
            throw Problem.of(404, Explanation.of("unknown-station"));
        }
        var place =
                new Place(station.id(), station.entry().name(), station.entry().municipality(), station.point());
        var accreditation = caller.picture()
                .all(Accreditation.KIND)
                .filter(a -> a.state().terms().account().equals(principal.name()))
                .filter(a -> a.covers(place.station(), place.municipality().code(), caller.now(body.observedAt)))
                .min(Comparator.comparing(Accreditation::isAppointment).thenComparing(Accreditation::id))
                .orElseThrow(() -> Problem.of(403, notAccredited(place.station())));
        var terms = accreditation.state().terms();
        var observer = new Observer(
                principal.name(),
                // of the account, by which its organisation sees it
                principal.organisation() == null || principal.organisation().isEmpty()
                        ? terms.organisation()
                        : principal.organisation(),
                accreditation.id(),
                terms.number(),
                accreditation.isAppointment());
        return new VisitCommand.Arrive(
                place, observer, body.observedAt, body.hindered == null ? null : body.hindered.strip());
    }

    /** The state of the station, for its observer as long as the visit lasts. */
    private static Object station(SubjectEndpoint<VisitCommand, Visit>.Caller caller, Visit visit) {
        var s = visit.state();
        boolean isOwn = s.observer().account().equals(caller.principal().name());
        var station = Stations.find(caller.picture(), s.place().station());
        if (!isOwn || station == null || s.status() == VisitState.VisitStatus.LEFT) {
            throw Problem.of(404, Explanation.of("unknown-station"));
        }
        return shown(station);
    }

    private static Map<String, Object> shown(Station station) {
        var shown = new HashMap<String, Object>();
        shown.put("station", station.registered());
        shown.put("status", station.state());
        return shown;
    }
}
