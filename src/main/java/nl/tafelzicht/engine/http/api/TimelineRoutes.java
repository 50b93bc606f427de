package nl.tafelzicht.engine.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.archive.ReportList;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.engine.picture.StoredReports;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.station.domain.ReportForm;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;

/**
 * What happened to something: its stream of the journal, in the words of the API, and on request the streams of what
 * belongs to it.
 */
public final class TimelineRoutes {

    /** An incident of a thousand reports shows the streams of the first of them. */
    private static final int MOST_STREAMS = 200;
    /** Fields of events that are not for readers: who else may see it, and what another item says. */
    private static final List<String> LEFT_OUT =
            List.of("audience", "recipients", "cause", "roles", "waited", "stored", "found", "identity");

    private static final String STATIONS = "station/";

    private final CurrentPicture picture;
    private final JournalStore journal;
    private final SaidThen said;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final ReportList list;
    private final StoredReports stored;

    private record Page(List<ObjectNode> items, Long next) {}

    public TimelineRoutes(HttpDependencies dependencies, OpenApi api, EntityEndpoint entities) {
        this.picture = dependencies.picture();
        this.journal = dependencies.journal();
        this.said = new SaidThen(journal);
        this.list = dependencies.reportList();
        this.stored = dependencies.storedReports();
        this.api = api;
        this.entities = entities;
    }

    public void install(Router router) {
        router.get("/stations/:id/timeline").handler(this::ofStation);
        router.get("/stations/:id/reports/:report").handler(this::stationReport);
        router.get("/reports/:id/timeline").handler(rc -> ofEntity(rc, "reportTimeline", Report.KIND));
        router.get("/incidents/:id/timeline").handler(rc -> ofEntity(rc, "incidentTimeline", Incident.KIND));
        router.get("/escalations/:id/timeline").handler(rc -> ofEntity(rc, "escalationTimeline", Escalation.KIND));
        router.get("/narratives/:id/timeline").handler(rc -> ofEntity(rc, "narrativeTimeline", Narrative.KIND));
        router.get("/responses/:id/timeline").handler(rc -> ofEntity(rc, "responseTimeline", Response.KIND));
        router.get("/municipalities/:code/tolerance-limits/:id/timeline")
                .handler(rc -> ofEntity(rc, "limitTimeline", ToleranceLimit.KIND));
    }

    private void ofStation(RoutingContext rc) {
        var query = api.parameters("stationTimeline", "query", rc.queryParams());
        var station = EntityEndpoint.station(rc, picture);
        var streams = new LinkedHashSet<String>();
        streams.add(EventTypes.stationStream(station.id()));
        if (!query.get("related").asBoolean()) {
            answer(rc, query, streams, null);
            return;
        }
        reportsOf(station.id())
                .onSuccess(reports -> {
                    addRelated(rc, reports, streams, station.id());
                    answer(rc, query, streams, streams.size() == 1 ? null : EventTypes.stationStream(station.id()));
                })
                .onFailure(rc::fail);
    }

    /** The reports about a station that changed last, in the picture or not. */
    private Future<List<Report>> reportsOf(String stationId) {
        return list.page(ReportList.Query.of(stationId), Long.MAX_VALUE, MOST_STREAMS)
                .compose(rows ->
                        stored.find(rows.stream().map(ReportList.Row::id).toList()));
    }

    private void addRelated(RoutingContext rc, List<Report> reports, Set<String> streams, String stationId) {
        var now = picture.get();
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var subjects = new LinkedHashSet<String>();
        subjects.add("station/" + stationId);
        Named.add(rc, reports);
        for (var report : reports) {
            withReport(now, viewpoint, report, streams, subjects);
        }
        escalations(now, viewpoint, subjects).forEach(e -> streams.add(EventTypes.stream(Escalation.KIND, e.id())));
    }

    private static void withReport(
            Picture now, Viewpoint viewpoint, Report report, Set<String> streams, Set<String> subjects) {
        if (!viewpoint.sees(report.visibility())) {
            return;
        }
        streams.add(EventTypes.stream(Report.KIND, report.id()));
        subjects.add("report/" + report.id());
        var incident = report.state().incident() == null
                ? null
                : now.entity(Incident.KIND, report.state().incident());
        if (incident == null || !viewpoint.sees(incident.visibility())) {
            return;
        }
        streams.add(EventTypes.stream(Incident.KIND, incident.id()));
        subjects.add("incident/" + incident.id());
    }

