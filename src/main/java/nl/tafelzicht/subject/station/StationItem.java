package nl.tafelzicht.subject.station;

import com.fasterxml.jackson.databind.node.ObjectNode;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.station.domain.ReportForm;
import nl.tafelzicht.subject.station.domain.StationEvent;

/** The events of a station, as a timeline shows them. */
final class StationItem {

    private StationItem() {}

    static String type(StationEvent event, int version) {
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
        if (event instanceof StationEvent.BallotsMoved) {
            return "ballots-moved";
        }
        if (event instanceof StationEvent.FoundOverdue) {
            return "overdue";
        }
        if (event instanceof StationEvent.FoundSilent) {
            return "silent";
        }
        throw new IllegalArgumentException("a timeline has no word for " + event.getClass());
    }

    static ObjectNode fields(StationEvent event) {
        var fields = Json.MAPPER.createObjectNode();
        if (event instanceof StationEvent.Reported r) {
            fields.put("role", r.role().toString());
            fields.setAll((ObjectNode) Json.MAPPER.valueToTree(ReportForm.of(r.report())));
            if (r.onMayorsDecision() != null) {
                fields.put("onMayorsDecision", r.onMayorsDecision());
            }
        } else if (event instanceof StationEvent.Registered r) {
            fields.put("role", "municipality")
                    .put("name", r.entry().name())
                    .put("importId", r.importId().toString());
        } else if (event instanceof StationEvent.Withdrawn w) {
            fields.put("role", w.role().toString())
                    .put("reason", w.reason())
                    .put("importId", w.importId().toString());
        } else if (event instanceof StationEvent.StopReached s) {
            fields.put("place", s.place());
        } else if (event instanceof StationEvent.BallotsMoved m) {
            fields.put("ballots", m.ballots()).put("courier", m.courier());
            if (m.election() != null) {
                fields.put("election", m.election());
            }
        } else if (event instanceof StationEvent.ResumptionDecided d) {
            fields.put("role", d.role().toString()).put("resumesAt", d.at().toString());
            if (d.location() != null) {
                fields.set("location", Json.MAPPER.valueToTree(d.location()));
            }
            if (d.note() != null) {
                fields.put("note", d.note());
            }
        }
        return fields;
    }
}
