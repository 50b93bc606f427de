package nl.tafelzicht.subject.report;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Reach;
import nl.tafelzicht.engine.access.Rights.Right;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Named;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Presence;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.report.domain.Gift;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportCommand;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.ReportSettings;
import nl.tafelzicht.subject.report.domain.ReportState;
import nl.tafelzicht.subject.report.domain.Source;

/** Reports of events around the stations: submitting, reading and judging them. */
public final class ReportRoutes {

    private static final String FIELD = "report";

    private record NewReport(
            ReportKind kind,
            String text,
            Severity severity,
            Integer headCount,
            String station,
            Point location,
            String municipality,
            String placeText,
            Integer distanceMetres,
            Boolean accessBlocked,
            Boolean amplifiedSound,
            Instant observedAt,
            Source source,
            String marking,
            Set<String> recipients,
            Gift gift,
            String contact) {}

    private record Category(
            ReportKind kind, Severity severity, String marking, Set<String> recipients, String reason) {}

    private final Vertx vertx;
    private final HttpDependencies dependencies;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final LocationResolver locations;
    private final Presence presence;
    private final ReporterContacts contacts;
    private final ReportListing listing;

    public ReportRoutes(
            Vertx vertx,
            HttpDependencies dependencies,
            OpenApi api,
            EntityEndpoint entities,
            LocationResolver locations,
            Presence presence) {
        this.vertx = vertx;
        this.dependencies = dependencies;
        this.api = api;
        this.entities = entities;
        this.locations = locations;
        this.presence = presence;
        this.contacts = ReporterContacts.of(dependencies);
        this.listing = new ReportListing(dependencies);
    }

    public void install(Router router) {
        router.get("/reports").handler(this::list);
        router.post("/reports").handler(this::submit);
        router.get("/reports/:id").handler(rc -> entities.show(rc, mine(rc)));
        router.patch("/reports/:id").handler(this::recategorise);
        router.get("/reports/:id/near-duplicates").handler(this::nearDuplicates);
        router.get("/reports/:id/contact").handler(this::contact);
        router.post("/reports/:id/pickups").handler(this::pickUp);
        router.post("/reports/:id/readings").handler(this::read);
        router.post("/reports/:id/dismissals")
                .handler(rc -> triage(rc, "dismissReport", (role, reason) -> new ReportCommand.Dismiss(reason, role)));
        router.post("/reports/:id/restorations")
                .handler(rc -> triage(rc, "restoreReport", (role, reason) -> new ReportCommand.Restore(reason, role)));
    }

    private void list(RoutingContext rc) {
        listing.answer(rc, api.parameters("listReports", "query", rc.queryParams()));
    }

    private void submit(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (principal.roles().stream().allMatch(role -> Rights.reach(role, Right.SUBMIT) == Reach.NONE)) {
            throw Problem.of(403, Explanation.of("may-not-report"));
        }
        var report = entities.body(rc, "submitReport", NewReport.class);
        var station = report.station == null && report.location == null && report.municipality == null
                ? principal.station()
                : report.station;
        var place = locations.find(
                station,
                report.location,
                report.municipality != null || station != null || report.location != null
                        ? report.municipality
                        : homeOf(principal));
        var role = Rights.roleFor(
                        principal,
                        Right.SUBMIT,
                        place.station(),
                        place.municipality() == null
                                ? null
                                : place.municipality().code())
                .orElseThrow(() -> Problem.of(
                        403,
                        Explanation.of(
                                principal.station() != null ? "own-station-reports" : "own-municipality-reports")));
        var id = entities.eventId(rc, "submitReport", "");
        boolean shielded = report.kind.shieldsReporter();
        var command = new ReportCommand.Submit(content(report, place, role, principal), shielded ? null : role);
        keepContact(id, report.contact)
                .onSuccess(kept -> entities.create(
                        rc,
                        Report.KIND,
                        FIELD,
                        "/reports",
                        id,
                        command,
                        shielded ? CommandRequest.SHIELDED : principal.name()))
                .onFailure(rc::fail);
    }

    /** The place of a report by a person with one municipality who names no place. */
    private static String homeOf(Principal p) {
        return p.municipalities().size() == 1 && !p.municipalities().contains(Principal.ANYWHERE)
                ? p.municipalities().iterator().next()
                : null;
    }

    private Future<Void> keepContact(UUID id, String contact) {
        return contact == null ? Future.succeededFuture() : contacts.put(id, contact);
    }

    private static ReportContent content(NewReport r, LocationResolver.Found place, Role role, Principal principal) {
        var marking = r.marking == null ? r.kind.usualMarking() : Tlp.of(r.marking);
        var source = r.source != null ? r.source : role == Role.PARTNER ? Source.PARTNER : Source.ON_SITE;
        return new ReportContent(
                r.kind,
                r.text.strip(),
                r.severity == null ? Severity.ATTENTION : r.severity,
                r.headCount,
                place.station(),
                place.municipality(),
                place.location(),
                r.placeText,
                r.distanceMetres,
                r.accessBlocked,
                r.amplifiedSound,
                r.observedAt,
                source,
                marking,
                EntityEndpoint.recipients(principal, marking, r.recipients),
                r.gift,
                null,
                null);
    }

