package nl.tafelzicht.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.http.api.DocumentedSubject;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.accreditation.domain.Accreditation;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.courier.domain.Courier;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.election.domain.Election;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.report.domain.Overflow;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;
import nl.tafelzicht.subject.visit.domain.Visit;
import org.junit.jupiter.api.Test;

/**
 * Whatever can grow has a bound: what may be said in one request by its schema, what an entity holds in the end by a
 * rule.
 */
class BoundsTest {

    private static final List<Class<?>> ENTITIES = List.of(
            Station.class,
            Report.class,
            Overflow.class,
            Incident.class,
            Escalation.class,
            Duty.class,
            Narrative.class,
            Response.class,
            ToleranceLimit.class,
            MunicipalCount.class,
            Accreditation.class,
            Election.class,
            Visit.class,
            Courier.class);
    /**
     * Who holds each list of an entity down: a rule of its decider, what there is of it in the country, or the request
     * that sets it whole. Whoever adds a list says here what its bound is, and tests it.
     */
    private static final Map<String, String> LISTS = new TreeMap<>(Map.ofEntries(
            Map.entry("NarrativeScope.municipalities", "the country's"),
            Map.entry("NarrativeScope.stations", "NarrativeDecider.MOST_STATIONS"),
            Map.entry("NarrativeScope.subjects", "NarrativeDecider.MOST_SUBJECTS"),
            Map.entry("Addressee.roles", "the roles"),
            Map.entry("Challenge.differences", "the kinds of fact"),
            Map.entry("CountFile.checks", "MunicipalCount.MOST_CHECKS"),
            Map.entry("CountFile.found", "the groups of findings"),
            Map.entry("CountState.files", "MunicipalCount.MOST_FILES"),
            Map.entry("CountState.findings", "the groups of findings"),
            Map.entry("CountState.late", "MunicipalCount.MOST_SESSIONS and one"),
            Map.entry("CountState.provisional", "MunicipalCount.MOST_PROVISIONAL"),
            Map.entry("CountState.sessions", "MunicipalCount.MOST_SESSIONS"),
            Map.entry("DutyState.shifts", "request"),
            Map.entry("FileHead.lists", "Eml510.MOST_LISTS"),
            Map.entry("FileHead.notStated", "what a file can state"),
            Map.entry("Finding.numbers", "the letters of a report"),
            Map.entry("MunicipalCount.findings", "MunicipalCount.MOST_FINDINGS_KEPT"),
            Map.entry("MunicipalCount.reports", "MunicipalCount.MOST_REPORTS"),
            Map.entry("ReAdd.lists", "ReAdd.LISTS"),
            Map.entry("MunicipalCount.objections", "MunicipalCount.MOST_OBJECTIONS"),
            Map.entry("Earlier.eras", "Earlier.MOST"),
            Map.entry("EscalationState.comments", "Latest.COMMENTS"),
            Map.entry("EscalationState.measures", "request, of a limit"),
            Map.entry("EscalationState.steps", "Escalation.MOST_STEPS"),
            Map.entry("Fact.about", "Fact.MOST_ITEMS"),
            Map.entry("Finding.restsOn", "the kinds of fact"),
            Map.entry("IncidentState.comments", "Latest.COMMENTS"),
            Map.entry("IncidentState.reports", "IncidentDecider.MOST_REPORTS"),
            Map.entry("IncidentState.stations", "IncidentDecider.MOST_STATIONS"),
            Map.entry("ToleranceState.agreements", "the roles"),
            Map.entry("NarrativeState.assertions", "the kinds of assertion"),
            Map.entry("NarrativeState.comments", "Latest.COMMENTS"),
            Map.entry("NarrativeState.findings", "the kinds of assertion"),
            Map.entry("NarrativeState.sharedWith", "Visibility.MOST_NAMED"),
            Map.entry("NarrativeState.sightings", "NarrativeDecider.MOST_SIGHTINGS, of Sighting.SHOWN"),
            Map.entry("NarrativeState.sources", "NarrativeDecider.MOST_SOURCES"),
            Map.entry("NarrativeState.spread", "NarrativeDecider.MOST_OBSERVATIONS"),
            Map.entry("NarrativeState.techniques", "the list of techniques"),
            Map.entry("ReportState.additions", "ReportDecider.MOST_ADDITIONS"),
            Map.entry("ResponseContent.channels", "request"),
            Map.entry("ResponseContent.cites", "request"),
            Map.entry("ResponseContent.partners", "request"),
            Map.entry("ResponseState.authors", "the accounts of the desk"),
            Map.entry("ResponseState.basis", "the kinds of fact"),
            Map.entry("ResponseState.municipalities", "the country's"),
            Map.entry("ResponseState.outcomes", "ResponseDecider.MOST_OUTCOMES"),
            Map.entry("Sighting.attachments", "request"),
            Map.entry("DutyState.turns", "the shifts and one"),
            Map.entry("Seen.steps", "the last 20"),
            Map.entry("StationEntry.stops", "StationEntry.MOST_STOPS"),
            Map.entry("StationEntry.further", "StationEntry.MOST_ELECTIONS"),
            Map.entry("Tallies.elections", "StationEntry.MOST_ELECTIONS"),
            Map.entry("Tallies.of", "Tallies.MOST"),
            Map.entry("ByElection.each", "StationEntry.MOST_ELECTIONS"),
            Map.entry("ElectionState.districts", "Definition.MOST_DISTRICTS"),
            Map.entry("ElectionState.lists", "Definition.MOST_LISTS"),
            Map.entry("StationState.attention", "the kinds of attention"),
            Map.entry("Terms.measures", "request"),
            Map.entry("Terms.polygon", "request"),
            Map.entry("Terms.stations", "request"),
            Map.entry("Terms.municipalities", "request"),
            Map.entry("CourierState.steps", "the statuses"),
            Map.entry("Tally.moved", "Tally.MOST_MOVED"),
            Map.entry("VisitState.answers", "the questions"),
            Map.entry("VisitState.disagreements", "VisitDecider.MOST_DISAGREEMENTS"),
            Map.entry("VisitState.findings", "VisitDecider.MOST_FINDINGS"),
            Map.entry("Verdict.measures", "request, of a limit"),
            Map.entry("Visibility.municipalities", "the country's"),
            Map.entry("Visibility.recipients", "Visibility.MOST_NAMED"),
            Map.entry("Visibility.roles", "the roles"),
            Map.entry("Visibility.sharedWith", "Visibility.MOST_NAMED")));

