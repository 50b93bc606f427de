package nl.tafelzicht.subject.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.engine.command.CommandMetrics;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentCommand;
import nl.tafelzicht.subject.incident.domain.IncidentDecider;
import nl.tafelzicht.subject.incident.domain.IncidentEvent;
import nl.tafelzicht.subject.incident.domain.IncidentStatus;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent;

/**
 * Handles the commands of incidents. A report or incident that becomes part of an incident, or leaves it, gets an event
 * of its own in the same transaction.
 */
public final class IncidentVerticle extends CommandVerticle<Incident> {

    /** A command with ids: the entities are looked up when it is decided, and again after a conflict. */
    public sealed interface Order extends Command<Incident> {

        record Open(List<String> reports, Severity severity, String title, boolean verified, Role role)
                implements Order {}

        record Merge(List<String> reports, List<String> incidents, Role role) implements Order {}

        /** @param newIncident id of the incident that they become, or {@code null} to return them to the queue */
        record Split(List<String> reports, String newIncident, Role role) implements Order {}
    }

    public IncidentVerticle(CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        super(Incident.KIND, picture, journal, metrics, clock);
    }

    @Override
    public Collection<EntityKey> named(Picture picture, CommandRequest<Incident> request) {
        return reports(picture, request).stream()
                .map(id -> new EntityKey(Report.KIND, id))
                .toList();
    }

    private static Collection<String> reports(Picture picture, CommandRequest<Incident> request) {
        if (request.command() instanceof Order.Open o) {
            return o.reports();
        }
        if (request.command() instanceof Order.Split o) {
            return o.reports();
        }
        if (!(request.command() instanceof Order.Merge o)) {
            return List.of();
        }
        return Stream.concat(
                        o.reports().stream(),
                        o.incidents().stream()
                                .map(id -> picture.entity(Incident.KIND, id))
                                .filter(Objects::nonNull)
                                .flatMap(i -> i.state().reports().stream()))
                .toList();
    }

    @Override
    public Decision<Write> decide(Picture picture, CommandRequest<Incident> request, Instant now) {
        var incident = picture.entity(Incident.KIND, request.subject());
        if (request.command() instanceof Order.Open o) {
            return incident != null ? Decision.nothing() : open(picture, request.subject(), o, now);
        }
        if (incident == null) {
            return unknown();
        }
        if (request.command() instanceof Order.Merge o) {
            return merge(picture, incident, o, now);
        }
        if (request.command() instanceof Order.Split o) {
            return split(picture, incident, o, now);
        }
        return own(request.subject(), IncidentDecider.decide(incident, (IncidentCommand) request.command(), now));
    }

    private Decision<Write> open(Picture picture, String id, Order.Open o, Instant now) {
        var reports = o.reports().stream()
                .distinct()
                .map(report -> picture.entity(Report.KIND, report))
                .filter(Objects::nonNull)
                .toList();
        if (reports.size() < o.reports().stream().distinct().count()) {
            return Decision.refuse(missing(o.reports(), picture));
        }
        return linked(
                id,
                own(
                        id,
                        IncidentDecider.decide(
                                null,
                                new IncidentCommand.Open(reports, o.severity(), o.title(), o.verified(), o.role()),
                                now)),
                o.reports());
    }

    private Decision<Write> merge(Picture picture, Incident incident, Order.Merge o, Instant now) {
        var reports = o.reports().stream()
                .distinct()
                .map(id -> picture.entity(Report.KIND, id))
                .filter(Objects::nonNull)
                .toList();
        if (reports.size() < o.reports().stream().distinct().count()) {
            return Decision.refuse(missing(o.reports(), picture));
        }
        var incidents = o.incidents().stream()
                .distinct()
                .map(id -> picture.entity(Incident.KIND, id))
                .filter(Objects::nonNull)
                .toList();
        if (incidents.size() < o.incidents().stream().distinct().count()) {
            return Decision.refuse(Refusal.invalid("incidents", Explanation.of("names-unknown-incident")));
        }
        var theirs = incidents.stream()
                .flatMap(i -> i.state().reports().stream())
                .map(id -> picture.entity(Report.KIND, id))
                .toList();
        var decision = own(
                incident.id(),
                IncidentDecider.decide(incident, new IncidentCommand.Merge(reports, incidents, theirs, o.role()), now));
        if (!(decision instanceof Decision.Accepted<Write> a) || a.events().isEmpty()) {
            return decision;
        }
        var writes = new ArrayList<>(a.events());
        incidents.forEach(i ->
                writes.add(new Write(Incident.KIND, i.id(), new IncidentEvent.MergedInto(incident.id(), o.role()))));
        ((IncidentEvent.ReportsAdded) writes.get(0).event())
                .reports()
                .forEach(r -> writes.add(new Write(Report.KIND, r, new ReportEvent.Linked(incident.id()))));
        return new Decision.Accepted<>(writes);
    }

    private Decision<Write> split(Picture picture, Incident incident, Order.Split o, Instant now) {
        var ids = o.reports().stream().distinct().toList();
        var decision = own(
                incident.id(),
                IncidentDecider.decide(incident, new IncidentCommand.Split(ids, o.newIncident(), o.role()), now));
        if (!(decision instanceof Decision.Accepted<Write> a)) {
            return decision;
        }
        var writes = new ArrayList<>(a.events());
        if (o.newIncident() == null) {
            ids.forEach(id -> writes.add(new Write(Report.KIND, id, new ReportEvent.Unlinked())));
            return new Decision.Accepted<>(writes);
        }
        var free = ids.stream()
                .map(id -> picture.entity(Report.KIND, id))
                .map(IncidentVerticle::asNew)
                .toList();
        boolean verified = incident.status() != IncidentStatus.REPORTED;
        var opened = IncidentDecider.decide(null, new IncidentCommand.Open(free, null, null, verified, o.role()), now);
        if (opened instanceof Decision.Refused<IncidentEvent> r) {
            return Decision.refuse(r.refusal());
        }
        writes.add(new Write(
                Incident.KIND,
                o.newIncident(),
                ((Decision.Accepted<IncidentEvent>) opened).events().get(0)));
        ids.forEach(id -> writes.add(new Write(Report.KIND, id, new ReportEvent.Linked(o.newIncident()))));
        return new Decision.Accepted<>(writes);
    }

    /** A report after it left its incident. */
    private static Report asNew(Report r) {
        return Report.evolve(
                r,
                r.id(),
                new ReportEvent.Unlinked(),
                new EventMetadata(
                        r.seq(), new UUID(0, 0), r.version(), r.state().at(), CommandRequest.HUB));
    }

    private static Decision<Write> linked(String incident, Decision<Write> decision, List<String> reports) {
        if (!(decision instanceof Decision.Accepted<Write> a) || a.events().isEmpty()) {
            return decision;
        }
        var writes = new ArrayList<>(a.events());
        reports.stream()
                .distinct()
                .forEach(r -> writes.add(new Write(Report.KIND, r, new ReportEvent.Linked(incident))));
        return new Decision.Accepted<>(writes);
    }

    private static Refusal missing(List<String> ids, Picture picture) {
        return Refusal.invalid(
                "reports",
                Explanation.of(
                        "not-a-report",
                        "id",
                        ids.stream()
                                .filter(id -> picture.entity(Report.KIND, id) == null)
                                .findFirst()
                                .orElse("")));
    }
}