    /** A report that the person sees, or submitted, as long as it is not marked for others. */
    private Report mine(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        var report = Named.find(rc, dependencies.picture(), Report.KIND, rc.pathParam("id"));
        if (report != null
                && principal.name().equals(report.state().by())
                && Authentication.viewpoint(principal).isClearedFor(report.visibility())) {
            return report;
        }
        return entities.visible(rc, Report.KIND, rc.pathParam("id"));
    }

    private void recategorise(RoutingContext rc) {
        Report report = entities.visible(rc, Report.KIND, rc.pathParam("id"));
        var role = triageRole(rc, report);
        var c = entities.body(rc, "recategoriseReport", Category.class);
        var marking = c.marking == null ? null : Tlp.of(c.marking);
        var recipients = marking == Tlp.AMBER_STRICT ? entities.recipients(rc, marking, c.recipients) : c.recipients;
        var command = new ReportCommand.Recategorise(c.kind, c.severity, marking, recipients, c.reason, role);
        entities.act(
                rc,
                Report.KIND,
                FIELD,
                report.id(),
                entities.eventId(rc, "recategoriseReport", report.id()),
                command,
                200);
    }

    /** Takes a report out of the queue above the limit, or restores a dismissed one: the desk has it from then on. */
    private void pickUp(RoutingContext rc) {
        Report report = entities.visible(rc, Report.KIND, rc.pathParam("id"));
        triageRole(rc, report);
        entities.act(
                rc,
                Report.KIND,
                FIELD,
                report.id(),
                entities.eventId(rc, "pickUpReport", report.id()),
                new ReportCommand.TakeUp(),
                201);
    }

    private interface Triage {
        ReportCommand command(Role role, String reason);
    }

    private void triage(RoutingContext rc, String operation, Triage what) {
        Report report = entities.visible(rc, Report.KIND, rc.pathParam("id"));
        var role = triageRole(rc, report);
        var reason = entities.body(rc, operation, EntityEndpoint.Reason.class).reason();
        entities.act(
                rc,
                Report.KIND,
                FIELD,
                report.id(),
                entities.eventId(rc, operation, report.id()),
                what.command(role, reason),
                201);
    }

    /** @throws Problem 403 for a person who may not judge reports there */
    public static Role triageRole(RoutingContext rc, Report report) {
        return Rights.roleFor(
                        Authentication.principal(rc),
                        Right.TRIAGE,
                        report.state().station(),
                        codeOf(report.state()))
                .orElseThrow(() -> Problem.of(403, Explanation.of("may-not-judge-reports")));
    }

    private static String codeOf(ReportState s) {
        return s.municipality() == null ? null : s.municipality().code();
    }

    private void nearDuplicates(RoutingContext rc) {
        Report report = entities.visible(rc, Report.KIND, rc.pathParam("id"));
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var near = Reports.near(
                        dependencies.picture().get(),
                        report,
                        dependencies.subjects().get(ReportSettings.class).duplicateMetres(),
                        dependencies.subjects().get(ReportSettings.class).duplicateTime())
                .filter(r -> viewpoint.sees(r.visibility()))
                .limit(200);
        Pagination.end(rc, near.map(Report::state).toList(), null);
    }

    /** For the addressees only, whoever else may read the report. */
    private void contact(RoutingContext rc) {
        Report report = entities.visible(rc, Report.KIND, rc.pathParam("id"));
        if (Rights.addressed(Authentication.principal(rc), report.state().kind().addressees(), codeOf(report.state()))
                .isEmpty()) {
            throw Problem.of(403, Explanation.of("contact-not-yours"));
        }
        contacts.get(UUID.fromString(report.id()))
                .onSuccess(contact -> {
                    if (contact == null) {
                        rc.fail(Problem.of(404, Explanation.of("no-contact")));
                    } else {
                        rc.end(Buffer.buffer(Json.bytes(Map.of("contact", contact))));
                    }
                })
                .onFailure(rc::fail);
    }

    /** Tells the reporter that it was read, once an addressee, or a person who judges it, opens it. */
    private void read(RoutingContext rc) {
        Report report = entities.visible(rc, Report.KIND, rc.pathParam("id"));
        var principal = Authentication.principal(rc);
        List<Presence.Reader> others = presence.open(
                report.id(), principal.name(), dependencies.clock().instant());
        var role = Rights.addressed(principal, report.state().kind().addressees(), codeOf(report.state()))
                .or(() -> Rights.roleFor(principal, Right.TRIAGE, report.state().station(), codeOf(report.state())));
        var noted = role.isEmpty() || report.state().readAt() != null
                ? Future.succeededFuture()
                : Commands.send(
                        vertx,
                        Report.KIND,
                        new CommandRequest<>(
                                UUID.randomUUID(),
                                report.id(),
                                new ReportCommand.MarkRead(role.get()),
                                principal.name()));
        noted.onSuccess(done -> rc.end(Buffer.buffer(Json.bytes(Map.of("readers", others)))))
                .onFailure(rc::fail);
    }
}