    private final Set<String> lists = new TreeSet<>();
    private final Set<Class<?>> done = new HashSet<>();
    private final Set<String> unbounded = new TreeSet<>();

    private void look(Class<?> type) {
        if (!type.isRecord() || !done.add(type)) {
            return;
        }
        for (var component : type.getRecordComponents()) {
            look(type.getSimpleName() + "." + component.getName(), component.getGenericType());
        }
    }

    private void look(String name, Type type) {
        if (type instanceof Class<?> c) {
            look(c);
        }
        if (!(type instanceof ParameterizedType p)) {
            return;
        }
        var raw = (Class<?>) p.getRawType();
        if (Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw)) {
            lists.add(name);
        } else {
            look(raw);
        }
        for (var argument : p.getActualTypeArguments()) {
            look(name, argument);
        }
    }

    @Test
    void everyListOfAnEntityHasABound() {
        ENTITIES.forEach(this::look);
        assertThat(lists).as("a list that nobody named the bound of").isEqualTo(LISTS.keySet());
    }

    @Test
    void everyTextAndListOfARequestHasABound() throws Exception {
        var api = Json.tree(new OpenApi(Subjects.all().offering(DocumentedSubject.class))
                .json()
                .getBytes());
        for (var path : api.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var at = operation.getKey() + " " + path.getKey();
                operation.getValue().at("/requestBody/content").properties().forEach(content -> {
                    if (content.getKey().contains("json") && !content.getKey().contains("stix")) {
                        walk(api, at, content.getValue().get("schema"), new HashSet<>());
                    }
                });
            }
        }
        assertThat(unbounded).isEmpty();
        assertThat(asked).as("what was looked at").hasSizeGreaterThan(150);
    }

    private final Set<String> asked = new TreeSet<>();

    private void walk(JsonNode api, String at, JsonNode schema, Set<String> under) {
        if (schema == null) {
            return;
        }
        if (schema.has("$ref")) {
            var name = schema.get("$ref").asText();
            if (under.add(name)) {
                walk(api, at + " " + name.replaceFirst(".*/", ""), api.at(name.substring(1)), under);
            }
            return;
        }
        asked.add(at);
        var type = schema.path("type").asText();
        boolean fixed = schema.has("enum")
                || schema.has("const")
                || schema.has("format")
                || schema.path("pattern").asText().matches("\\^[^*+]*\\$");
        if (type.equals("string") && !schema.has("maxLength") && !fixed) {
            unbounded.add(at + ": a text");
        }
        if (type.equals("array") && !schema.has("maxItems")) {
            unbounded.add(at + ": a list");
        }
        if (type.equals("object")
                && !schema.has("properties")
                && !schema.has("oneOf")
                && !schema.has("allOf")
                && schema.path("additionalProperties").asBoolean(true)) {
            unbounded.add(at + ": any fields");
        }
        if (type.equals("object") && schema.path("additionalProperties").asBoolean(true) && !schema.has("allOf")) {
            unbounded.add(at + ": more fields than it names");
        }
        schema.path("properties").properties().forEach(p -> walk(api, at + "/" + p.getKey(), p.getValue(), under));
        for (var part : List.of("oneOf", "allOf", "anyOf")) {
            schema.path(part).forEach(p -> walk(api, at, p, under));
        }
        walk(api, at + "[]", schema.get("items"), under);
    }
}
