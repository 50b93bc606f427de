package nl.tafelzicht.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.engine.journal.Masking;
import nl.tafelzicht.engine.json.Json;
import org.junit.jupiter.api.Test;

class EventWordsTest {

    /**
     * Texts of events that are no words: ids, accounts, organisations, what is in the public register, and words that
     * the program knows. Whoever adds a text to an event says here or by {@link Words} which it is.
     */
    private static final Set<String> CODES = Set.of(
            "Terms.organisation",
            "Terms.number",
            "Terms.account",
            "Place.station",
            "Place.name",
            "Observer.organisation",
            "Observer.number",
            "Observer.accreditation",
            "Observer.account",
            "Disagreement.visit",
            "Disagreement.theirs",
            "Disagreement.organisation",
            "Disagreement.answer",
            "Answer.answer",
            "Used.station",
            "Visibility.otherStation",
            "Place.address",
            "Trip.election",
            "Arrived.courier",
            "Arrived.election",
            "Arrived.from",
            "Arrived.to",
            "BallotsMoved.courier",
            "BallotsMoved.election",
            "Absorbed.narratives",
            "Absorbed.recipients",
            "Absorbed.sharedWith",
            "Absorbed.techniques",
            "AccessRecorded.id",
            "AccessRecorded.kind",
            "AccessRecorded.reader",
            "AccessRecorded.way",
            "Amended.language",
            "Amended.recipients",
            "Amended.stations",
            "Amended.techniques",
            "Attachment.sha256",
            "Attachment.type",
            "Cause.id",
            "Cause.kind",
            "Cause.label",
            "Cause.recipients",
            "Cause.station",
            "Definition.category",
            "Definition.domain",
            "Definition.name",
            "Dismissal.by",
            "District.name",
            "District.number",
            "ElectionReport.election",
            "Fact.by",
            "FileHead.createdAt",
            "FileHead.fingerprint",
            "FileHead.kind",
            "FileHead.notStated",
            "FurtherElection.election",
            "Finding.code",
            "Finding.numbers",
            "Finding.unit",
            "Gift.donorCountry",
            "HandedOver.from",
            "HandedOver.to",
            "Identity.authority",
            "Identity.election",
            "Identity.electionName",
            "ImportStarted.elections",
            "ImportStarted.format",
            "ImportStarted.municipalities",
            "ImportStarted.sha256",
            "Item.by",
            "Item.id",
            "Item.kind",
            "Item.label",
            "Item.status",
            "Linked.incident",
            "Location.address",
            "Location.place",
            "Location.postcode",
            "MergedInto.incident",
            "MergedInto.narrative",
            "Municipality.code",
            "Municipality.name",
            "NamedList.name",
            "NarrativeContent.language",
            "NarrativeContent.organisation",
            "NarrativeContent.recipients",
            "NarrativeContent.techniques",
            "NarrativeScope.stations",
            "ObjectionNoted.station",
            "Observation.by",
            "Observation.platform",
            "Opened.recipients",
            "Opened.reports",
            "Opened.stations",
            "PassedOn.from",
            "PassedOn.to",
            "Proposed.narrative",
            "Proposed.recipients",
            "Raised.rule",
            "ReAddDrawn.seed",
            "ReportArchived.sha256",
            "ReportArchived.station",
            "ReportSought.sha256",
            "Recategorised.recipients",
            "Remarked.recipients",
            "ReportContent.recipients",
            "ReportContent.station",
            "ReportState.by",
            "ReportState.id",
            "ReportState.incident",
            "ReportState.station",
            "ReportsAdded.merged",
            "ReportsAdded.recipients",
            "ReportsAdded.reports",
            "ReportsAdded.stations",
            "ReportsRemoved.into",
            "ReportsRemoved.reports",
            "ResponseContent.partners",
            "ResponseContent.platform",
            "Shared.organisations",
            "Shared.response",
            "Shift.account",
            "Sighting.language",
            "Sighting.platform",
            "Sighting.sha256",
            "StateChanged.response",
            "StationEntry.district",
            "StationEntry.election",
            "StationEntry.id",
            "StationEntry.name",
            "Terms.stations",
            "TextErased.reason",
            "Verdict.limit",
            "Visibility.municipalities",
            "Visibility.recipients",
            "Visibility.sharedWith",
            "Visibility.station",
            "Waited.municipality");

    private final Set<Class<?>> done = new HashSet<>();
    private final Set<String> words = new TreeSet<>();
    private final Set<String> codes = new TreeSet<>();

