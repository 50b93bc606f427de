package nl.tafelzicht.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.station.StationEvent;
import nl.tafelzicht.journal.JournalEvent;
import nl.tafelzicht.journal.JournalStore;
import nl.tafelzicht.json.Json;
import nl.tafelzicht.picture.CurrentPicture;
import nl.tafelzicht.picture.EventTypes;

/** What happened at a station: its stream of the journal, in the words of the API. */
final class TimelineRoutes {

    private final CurrentPicture picture;
    private final JournalStore journal;
    private final OpenApi api;

    private record Page(List<ObjectNode> items, Integer next) { }

    TimelineRoutes(CurrentPicture picture, JournalStore journal, OpenApi api) {
        this.picture = picture;
        this.journal = journal;
        this.api = api;
    }

    void install(Router router) {
        router.get("/stations/:id/timeline").handler(this::timeline);
        router.get("/stations/:id/reports/:report").handler(this::report);
    }

    private void timeline(RoutingContext rc) {
        var query = api.parameters("stationTimeline", "query", rc.queryParams());
        var station = StationRoutes.visible(rc, picture);
        int until = query.has("after") ? Math.min(query.get("after").asInt() - 1, station.version()) : station.version();
        int from = Math.max(0, until - query.get("limit").asInt());
        journal.readStream(EventTypes.stationStream(station.id()), from, until)
                .onSuccess(events -> rc.end(Buffer.buffer(Json.bytes(page(events, from)))))
                .onFailure(rc::fail);
    }

    private static Page page(List<JournalEvent> events, int from) {
        var items = new ArrayList<ObjectNode>(events.size());
        for (int i = events.size() - 1; i >= 0; i--) items.add(item(events.get(i)));
        return new Page(items, from > 0 ? from + 1 : null);
    }

    private void report(RoutingContext rc) {
        var station = StationRoutes.visible(rc, picture);
        UUID id;
        try {
            id = UUID.fromString(rc.pathParam("report"));
        } catch (IllegalArgumentException e) {
            throw Problem.of(404, "there is no such report");
        }
        journal.find(id).onSuccess(event -> {
            if (event == null || !event.stream().equals(EventTypes.stationStream(station.id()))) rc.fail(Problem.of(404, "there is no such report"));
            else rc.end(Buffer.buffer(Json.bytes(item(event))));
        }).onFailure(rc::fail);
    }

    private static ObjectNode item(JournalEvent event) {
        var item = Json.MAPPER.createObjectNode().put("seq", event.seq()).put("id", event.id().toString()).put("at", event.at().toString());
        var what = (StationEvent) EventTypes.read(event);
        item.put("type", type(what, event.version())).put("by", event.actor());
        if (what instanceof StationEvent.Reported r) {
            item.put("role", r.role().toString());
            item.setAll((ObjectNode) Json.MAPPER.valueToTree(r.report()));
            if (r.onMayorsDecision() != null) item.put("onMayorsDecision", r.onMayorsDecision());
        } else if (what instanceof StationEvent.Registered r) {
            item.put("role", "municipality").put("name", r.entry().name()).put("importId", r.importId().toString());
        }
        return item;
    }

    private static String type(StationEvent event, int version) {
        if (event instanceof StationEvent.Registered) return version == 1 ? "registered" : "register-changed";
        if (event instanceof StationEvent.Reported r) return r.report().isCorrection() ? "corrected" : "reported";
        return event instanceof StationEvent.FoundOverdue ? "overdue" : "silent";
    }
}
