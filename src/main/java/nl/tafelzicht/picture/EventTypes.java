package nl.tafelzicht.picture;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.tafelzicht.election.AccessRecorded;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Occurrence;
import nl.tafelzicht.election.TextErased;
import nl.tafelzicht.election.duty.Duty;
import nl.tafelzicht.election.duty.DutyEvent;
import nl.tafelzicht.election.escalation.Escalation;
import nl.tafelzicht.election.escalation.EscalationEvent;
import nl.tafelzicht.election.incident.Incident;
import nl.tafelzicht.election.incident.IncidentEvent;
import nl.tafelzicht.election.narrative.Narrative;
import nl.tafelzicht.election.narrative.NarrativeEvent;
import nl.tafelzicht.election.report.Report;
import nl.tafelzicht.election.report.ReportEvent;
import nl.tafelzicht.election.response.Response;
import nl.tafelzicht.election.response.ResponseEvent;
import nl.tafelzicht.election.station.ImportEvent.ImportCompleted;
import nl.tafelzicht.election.station.ImportEvent.ImportReversed;
import nl.tafelzicht.election.station.ImportEvent.ImportStarted;
import nl.tafelzicht.election.station.Station;
import nl.tafelzicht.election.station.StationEvent;
import nl.tafelzicht.election.tolerance.ToleranceEvent;
import nl.tafelzicht.election.tolerance.ToleranceLimit;
import nl.tafelzicht.journal.JournalEvent;
import nl.tafelzicht.journal.NewEvent;
import nl.tafelzicht.journal.Unfoldable;
import nl.tafelzicht.json.Json;

/** The names under which the domain's events stand in the journal, how they are written there, and what they make of their subject. A name is for ever. */
public final class EventTypes {

    private static final Map<String, Class<? extends Record>> CLASSES = Map.ofEntries(
            entry("station-registered", StationEvent.Registered.class),
            entry("station-reported", StationEvent.Reported.class),
            entry("station-resumption-decided", StationEvent.ResumptionDecided.class),
            entry("station-overdue", StationEvent.FoundOverdue.class),
            entry("station-silent", StationEvent.FoundSilent.class),
            entry("station-stop-reached", StationEvent.StopReached.class),
            entry("station-withdrawn", StationEvent.Withdrawn.class),
            entry("import-reversed", ImportReversed.class),
            entry("import-started", ImportStarted.class),
            entry("import-completed", ImportCompleted.class),
            entry("report-submitted", ReportEvent.Submitted.class),
            entry("report-added", ReportEvent.Added.class),
            entry("report-read", ReportEvent.Read.class),
            entry("report-judged", ReportEvent.Judged.class),
            entry("report-recategorised", ReportEvent.Recategorised.class),
            entry("report-linked", ReportEvent.Linked.class),
            entry("report-unlinked", ReportEvent.Unlinked.class),
            entry("report-dismissed", ReportEvent.Dismissed.class),
            entry("report-restored", ReportEvent.Restored.class),
            entry("report-shared", ReportEvent.Shared.class),
            entry("report-left", ReportEvent.Left.class),
            entry("report-returned", ReportEvent.Returned.class),
            entry("incident-opened", IncidentEvent.Opened.class),
            entry("incident-amended", IncidentEvent.Amended.class),
            entry("incident-reports-added", IncidentEvent.ReportsAdded.class),
            entry("incident-reports-removed", IncidentEvent.ReportsRemoved.class),
            entry("incident-merged", IncidentEvent.MergedInto.class),
            entry("incident-commented", IncidentEvent.Commented.class),
            entry("incident-shared", IncidentEvent.Shared.class),
            entry("tolerance-limit-proposed", ToleranceEvent.Proposed.class),
            entry("tolerance-limit-agreed", ToleranceEvent.Agreed.class),
            entry("tolerance-limit-changed", ToleranceEvent.Changed.class),
            entry("tolerance-limit-withdrawn", ToleranceEvent.Withdrawn.class),
            entry("escalation-raised", EscalationEvent.Raised.class),
            entry("escalation-acknowledged", EscalationEvent.Acknowledged.class),
            entry("escalation-handed-over", EscalationEvent.HandedOver.class),
            entry("escalation-passed-on", EscalationEvent.PassedOn.class),
            entry("escalation-commented", EscalationEvent.Commented.class),
            entry("escalation-stepped-up", EscalationEvent.SteppedUp.class),
            entry("escalation-unanswered", EscalationEvent.FoundUnanswered.class),
            entry("escalation-resolved", EscalationEvent.Resolved.class),
            entry("duty-planned", DutyEvent.Planned.class),
            entry("duty-handed-over", DutyEvent.HandedOver.class),
            entry("narrative-reported", NarrativeEvent.Reported.class),
            entry("narrative-amended", NarrativeEvent.Amended.class),
            entry("narrative-sighted", NarrativeEvent.Sighted.class),
            entry("narrative-spread-observed", NarrativeEvent.SpreadObserved.class),
            entry("narrative-source-added", NarrativeEvent.SourceAdded.class),
            entry("narrative-state-changed", NarrativeEvent.StateChanged.class),
            entry("narrative-checked", NarrativeEvent.Checked.class),
            entry("narrative-absorbed", NarrativeEvent.Absorbed.class),
            entry("narrative-merged", NarrativeEvent.MergedInto.class),
            entry("narrative-commented", NarrativeEvent.Commented.class),
            entry("narrative-shared", NarrativeEvent.Shared.class),
            entry("response-proposed", ResponseEvent.Proposed.class),
            entry("response-revised", ResponseEvent.Revised.class),
            entry("response-approved", ResponseEvent.Approved.class),
            entry("response-rejected", ResponseEvent.Rejected.class),
            entry("response-published", ResponseEvent.Published.class),
            entry("response-sent", ResponseEvent.Sent.class),
            entry("response-outcome-recorded", ResponseEvent.OutcomeRecorded.class),
            entry("response-withdrawn", ResponseEvent.Withdrawn.class),
            entry("response-challenged", ResponseEvent.Challenged.class),
            entry("response-upheld", ResponseEvent.Upheld.class),
            entry("response-remarked", ResponseEvent.Remarked.class),
            entry("access-recorded", AccessRecorded.class),
            entry("text-erased", TextErased.class));
    private static final Map<Class<?>, String> NAMES = CLASSES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventTypes() { }

