package nl.tafelzicht.subject.incident;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Right;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Named;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.incident.IncidentVerticle.Order;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentCommand;
import nl.tafelzicht.subject.incident.domain.IncidentStatus;
import nl.tafelzicht.subject.report.ReportRoutes;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.station.Stations;

/** Incidents: what the desk makes of reports. */
public final class IncidentRoutes {

    private static final String FIELD = "incident";

    private record NewIncident(List<String> reports, Severity severity, String title, Boolean verified) {}

    private record IncidentChange(
            IncidentStatus state,
            Severity severity,
            String assignee,
            String title,
            List<String> stations,
            String reason) {}

    private record Merge(List<String> reports, List<String> incidents) {}

    private record Split(List<String> reports, Boolean toQueue) {}

    private final CurrentPicture picture;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final LocationResolver locations;

    public IncidentRoutes(CurrentPicture picture, OpenApi api, EntityEndpoint entities, LocationResolver locations) {
        this.picture = picture;
        this.api = api;
        this.entities = entities;
        this.locations = locations;
    }

    public void install(Router router) {
        router.get("/incidents").handler(this::list);
        router.post("/incidents").handler(this::open);
        router.get("/incidents/:id").handler(rc -> entities.show(rc, visible(rc)));
        router.patch("/incidents/:id").handler(this::amend);
        router.post("/incidents/:id/merges").handler(this::merge);
        router.post("/incidents/:id/splits").handler(this::split);
        router.post("/incidents/:id/comments").handler(this::comment);
    }

    private Incident visible(RoutingContext rc) {
        return entities.visible(rc, Incident.KIND, rc.pathParam("id"));
    }

    private void list(RoutingContext rc) {
        var query = api.parameters("listIncidents", "query", rc.queryParams());
        Predicate<Incident> wanted = i -> true;
        if (query.has("municipality")) {
            wanted = wanted.and(i -> i.state().municipality() != null
                    && i.state()
                            .municipality()
                            .code()
                            .equals(query.get("municipality").asText()));
        }
        if (query.has("state")) {
            wanted = wanted.and(
                    i -> i.status().toString().equals(query.get("state").asText()));
        }
        entities.page(rc, Incident.KIND, picture.get().all(Incident.KIND), wanted, query);
    }

    private void open(RoutingContext rc) {
        var body = entities.body(rc, "openIncident", NewIncident.class);
        var role = roleForReports(rc, body.reports);
        var id = entities.eventId(rc, "openIncident", "");
        entities.create(
                rc,
                Incident.KIND,
                FIELD,
                "/incidents",
                id,
                new Order.Open(body.reports, body.severity, body.title, Boolean.TRUE.equals(body.verified), role));
    }

    /** The role in which a person makes an incident: the person must see the reports, and be allowed to judge them. */
    private Role roleForReports(RoutingContext rc, List<String> ids) {
        Role role = null;
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        for (var id : ids) {
            Report report = Named.find(rc, picture, Report.KIND, id);
            if (report == null || !viewpoint.sees(report.visibility())) {
                throw Problem.field("reports", Explanation.of("not-a-report", "id", id));
            }
            role = ReportRoutes.triageRole(rc, report);
        }
        return role;
    }

    private Role role(RoutingContext rc, Incident incident) {
        var place = incident.state().municipality();
        return Rights.roleFor(Authentication.principal(rc), Right.TRIAGE, null, place == null ? null : place.code())
                .orElseThrow(() -> Problem.of(403, Explanation.of("may-not-judge-incidents")));
    }

    private void amend(RoutingContext rc) {
        var incident = visible(rc);
        var role = role(rc, incident);
        var c = entities.body(rc, "amendIncident", IncidentChange.class);
        if (c.stations != null) {
            for (var id : c.stations) {
                if (Stations.find(picture.get(), id) == null) {
                    throw Problem.field("stations", Explanation.of("not-a-station", "id", id));
                }
            }
        }
        entities.act(
                rc,
                Incident.KIND,
                FIELD,
                incident.id(),
                entities.eventId(rc, "amendIncident", incident.id()),
                new IncidentCommand.Amend(
                        c.state, c.severity, c.assignee, c.title, locations.stations(c.stations), c.reason, role),
                200);
    }

    private void merge(RoutingContext rc) {
        var incident = visible(rc);
        var role = role(rc, incident);
        var body = entities.body(rc, "mergeIntoIncident", Merge.class);
        List<String> reports = body.reports == null ? List.of() : body.reports;
        List<String> incidents = body.incidents == null ? List.of() : body.incidents;
        roleForReports(rc, reports);
        for (var id : incidents) {
            var other = picture.get().entity(Incident.KIND, id);
            if (other == null
                    || !Authentication.viewpoint(Authentication.principal(rc)).sees(other.visibility())) {
                throw Problem.field("incidents", Explanation.of("not-an-incident", "id", id));
            }
            role(rc, other);
        }
        entities.act(
                rc,
                Incident.KIND,
                FIELD,
                incident.id(),
                entities.eventId(rc, "mergeIntoIncident", incident.id()),
                new Order.Merge(reports, incidents, role),
                201);
    }

    private void split(RoutingContext rc) {
        var incident = visible(rc);
        var role = role(rc, incident);
        var body = entities.body(rc, "splitIncident", Split.class);
        var id = entities.eventId(rc, "splitIncident", incident.id());
        UUID into = Boolean.TRUE.equals(body.toQueue) ? null : DerivedIds.of("split", id.toString());
        entities.act(
                rc,
                Incident.KIND,
                FIELD,
                incident.id(),
                id,
                new Order.Split(body.reports, into == null ? null : into.toString(), role),
                201);
    }

    private void comment(RoutingContext rc) {
        var incident = visible(rc);
        var place = incident.state().municipality();
        var role = Rights.roleFor(
                        Authentication.principal(rc), Right.ESCALATE, null, place == null ? null : place.code())
                .orElseThrow(() -> Problem.of(403, Explanation.of("may-not-change-incidents")));
        entities.act(
                rc,
                Incident.KIND,
                FIELD,
                incident.id(),
                entities.eventId(rc, "commentIncident", incident.id()),
                new IncidentCommand.Comment(
                        entities.body(rc, "commentIncident", EntityEndpoint.Text.class)
                                .text(),
                        role),
                201);
    }
}