    private void look(Class<?> type) {
        if (!type.isRecord() || !done.add(type)) {
            return;
        }
        for (var component : type.getRecordComponents()) {
            look(
                    type.getSimpleName() + "." + component.getName(),
                    component.getGenericType(),
                    component.isAnnotationPresent(Words.class));
        }
    }

    private void look(String name, Type type, boolean marked) {
        if (type == String.class) {
            (marked ? words : codes).add(name);
        } else if (type instanceof Class<?> c) {
            look(c);
        } else if (type instanceof ParameterizedType p) {
            for (var argument : p.getActualTypeArguments()) {
                look(name, argument, marked);
            }
        }
    }

    @Test
    void everyTextOfEveryEventIsWordsOrACode() {
        EventTypes.names().forEach(name -> look(EventTypes.classOf(name)));
        assertThat(codes).as("a text that nobody said is a code").isEqualTo(new TreeSet<>(CODES));
        assertThat(words)
                .hasSizeGreaterThan(40)
                .contains(
                        "Sighting.archivedText",
                        "NarrativeSource.name",
                        "Published.reference",
                        "Sent.reference",
                        "Measure.who",
                        "Measure.what",
                        "Shift.name",
                        "ReportContent.text",
                        "StatusReport.note");
    }

    private static String replaced(String type, String json) throws Exception {
        var masked = Masking.mask(json, EventWords.find(type, Json.MAPPER.readTree(json)));
        return masked.equals(json) ? "nothing" : masked;
    }

    @Test
    void wordsAreReplacedWhereverTheyStandAndNothingElse() throws Exception {
        assertThat(replaced(
                        "report-submitted",
                        "{\"content\":{\"kind\":\"crowd\",\"text\":\"Jan\",\"station\":\"GM0363-1\","
                                + "\"municipality\":{\"code\":\"GM0363\",\"name\":\"Amsterdam\"}},\"role\":\"mayor\"}"))
                .isEqualTo("{\"content\":{\"kind\":\"crowd\",\"text\":\"[erased]\",\"station\":\"GM0363-1\","
                        + "\"municipality\":{\"code\":\"GM0363\",\"name\":\"Amsterdam\"}},\"role\":\"mayor\"}");
        assertThat(replaced(
                        "narrative-sighted",
                        "{\"sighting\":{\"platform\":\"X\",\"url\":\"https://x.example/jan\","
                                + "\"archivedText\":\"Jan\"},\"role\":\"partner\"}"))
                .isEqualTo("{\"sighting\":{\"platform\":\"X\",\"url\":\"[erased]\",\"archivedText\":\"[erased]\"},"
                        + "\"role\":\"partner\"}");
        assertThat(
                        replaced(
                                "narrative-reported",
                                "{\"content\":{\"claim\":\"c\",\"about\":{\"stations\":[\"GM0363-1\"],"
                                        + "\"subjects\":[\"Jan\",\"Piet\"]},\"sources\":[{\"kind\":\"table\",\"name\":\"Jan\"}]}}"))
                .isEqualTo("{\"content\":{\"claim\":\"[erased]\",\"about\":{\"stations\":[\"GM0363-1\"],"
                        + "\"subjects\":[\"[erased]\",\"[erased]\"]},\"sources\":[{\"kind\":\"table\","
                        + "\"name\":\"[erased]\"}]}}");
        assertThat(replaced("report-added", "{\"text\":\"[erased]\"}")).isEqualTo("nothing");
        assertThat(replaced("report-left", "{\"why\":\"dismissed\"}")).isEqualTo("nothing");
        assertThat(replaced("of-a-newer-version", "{\"text\":\"Jan\"}")).isEqualTo("nothing");
    }

    /** An event without its words reads as one with them. */
    @Test
    void whatIsErasedCanStillBeFolded() throws Exception {
        var json = "{\"content\":{\"kind\":\"covert-gift\",\"text\":\"Jan\",\"severity\":\"attention\","
                + "\"marking\":\"GREEN\",\"source\":\"public\",\"gift\":{\"donorCountry\":\"NL\"}}}";
        var data = Json.MAPPER.readTree(replaced("report-submitted", json));
        assertThat(Json.read(data.toString(), EventTypes.classOf("report-submitted")))
                .isNotNull();
        assertThat(data.at("/content/gift/donorCountry").asText()).isEqualTo("NL");
    }
}