    /** Of all types of events. */
    static Set<String> names() {
        return CLASSES.keySet();
    }

    /** @return {@code null} for a type that this version does not know */
    static Class<? extends Record> classOf(String type) {
        return CLASSES.get(type);
    }

    public static String stationStream(String stationId) {
        return "station/" + stationId;
    }

    public static String importStream(UUID importId) {
        return "import/" + importId;
    }

    /** Each reading stands by itself. */
    public static String accessStream(UUID reading) {
        return "access/" + reading;
    }

    /** The stream of an entity: its kind in the singular, and its id. */
    public static String stream(Change.Kind kind, String id) {
        return kind.word() + "/" + id;
    }

    /** The id that a stream is of. */
    public static String idOf(String stream) {
        return stream.substring(stream.indexOf('/') + 1);
    }

    public static NewEvent write(Object event, String stream, Occurrence o) {
        var type = NAMES.get(event.getClass());
        if (type == null) throw new IllegalArgumentException("an event without a name: " + event.getClass());
        var written = new NewEvent(o.id(), stream, o.version(), type, o.at(), o.actor(), Json.text(event)).withFormat(EventFormats.of((Record) event));
        return EventWords.any(event) ? written.withWords(EventWords.find(type, Json.read(written.data(), JsonNode.class))) : written;
    }

    /** @throws Unfoldable for a type, a field or a word that this version does not know: the journal was written by a newer one */
    public static Record read(JournalEvent event) {
        var type = CLASSES.get(event.type());
        if (type == null) throw new Unfoldable(event.seq(), "has the unknown type " + event.type());
        try {
            return Json.read(event.data(), type);
        } catch (IllegalArgumentException e) {
            throw new Unfoldable(event.seq(), "is of the type " + event.type() + " and does not fit it: " + (e.getCause() instanceof JsonProcessingException p ? p.getOriginalMessage() : e.getMessage()));
        }
    }

    public static Occurrence occurrence(JournalEvent e) {
        return new Occurrence(e.seq(), e.id(), e.version(), e.at(), e.actor());
    }

    /**
     * The entity after an event.
     *
     * @param before {@code null} for its first
     * @return {@code null} for an event that makes no entity (an import, a reading)
     */
    public static Entity evolve(Entity before, String id, Object event, Occurrence o) {
        if (event instanceof StationEvent e) return Station.evolve((Station) before, e, o);
        if (event instanceof ReportEvent e) return Report.evolve((Report) before, id, e, o);
        if (event instanceof IncidentEvent e) return Incident.evolve((Incident) before, id, e, o);
        if (event instanceof EscalationEvent e) return Escalation.evolve((Escalation) before, id, e, o);
        if (event instanceof ToleranceEvent e) return ToleranceLimit.evolve((ToleranceLimit) before, id, e, o);
        if (event instanceof NarrativeEvent e) return Narrative.evolve((Narrative) before, id, e, o);
        if (event instanceof ResponseEvent e) return Response.evolve((Response) before, id, e, o);
        return event instanceof DutyEvent e ? Duty.evolve((Duty) before, id, e, o) : null;
    }
}