    private static Stream<Escalation> escalations(Picture now, Viewpoint viewpoint, Set<String> subjects) {
        return now.all(Escalation.KIND)
                .filter(e -> subjects.contains(e.state().subject().kind() + "/"
                                + e.state().subject().id())
                        && viewpoint.sees(e.visibility()));
    }

    /** What happened to one entity, and to its escalations. @param kind whose id is in the path */
    public void ofEntity(RoutingContext rc, String operation, Kind<?> kind) {
        Entity entity = entities.visible(rc, kind, rc.pathParam("id"));
        var streams = new LinkedHashSet<String>();
        streams.add(EventTypes.stream(kind, entity.id()));
        var now = picture.get();
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        if (kind == Incident.KIND) {
            stored.find(now.entity(Incident.KIND, entity.id()).state().reports().stream()
                            .limit(MOST_STREAMS)
                            .toList())
                    .onSuccess(reports -> {
                        var subjects = new LinkedHashSet<String>();
                        subjects.add("incident/" + entity.id());
                        Named.add(rc, reports);
                        reports.forEach(report -> withReport(now, viewpoint, report, streams, subjects));
                        escalations(now, viewpoint, subjects)
                                .forEach(e -> streams.add(EventTypes.stream(Escalation.KIND, e.id())));
                        answer(
                                rc,
                                api.parameters(operation, "query", rc.queryParams()),
                                streams,
                                EventTypes.stream(kind, entity.id()));
                    })
                    .onFailure(rc::fail);
            return;
        }
        if (kind == Narrative.KIND) {
            now.all(Response.KIND)
                    .filter(r -> r.state().narrative().equals(entity.id()))
                    .filter(r -> viewpoint.sees(r.visibility()))
                    .forEach(r -> streams.add(EventTypes.stream(Response.KIND, r.id())));
        }
        escalations(now, viewpoint, Set.of(kind.stream(entity.id())))
                .forEach(e -> streams.add(EventTypes.stream(Escalation.KIND, e.id())));
        answer(rc, api.parameters(operation, "query", rc.queryParams()), streams, EventTypes.stream(kind, entity.id()));
    }

    /** @param own the stream whose items need not say what they are about, or {@code null} when there is only that */
    private void answer(RoutingContext rc, ObjectNode query, Set<String> streams, String own) {
        long before = query.has("after") ? query.get("after").asLong() : Long.MAX_VALUE;
        int limit = query.get("limit").asInt();
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        journal.readNewest(streams.stream().limit(MOST_STREAMS).toList(), before, limit + 1)
                .compose(events -> {
                    var page = events.subList(0, Math.min(limit, events.size()));
                    return lateOnes(page)
                            .compose(late -> said.of(viewpoint, page).map(readable -> {
                                var items = new ArrayList<ObjectNode>(readable.size());
                                for (var event : readable) {
                                    var item = item(rc, event);
                                    if (late.contains(event.id())) {
                                        item.put("late", true);
                                    }
                                    if (own != null && !event.stream().equals(own)) {
                                        item.put("subject", event.stream());
                                    }
                                    items.add(item);
                                }
                                return new Page(
                                        items,
                                        events.size() > limit
                                                ? page.get(limit - 1).seq()
                                                : null);
                            }));
                })
                .onSuccess(page -> rc.end(Buffer.buffer(Json.bytes(page))))
                .onFailure(rc::fail);
    }

    /**
     * Which reports of a page came when something newer was known; only a report that says when it was seen can be one,
     * so that few streams are read.
     */
    private Future<Set<UUID>> lateOnes(List<JournalEvent> page) {
        var streams = new LinkedHashMap<String, Integer>();
        for (var event : page) {
            if (event.stream().startsWith(STATIONS)
                    && EventTypes.read(event) instanceof StationEvent.Reported r
                    && r.report().observedAt() != null) {
                streams.merge(event.stream(), event.version(), Math::max);
            }
        }
        var reads = streams.entrySet().stream()
                .map(e -> journal.readStream(e.getKey(), 0, e.getValue()))
                .toList();
        return Future.all(reads).map(all -> {
            var late = new HashSet<UUID>();
            for (var events : reads) {
                addLate(events.result(), late);
            }
            return late;
        });
    }

    private static void addLate(List<JournalEvent> stream, Set<UUID> late) {
        Station station = null;
        for (var event : stream) {
            var what = (StationEvent) EventTypes.read(event);
            station = Station.evolve(station, what, EventTypes.occurrence(event));
            if (what instanceof StationEvent.Reported
                    && !station.state().lastReport().id().equals(event.id())) {
                late.add(event.id());
            }
        }
    }

    private void stationReport(RoutingContext rc) {
        var station = EntityEndpoint.station(rc, picture);
        UUID id;
        try {
            id = UUID.fromString(rc.pathParam("report"));
        } catch (IllegalArgumentException e) {
            throw Problem.of(404, Explanation.of("unknown-report"));
        }
        journal.find(id)
                .onSuccess(event -> {
                    if (event == null || !event.stream().equals(EventTypes.stationStream(station.id()))) {
                        rc.fail(Problem.of(404, Explanation.of("unknown-report")));
                    } else {
                        rc.end(Buffer.buffer(Json.bytes(item(rc, event))));
                    }
                })
                .onFailure(rc::fail);
    }

    private ObjectNode item(RoutingContext rc, JournalEvent event) {
        var item = Json.MAPPER
                .createObjectNode()
                .put("seq", event.seq())
                .put("id", event.id().toString())
                .put("at", event.at().toString());
        var what = EventTypes.read(event);
        if (what instanceof StationEvent s) {
            return stationItem(item, s, event);
        }
        item.put("type", event.type());
        if (!isShielded(rc, event, what)) {
            item.put("by", event.actor());
        }
        var fields = (ObjectNode) Json.MAPPER.valueToTree(
                what instanceof ReportEvent.Submitted s
                        ? s.content()
                        : what instanceof NarrativeEvent.Reported n
                                ? n.content()
                                : what instanceof ReportEvent.Returned ? Map.of() : what); // that is what it was before
        if (what instanceof ReportEvent.Submitted s && s.role() != null) {
            fields.put("role", s.role().toString());
        }
        if (fields.has("id") || fields.has("seq") || fields.has("at")) {
            throw new IllegalStateException("an event's field hides where it stands: " + event.type());
        }
        return item.setAll(fields.remove(LEFT_OUT));
    }

    /** Who sent in a report of a kind that protects its reporter is not told. */
    private boolean isShielded(RoutingContext rc, JournalEvent event, Object what) {
        if (!(what instanceof ReportEvent.Submitted) && !(what instanceof ReportEvent.Added)) {
            return false;
        }
        var report = Named.report(rc, picture, EventTypes.idOf(event.stream()));
        return report == null || report.state().kind().shieldsReporter();
    }

    private static ObjectNode stationItem(ObjectNode item, StationEvent what, JournalEvent event) {
        item.put("type", type(what, event.version())).put("by", event.actor());
        if (what instanceof StationEvent.Reported r) {
            item.put("role", r.role().toString());
            item.setAll((ObjectNode) Json.MAPPER.valueToTree(ReportForm.of(r.report())));
            if (r.onMayorsDecision() != null) {
                item.put("onMayorsDecision", r.onMayorsDecision());
            }
        } else if (what instanceof StationEvent.Registered r) {
            item.put("role", "municipality")
                    .put("name", r.entry().name())
                    .put("importId", r.importId().toString());
        } else if (what instanceof StationEvent.Withdrawn w) {
            item.put("role", w.role().toString())
                    .put("reason", w.reason())
                    .put("importId", w.importId().toString());
        } else if (what instanceof StationEvent.StopReached s) {
            item.put("place", s.place());
        } else if (what instanceof StationEvent.ResumptionDecided d) {
            item.put("role", d.role().toString()).put("resumesAt", d.at().toString());
            if (d.location() != null) {
                item.set("location", Json.MAPPER.valueToTree(d.location()));
            }
            if (d.note() != null) {
                item.put("note", d.note());
            }
        }
        return item;
    }

    private static String type(StationEvent event, int version) {
        if (event instanceof StationEvent.Registered) {
            return version == 1 ? "registered" : "register-changed";
        }
        if (event instanceof StationEvent.Reported r) {
            return r.report().isCorrection() ? "corrected" : "reported";
        }
        if (event instanceof StationEvent.ResumptionDecided) {
            return "resumption-decided";
        }
        if (event instanceof StationEvent.Withdrawn) {
            return "withdrawn";
        }
        if (event instanceof StationEvent.StopReached) {
            return "stop-reached";
        }
        return event instanceof StationEvent.FoundOverdue ? "overdue" : "silent";
    }
}
