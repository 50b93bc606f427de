package nl.tafelzicht.subject.narrative.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeContent;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.narrative.domain.NarrativeScope;
import nl.tafelzicht.subject.narrative.domain.NarrativeState;
import nl.tafelzicht.subject.narrative.domain.Sighting;
import nl.tafelzicht.subject.narrative.format.StixReader.NotABundle;
import nl.tafelzicht.subject.narrative.format.StixReader.Rejected;
import nl.tafelzicht.support.Needed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts as others exchange them: what goes out is STIX by the standard's own schemas, what comes in is doubted. */
class StixTest {

    private static final Path SCHEMAS = Path.of("../shared/data/stix2-schemas");
    private static final String BASE =
            "http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/";
    private static final Map<String, String> TOWNS = Map.of("enschede", "GM0153", "utrecht", "GM0344");
    private static final Instant AT = Instant.parse("2026-03-18T10:00:00Z");

    private static Narrative narrative(Tlp marking, String claim) {
        return narrative(marking, claim, List.of("T0023", "T0086.003"), AT);
    }

    private static Narrative narrative(Tlp marking, String claim, List<String> techniques, Instant seenAt) {
        var sighting = new Sighting("X", "https://x.example/1", seenAt, "nl", "Alles dicht", "a".repeat(64), List.of());
        var content = new NarrativeContent(
                claim,
                NarrativeKind.SAFETY_SCARE,
                "nl",
                List.of(),
                new NarrativeScope(List.of(), List.of(new Municipality("GM0153", "Enschede")), List.of()),
                AT,
                List.of(sighting),
                List.of(),
                techniques,
                marking,
                marking.isForNamed() ? Set.of("nctv") : Set.of(),
                "Verkiezingstafel");
        return Narrative.evolve(
                null,
                "011fae04-dcb8-8806-86a8-8381820fe421",
                new NarrativeEvent.Reported(content, Role.TABLE_OPERATOR),
                new EventMetadata(5, new UUID(0, 5), 1, AT, "operator"));
    }

    private static byte[] bundle(String... objects) {
        return ("{\"type\":\"bundle\",\"id\":\"bundle--" + new UUID(0x4000L, 1L << 63) + "\",\"objects\":["
                        + String.join(",", objects) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String id(String type, int n) {
        return type + "--00000000-0000-4000-8000-" + String.format("%012d", n);
    }

    private static String object(String type, int n, String more) {
        return "{\"type\":\"" + type + "\",\"spec_version\":\"2.1\",\"id\":\"" + id(type, n)
                + "\",\"created\":\"2026-03-18T10:00:00.000Z\",\"modified\":\"2026-03-18T10:00:00.000Z\"" + more + "}";
    }

    private static StixReader.Result read(String... objects) throws NotABundle {
        return StixReader.read(bundle(objects), TOWNS);
    }

    @ParameterizedTest
    @EnumSource(Tlp.class)
    void whatGoesOutIsValidByTheSchemasOfTheStandard(Tlp marking) throws Exception {
        Needed.that(Files.isDirectory(SCHEMAS), "the STIX schemas are read from " + SCHEMAS + ", which is not there");
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, b -> b.schemas(schemas()));
        var out = Json.tree(Json.bytes(StixBundle.of(
                List.of(narrative(marking, "Gewapende mannen in Enschede").state()), AT.plusSeconds(60))));
        var types = new HashMap<String, Integer>();
        for (var object : out.get("objects")) {
            var type = object.get("type").asText();
            types.merge(type, 1, Integer::sum);
            var folder = type.equals("relationship") ? "sros" : type.equals("marking-definition") ? "common" : "sdos";
            assertThat(registry.getSchema(SchemaLocation.of(BASE + folder + "/" + type + ".json"))
                            .validate(object))
                    .as(object.toString())
                    .isEmpty();
        }
        // The bundle's own schema forgets locations in its list of objects, which the standard allows there (and which
        // are checked above); so it is asked about the rest.
        var rest = (ObjectNode) out.deepCopy();
        rest.putArray("objects")
                .addAll(java.util.stream.StreamSupport.stream(out.get("objects").spliterator(), false)
                        .filter(o -> !o.get("type").asText().equals("location"))
                        .toList());
        assertThat(registry.getSchema(SchemaLocation.of(BASE + "common/bundle.json"))
                        .validate(rest))
                .isEmpty();
        assertThat(types)
                .containsOnly(
                        Map.entry("identity", 1),
                        Map.entry("marking-definition", 1),
                        Map.entry("campaign", 1),
                        Map.entry("attack-pattern", 2),
                        Map.entry("location", 1),
                        Map.entry("relationship", 3),
                        Map.entry("report", 1));
        assertThat(out.toString())
                .as("nothing of the desk")
                .doesNotContain("operator")
                .doesNotContain("nctv");
    }

    private static Map<String, String> schemas() {
        try (var files = Files.walk(SCHEMAS)) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .collect(Collectors.toMap(f -> BASE + SCHEMAS.relativize(f), f -> {
                        try {
                            return Files.readString(f);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theSchemasWouldRefuseWhatIsNotStix() throws Exception {
        Needed.that(Files.isDirectory(SCHEMAS), "the STIX schemas are read from " + SCHEMAS + ", which is not there");
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, b -> b.schemas(schemas()));
        JsonNode campaign = new ObjectMapper().readTree(object("campaign", 1, ""));
        assertThat(registry.getSchema(SchemaLocation.of(BASE + "sdos/campaign.json"))
                        .validate(campaign))
                .as("it has no name")
                .isNotEmpty();
    }

    @Test
    void whatGoesOutComesInAgain() throws Exception {
        var out = Json.bytes(StixBundle.of(
                List.of(narrative(Tlp.AMBER, "Gewapende mannen in Enschede").state()), AT));
        var result = StixReader.read(out, TOWNS);
        assertThat(result.rejected()).isEmpty();
        assertThat(result.alerts()).singleElement().satisfies(a -> {
            assertThat(a.claim()).isEqualTo("Gewapende mannen in Enschede");
            assertThat(a.kind()).isEqualTo(NarrativeKind.SAFETY_SCARE);
            assertThat(a.language()).isEqualTo("nl");
            assertThat(a.firstSeen()).isEqualTo(AT);
            assertThat(a.techniques()).containsExactlyInAnyOrder("T0023", "T0086.003");
            assertThat(a.municipalities()).containsExactly("GM0153");
            assertThat(a.marking()).isEqualTo(Tlp.AMBER);
            assertThat(a.seen()).singleElement().satisfies(s -> assertThat(s.text())
                    .isEqualTo("Alles dicht"));
        });
    }

    @Test
    void unknownTypesWrongIdsAndCirclesAreNamedWithTheirReasonAndTheRestIsTaken() throws Exception {
        var result = read(
                object("campaign", 1, ",\"name\":\"Alles dicht\""),
                object("malware", 2, ",\"name\":\"x\""),
                object("campaign", 1, ",\"name\":\"again\""),
                "{\"type\":\"campaign\",\"id\":\"campaign--1\",\"name\":\"x\"}",
                "{\"type\":\"campaign\",\"id\":\"" + id("report", 9) + "\",\"name\":\"x\"}",
                "7",
                object("campaign", 3, ""),
                object("campaign", 4, ",\"name\":\"x\",\"revoked\":true"),
                object("campaign", 5, ",\"name\":\"" + "x".repeat(5_000) + "\""),
                object(
                        "campaign",
                        6,
                        ",\"name\":\"x\",\"object_marking_refs\":[\"marking-definition--e828b379-4e03-4974-9ac4-e"
                                + "53a884c97c1\"]"),
                object("report", 7, ",\"name\":\"a\",\"object_refs\":[\"" + id("report", 8) + "\"]"),
                object("report", 8, ",\"name\":\"b\",\"object_refs\":[\"" + id("report", 7) + "\"]"),
                object("report", 10, ",\"name\":\"c\",\"object_refs\":[\"" + id("report", 10) + "\"]"),
                object(
                        "relationship",
                        11,
                        ",\"relationship_type\":\"uses\",\"source_ref\":\"" + id("campaign", 1) + "\",\"target_ref\":\""
                                + id("attack-pattern", 99) + "\""),
                object(
                        "relationship",
                        12,
                        ",\"relationship_type\":\"related-to\",\"source_ref\":\"" + id("campaign", 1)
                                + "\",\"target_ref\":\"" + id("campaign", 1) + "\""));
        assertThat(result.alerts()).extracting(StixReader.Alert::claim).containsExactly("Alles dicht");
        assertThat(result.rejected())
                .extracting(Rejected::reason)
                .contains(
                        "objects of type malware are not taken",
                        "the id is there more than once",
                        "the id is not campaign-- and a UUID",
                        "has no id or no type",
                        "has neither name nor description",
                        "is revoked",
                        "its claim is longer than 4000 characters",
                        "is marked RED, which goes to people by name and not in a bundle",
                        "reports that hold one another in a circle",
                        "refers to an object that is not in the bundle, or was left out",
                        "relates an object to itself");
        assertThat(result.rejected()).hasSize(14);
    }

    @Test
    void whatIsNoBundleIsRefused() {
        for (var bad : List.of(
                "",
                "[]",
                "{}",
                "{\"type\":\"bundle\"}",
                "{\"type\":\"bundle\",\"objects\":{}}",
                "{\"type\":\"report\",\"objects\":[]}",
                "{\"type\":\"bundle\",\"type\":\"bundle\",\"objects\":[]}",
                "[".repeat(100_000))) {
            assertThatThrownBy(() -> StixReader.read(bad.getBytes(StandardCharsets.UTF_8), TOWNS))
                    .as(bad.substring(0, Math.min(40, bad.length())))
                    .isInstanceOf(NotABundle.class);
        }
    }

    @Test
    @Tag("long")
    @Timeout(30)
    void fiveMegabytesOfReportsThatHoldOneAnotherEnd() throws Exception {
        int count = 9_000;
        var objects = new String[count];
        for (int i = 0; i < count; i++) {
            objects[i] = object(
                    "report",
                    i,
                    ",\"name\":\"r" + i + "\",\"object_refs\":[\"" + id("report", (i + 1) % count) + "\",\""
                            + id("report", (i + 7) % count) + "\",\"" + id("report", i / 2) + "\"]");
        }
        var bytes = bundle(objects);
        assertThat(bytes.length).isBetween(3_000_000, StixReader.MAX_BYTES);
        var result = StixReader.read(bytes, TOWNS);
        assertThat(result.alerts().size() + result.rejected().size()).isGreaterThan(1_000);
    }

    private static String marking(int n, String more) {
        return object("marking-definition", n, more);
    }

    private static String marked(int n, int marking) {
        return object(
                "campaign",
                n,
                ",\"name\":\"a\",\"object_marking_refs\":[\"" + id("marking-definition", marking) + "\"]");
    }

    private static void comesIn(Tlp expected, String... objects) throws Exception {
        var result = read(objects);
        assertThat(result.rejected()).as(objects[objects.length - 1]).isEmpty();
        assertThat(result.alerts())
                .extracting(StixReader.Alert::marking)
                .as(objects[objects.length - 1])
                .containsExactly(expected);
    }

    private static void isRefused(String why, String... objects) throws Exception {
        var result = read(objects);
        assertThat(result.alerts()).as(objects[objects.length - 1]).isEmpty();
        assertThat(result.rejected())
                .extracting(Rejected::reason)
                .as(objects[objects.length - 1])
                .anyMatch(reason -> reason.contains(why));
    }

    @Test
    void aMarkingComesInNoLooserThanAnythingThatTheObjectSays() throws Exception {
        var green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
        var strict = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003";
        comesIn(Tlp.GREEN, object("campaign", 1, ",\"name\":\"a\""));
        comesIn(
                Tlp.CLEAR,
                object(
                        "campaign",
                        1,
                        ",\"name\":\"a\",\"object_marking_refs\":[\"marking-definition--94868c89-83c2-464b-929b-a"
                                + "1a8aa3c8487\"]"));
        comesIn(
                Tlp.AMBER_STRICT,
                object(
                        "campaign",
                        1,
                        ",\"name\":\"a\",\"object_marking_refs\":[\"" + green + "\",\"" + strict + "\"]"));
        // one in place of a list
        comesIn(Tlp.AMBER_STRICT, object("campaign", 1, ",\"name\":\"a\",\"object_marking_refs\":\"" + strict + "\""));
        // of a part of it
        comesIn(
                Tlp.AMBER_STRICT,
                object(
                        "campaign",
                        1,
                        ",\"name\":\"a\",\"object_marking_refs\":[\"" + green
                                + "\"],\"granular_markings\":[{\"marking_ref\":\"" + strict
                                + "\",\"selectors\":[\"description\"]}]"));
        isRefused(
                "marked RED",
                object(
                        "campaign",
                        1,
                        ",\"name\":\"a\",\"granular_markings\":[{\"marking_ref\":\"marking-definition--e828b379-4"
                                + "e03-4974-9ac4-e53a884c97c1\",\"selectors\":[\"name\"]}]"));
        // of who made it
        comesIn(
                Tlp.AMBER_STRICT,
                object("identity", 9, ",\"name\":\"X\",\"object_marking_refs\":[\"" + strict + "\"]"),
                object("campaign", 1, ",\"name\":\"a\",\"created_by_ref\":\"" + id("identity", 9) + "\""));
    }

    @Test
    void aMarkingOfTheBundlesOwnIsWhatItSays() throws Exception {
        isRefused(
                "marked RED",
                marking(5, ",\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"red\"}"),
                marked(1, 5));
        isRefused("marked RED", marking(5, ",\"name\":\"TLP:RED\""), marked(1, 5));
        isRefused(
                "marked RED",
                marking(
                        5,
                        ",\"extensions\":{\"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d\":{\"exten"
                                + "sion_type\":\"property-extension\",\"tlp_2_0\":\"red\"}}"),
                marked(1, 5));
        comesIn(
                Tlp.AMBER_STRICT,
                marking(
                        5,
                        ",\"definition_type\":\"statement\",\"definition\":{\"statement\":\"custom\"},"
                                + "\"x_opencti_definition_type\":\"TLP\",\"x_opencti_definition\":\"TLP:AMBER+STRICT\""),
                marked(1, 5));
        comesIn(Tlp.AMBER, marking(5, ",\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"amber\"}"), marked(1, 5));
        comesIn(Tlp.CLEAR, marking(5, ",\"name\":\"TLP:WHITE\""), marked(1, 5));
        isRefused(
                "marked RED",
                marking(
                        5,
                        ",\"name\":\"TLP:GREEN\",\"definition_type\":\"statement\","
                                + "\"definition\":{\"statement\":\"Treat as tlp-red until noon\"}"),
                marked(1, 5));
        var copyright = read(
                marking(
                        5,
                        ",\"definition_type\":\"statement\",\"definition\":{\"statement\":\"Copyright, all are "
                                + "hired in RED hats\"}"),
                marked(1, 5));
        assertThat(copyright.alerts()).extracting(StixReader.Alert::marking).containsExactly(Tlp.AMBER);
        assertThat(copyright.warnings()).anyMatch(w -> w.contains("not TLP"));
    }

    @Test
    void whatCanNotBeKnownOfAMarkingIsRefusedByName() throws Exception {
        isRefused("can't be kept", marked(1, 77));
        isRefused("can't be kept", object("campaign", 1, ",\"name\":\"a\",\"object_marking_refs\":{\"0\":\"x\"}"));
        isRefused("can't be kept", object("campaign", 1, ",\"name\":\"a\",\"object_marking_refs\":[7]"));
        isRefused("can't be kept", object("campaign", 1, ",\"name\":\"a\",\"granular_markings\":\"x\""));
        isRefused(
                "can't be kept",
                object(
                        "campaign",
                        1,
                        ",\"name\":\"a\",\"granular_markings\":[{\"marking_ref\":[\"x\"],\"selectors\":[\"name\"]}]"));
    }

    @Test
    void ofTwoVersionsTheNewerCountsWhereverItStands() throws Exception {
        var older = object("campaign", 1, ",\"name\":\"older\"")
                .replaceAll("\"modified\":\"[^\"]*\",?", "")
                .replaceFirst("\\{", "{\"modified\":\"2026-03-18T10:00:00.000Z\",");
        var newer = older.replace("older", "newer").replace("2026-03-18T10", "2026-03-18T11");
        for (var both : List.of(List.of(older, newer), List.of(newer, older))) {
            var result = read(both.toArray(String[]::new));
            assertThat(result.alerts()).extracting(StixReader.Alert::claim).containsExactly("newer");
            assertThat(result.warnings()).anyMatch(w -> w.contains("several versions"));
        }
        var revoked = newer.replace("\"name\"", "\"revoked\":true,\"name\"");
        assertThat(read(older, revoked).alerts()).isEmpty();
        assertThat(read(older, revoked).revoked()).singleElement().satisfies(r -> assertThat(r.modified())
                .isEqualTo(java.time.Instant.parse("2026-03-18T11:00:00Z")));
    }

    @Test
    void halfACharacterIsNotTakenAndNotRepeated() throws Exception {
        for (var bad : List.of("a\\ud800b", "a\\udc00", "a\\udfffb", "\\u0000")) {
            isRefused("a character that is none", object("campaign", 1, ",\"name\":\"" + bad + "\""));
            isRefused(
                    "a character that is none",
                    object(
                            "campaign",
                            1,
                            ",\"name\":\"a\",\"external_references\":[{\"source_name\":\"X\","
                                    + "\"url\":\"https://x.example/\",\"description\":\""
                                    + bad + "\"}]"));
            var result = read("{\"type\":\"" + bad + "\",\"id\":\"" + bad + "\"}");
            assertThat(Json.tree(Json.bytes(result))).isNotNull();
        }
    }

    private static StixReader.Alert one(String... objects) throws Exception {
        var result = read(objects);
        assertThat(result.rejected()).isEmpty();
        assertThat(result.alerts()).hasSize(1);
        return result.alerts().get(0);
    }

    private static String uses(int n, int from, String type, int to) {
        return object(
                "relationship",
                n,
                ",\"relationship_type\":\"uses\",\"source_ref\":\"" + id("campaign", from) + "\",\"target_ref\":\""
                        + id(type, to) + "\"");
    }

    @Test
    void aClaimIsItsDescriptionOrElseItsNameOfUpToFourThousandCharacters() throws Exception {
        assertThat(one(object("campaign", 1, ",\"name\":\"n\",\"description\":\" d \""))
                        .claim())
                .isEqualTo("d");
        assertThat(one(object("campaign", 1, ",\"name\":\"n\",\"description\":\" \""))
                        .claim())
                .isEqualTo("n");
        assertThat(one(object("report", 1, ",\"name\":\"n\",\"description\":\"the assessment\""))
                        .claim())
                .as("a report's description is what somebody thinks of it")
                .isEqualTo("n");
        assertThat(one(object("campaign", 1, ",\"name\":\"" + "x".repeat(4_000) + "\""))
                        .claim())
                .hasSize(4_000);
        isRefused("longer than 4000", object("campaign", 1, ",\"name\":\"" + "x".repeat(4_001) + "\""));
        isRefused("neither name nor description", object("campaign", 1, ",\"name\":\" \""));
        isRefused("neither name nor description", object("campaign", 1, ",\"name\":7"));
    }

    @Test
    void aPlaceIsKnownByItsCodeOrByAName() throws Exception {
        for (var place : List.of(
                ",\"name\":\"x\",\"external_references\":[{\"source_name\":\"ISO\","
                        + "\"external_id\":\"GM0344\"},{\"source_name\":\"CBS\",\"external_id\":\"GM0153\"}]",
                ",\"city\":\"ENSCHEDE\",\"name\":\"Utrecht\"",
                ",\"administrative_area\":\"Enschede\",\"name\":\"Utrecht\"",
                ",\"name\":\"enschede\"",
                ",\"name\":\"Enschede\",\"external_references\":[{\"source_name\":\"CBS\","
                        + "\"external_id\":\"GM9999\"}]")) {
            assertThat(one(
                                    object("location", 2, place),
                                    uses(3, 1, "location", 2),
                                    object("campaign", 1, ",\"name\":\"a\""))
                            .municipalities())
                    .as(place)
                    .containsExactly("GM0153");
        }
        var unknown = read(
                object("location", 2, ",\"name\":\"Atlantis\""),
                uses(3, 1, "location", 2),
                object("campaign", 1, ",\"name\":\"a\""));
        assertThat(unknown.alerts().get(0).municipalities()).isEmpty();
        assertThat(unknown.warnings())
                .containsExactly("location " + id("location", 2) + " is no municipality, and left out");
        assertThat(one(
                                object("location", 2, ",\"name\":\"enschede\""),
                                object("location", 4, ",\"name\":\"enschede\""),
                                uses(3, 1, "location", 2),
                                uses(5, 1, "location", 4),
                                object("campaign", 1, ",\"name\":\"a\""))
                        .municipalities())
                .as("once")
                .hasSize(1);
    }

    @Test
    void aTechniqueIsKnownByTheFrameworksNumber() throws Exception {
        var known = object(
                "attack-pattern",
                2,
                ",\"name\":\"x\",\"external_references\":[{\"source_name\":\"mitre\","
                        + "\"external_id\":\"T0048\"},{\"external_id\":\"T0048\"},{\"source_name\":\"disarm-red\","
                        + "\"external_id\":\"T0023\"}]");
        assertThat(one(known, uses(3, 1, "attack-pattern", 2), object("campaign", 1, ",\"name\":\"a\""))
                        .techniques())
                .containsExactly("T0023");
        var unknown = read(
                known.replace("T0023", "T9999"),
                uses(3, 1, "attack-pattern", 2),
                object("campaign", 1, ",\"name\":\"a\""));
        assertThat(unknown.alerts().get(0).techniques()).isEmpty();
        assertThat(unknown.warnings()).containsExactly("technique T9999 is not on the list, and left out");
    }

    @Test
    void whatIsNoTechniqueIsTakenForNoneAndOnlyAReportHoldsOthers() throws Exception {
        var disarm = ",\"name\":\"x\",\"external_references\":[{\"source_name\":\"DISARM\",\"external_id\":\"T0023\"}]";
        assertThat(one(
                                object("identity", 2, disarm),
                                uses(3, 1, "identity", 2),
                                object("campaign", 1, ",\"name\":\"a\""))
                        .techniques())
                .isEmpty();
        assertThat(one(
                                object("attack-pattern", 2, disarm),
                                object(
                                        "campaign",
                                        1,
                                        ",\"name\":\"a\",\"object_refs\":[\"" + id("attack-pattern", 2) + "\"]"))
                        .techniques())
                .isEmpty();
    }

    @Test
    void aReportTellsWhatBelongsToTheOneAlertThatItHoldsAndOfSeveralNothing() throws Exception {
        var technique = object(
                "attack-pattern",
                2,
                ",\"name\":\"x\",\"external_references\":[{\"source_name\":\"DISARM\",\"external_id\":\"T0023\"}]");
        var report = object(
                "report",
                9,
                ",\"name\":\"r\",\"object_refs\":[\"" + id("campaign", 1) + "\",\"" + id("attack-pattern", 2) + "\"]");
        assertThat(one(technique, report, object("campaign", 1, ",\"name\":\"a\""))
                        .techniques())
                .containsExactly("T0023");
        var two = read(
                technique,
                report.replace("[\"" + id("campaign", 1), "[\"" + id("incident", 5) + "\",\"" + id("campaign", 1)),
                object("campaign", 1, ",\"name\":\"a\""),
                object("incident", 5, ",\"name\":\"b\""));
        assertThat(two.alerts()).extracting(StixReader.Alert::claim).containsExactly("a", "b");
        assertThat(two.alerts()).allSatisfy(a -> assertThat(a.techniques()).isEmpty());
        var alone = one(
                technique,
                object("report", 9, ",\"name\":\"r\",\"object_refs\":[\"" + id("attack-pattern", 2) + "\"]"));
        assertThat(alone.claim()).isEqualTo("r");
        assertThat(alone.techniques()).containsExactly("T0023");
    }

    @Test
    void ofWhatWasSeenTheFirstFiftyPlacesOnTheWebAreTakenShortenedWhereTheyAreLong() throws Exception {
        java.util.function.BiFunction<String, String, String> at = (name, url) -> "{\"source_name\":\"" + name
                + "\",\"url\":\"" + url + "\",\"description\":\"" + "d".repeat(20_001) + "\"}";
        var long2000 = "https://x.example/" + "u".repeat(2_000 - "https://x.example/".length());
        var seen = one(object(
                        "campaign",
                        1,
                        ",\"name\":\"a\",\"external_references\":[" + at.apply("n".repeat(101), long2000) + ","
                                + at.apply("X", long2000 + "u") + "," + at.apply("X", "javascript:alert(1)") + ","
                                + at.apply(" ", "https://x.example/") + ",{\"source_name\":\"X\"}]"))
                .seen();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).platform()).isEqualTo("n".repeat(100));
        assertThat(seen.get(0).url()).isEqualTo(long2000);
        assertThat(seen.get(0).text()).hasSize(20_000);
        var many = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> "{\"source_name\":\"X\",\"url\":\"http://x.example/" + i + "\"}")
                .collect(Collectors.joining(","));
        assertThat(one(object("campaign", 1, ",\"name\":\"a\",\"external_references\":[" + many + "]"))
                        .seen())
                .hasSize(50)
                .last()
                .satisfies(s -> assertThat(s.url()).endsWith("/49"));
        var emoji = one(object(
                "campaign",
                1,
                ",\"name\":\"a\",\"external_references\":[{\"source_name\":\"" + "n".repeat(99)
                        + "\ud83d\ude00\",\"url\":\"https://x.example/\"}]"));
        assertThat(emoji.seen().get(0).platform()).as("no half of a character").isEqualTo("n".repeat(99));
    }

    @Test
    void languageKindAndTimeAreTakenWhereTheyAreWhatTheySay() throws Exception {
        java.util.function.Function<String, StixReader.Alert> with = more -> {
            try {
                return read(object("campaign", 1, ",\"name\":\"a\"" + more))
                        .alerts()
                        .get(0);
            } catch (NotABundle e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(List.of(
                        with.apply(",\"lang\":\"nl-BE\"").language(),
                        with.apply(",\"lang\":\"Dutch\"").language(),
                        with.apply("").language()))
                .containsExactly("nl", "en", "en");
        assertThat(with.apply(",\"labels\":[\"x\",\"" + NarrativeKind.SAFETY_SCARE + "\"]")
                        .kind())
                .isEqualTo(NarrativeKind.SAFETY_SCARE);
        assertThat(with.apply(",\"labels\":[\"x\"]").kind()).isNull();
        assertThat(with.apply(",\"first_seen\":\"2026-03-17T09:00:00Z\"").firstSeen())
                .isEqualTo(Instant.parse("2026-03-17T09:00:00Z"));
        assertThat(with.apply("").firstSeen()).as("when it was made").isEqualTo(AT);
        var wrong = read(object("campaign", 1, ",\"name\":\"a\",\"first_seen\":\"yesterday\""));
        assertThat(wrong.alerts().get(0).firstSeen()).isEqualTo(AT);
        assertThat(wrong.warnings()).containsExactly(id("campaign", 1) + ": first_seen is not a time, and left out");
        assertThat(with.apply("").modified()).isEqualTo(AT);
    }

    @Test
    void whoMadeItIsNamedWhenThatIsSomebodyInTheBundle() throws Exception {
        var made = ",\"name\":\"a\",\"created_by_ref\":\"" + id("identity", 9) + "\"";
        assertThat(one(object("identity", 9, ",\"name\":\"" + "n".repeat(201) + "\""), object("campaign", 1, made))
                        .creator())
                .isEqualTo("n".repeat(200));
        assertThat(one(object("campaign", 1, made)).creator()).isNull();
        assertThat(one(
                                object("location", 9, ",\"name\":\"x\""),
                                object("campaign", 1, made.replace("identity", "location")))
                        .creator())
                .isNull();
        assertThat(one(object("identity", 9, ",\"name\":\"a\\ud800\""), object("campaign", 1, made))
                        .creator())
                .isNull();
    }

    @Test
    void aBundleHasTenThousandObjectsAtMostAndAThousandReasons() throws Exception {
        var objects =
                java.util.stream.IntStream.range(0, 10_000).mapToObj(i -> "7").toArray(String[]::new);
        var result = read(objects);
        assertThat(result.rejected()).hasSize(1_000);
        assertThat(result.warnings()).containsExactly("more than 1000 objects were left out; the rest is not listed");
        assertThatThrownBy(() -> read(java.util.stream.IntStream.rangeClosed(0, 10_000)
                        .mapToObj(i -> "7")
                        .toArray(String[]::new)))
                .isInstanceOf(NotABundle.class)
                .hasMessage("the bundle has more than 10000 objects");
    }

    @Test
    void whatIsRepeatedOfOthersIsNoLongerThanAnId() throws Exception {
        assertThat(read("{\"type\":\"campaign\"}").rejected())
                .containsExactly(new Rejected(null, "campaign", "has no id or no type"));
        var exactly = read("{\"type\":\"campaign\",\"id\":\"" + "x".repeat(120) + "\"}")
                .rejected()
                .get(0);
        assertThat(exactly.id()).isEqualTo("x".repeat(120));
        assertThat(exactly.type()).isEqualTo("campaign");
        assertThat(read("{\"type\":\"campaign\",\"id\":\"" + "x".repeat(121) + "\"}")
                        .rejected()
                        .get(0)
                        .id())
                .isEqualTo("x".repeat(120) + "…");
        assertThat(read("{\"type\":\"campaign\",\"id\":\"a\\ud800b\\udfffc\"}")
                        .rejected()
                        .get(0)
                        .id())
                .isEqualTo("a\ufffdb\ufffdc");
        assertThat(read("{\"type\":\"campaign\",\"id\":\"a\\u0000\\ud7ff\\ue000\"}")
                        .rejected()
                        .get(0)
                        .id())
                .isEqualTo("a\ufffd\ud7ff\ue000");
    }

    @Test
    void aMarkingIsLookedForInListsAndInWhatLiesDeeperToo() throws Exception {
        isRefused(
                "marked RED",
                marking(5, ",\"definition_type\":\"statement\",\"definition\":{\"statements\":[\"all\",\"TLP: RED\"]}"),
                marked(1, 5));
        isRefused("marked RED", marking(5, ",\"x_more\":[{\"x\":{\"tlp\":\"red\"}}]"), marked(1, 5));
        comesIn(Tlp.AMBER_STRICT, marking(5, ",\"x_tlp_level\":\"Amber+Strict\""), marked(1, 5));
        comesIn(Tlp.AMBER, marking(5, ",\"name\":\"green\""), marked(1, 5));
    }

    @Test
    void whatGoesOutIsTheSameForTheSameAlertWhateverElseGoesAlong() {
        var one = StixBundle.of(List.of(narrative(Tlp.GREEN, "a").state()), AT.plusSeconds(60));
        var objects = Json.read(Json.text(one), JsonNode.class).get("objects");
        var byType = new HashMap<String, JsonNode>();
        objects.forEach(o -> byType.put(
                o.get("type").asText()
                        + (o.has("relationship_type")
                                ? " " + o.get("relationship_type").asText()
                                : ""),
                o));
        var campaign = byType.get("campaign");
        assertThat(campaign.get("name").asText()).isEqualTo("a");
        assertThat(campaign.get("description").asText()).isEqualTo("a");
        assertThat(campaign.get("created").asText()).isEqualTo("2026-03-18T10:00:00.000Z");
        assertThat(campaign.get("modified").asText()).isEqualTo("2026-03-18T10:01:00.000Z");
        assertThat(campaign.get("first_seen").asText()).isEqualTo("2026-03-18T10:00:00.000Z");
        assertThat(campaign.get("last_seen").asText()).isEqualTo("2026-03-18T10:00:00.000Z");
        assertThat(campaign.get("lang").asText()).isEqualTo("nl");
        assertThat(campaign.get("labels").toString()).isEqualTo("[\"safety-scare\",\"state:reported\"]");
        assertThat(campaign.get("object_marking_refs").get(0).asText())
                .isEqualTo("marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb");
        assertThat(campaign.get("external_references").toString())
                .isEqualTo("[{\"source_name\":\"X\",\"url\":\"https://x.example/1\",\"description\":\"Alles dicht\","
                        + "\"hashes\":{\"SHA-256\":\""
                        + "a".repeat(64) + "\"}}]");
        var identity = byType.get("identity");
        assertThat(identity.get("name").asText()).isEqualTo("Tafelzicht");
        assertThat(identity.get("identity_class").asText()).isEqualTo("system");
        assertThat(identity.has("created_by_ref")).as("nobody made the hub").isFalse();
        assertThat(campaign.get("created_by_ref")).isEqualTo(identity.get("id"));
        var marking = byType.get("marking-definition");
        assertThat(marking.get("name").asText()).isEqualTo("TLP:GREEN");
        assertThat(marking.at("/extensions/extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d/tlp_2_0")
                        .asText())
                .isEqualTo("green");
        var location = byType.get("location");
        assertThat(location.get("country").asText()).isEqualTo("NL");
        assertThat(location.get("administrative_area").asText()).isEqualTo("Enschede");
        assertThat(location.at("/external_references/0/external_id").asText()).isEqualTo("GM0153");
        var targets = byType.get("relationship targets");
        assertThat(targets.get("source_ref")).isEqualTo(campaign.get("id"));
        assertThat(targets.get("target_ref")).isEqualTo(location.get("id"));
        var pattern = byType.get("attack-pattern");
        assertThat(pattern.at("/external_references/0/source_name").asText()).isEqualTo("DISARM");
        var report = byType.get("report");
        assertThat(report.get("object_refs").size())
                .as("campaign, two techniques and a place, and how they hang together")
                .isEqualTo(7);
        assertThat(report.get("published").asText()).isEqualTo("2026-03-18T10:01:00.000Z");
        assertThat(report.get("report_types").toString()).isEqualTo("[\"campaign\"]");
        var again = Json.read(
                Json.text(StixBundle.of(List.of(narrative(Tlp.GREEN, "a").state()), AT.plusSeconds(61))),
                JsonNode.class);
        assertThat(again.get("id"))
                .as("another bundle")
                .isNotEqualTo(Json.read(Json.text(one), JsonNode.class).get("id"));
        assertThat(again.toString())
                .contains(campaign.get("id").asText(), location.get("id").asText());
        assertThat(Json.read(
                                Json.text(StixBundle.of(
                                        List.of(narrative(Tlp.GREEN, "a").state()), AT.minusSeconds(5))),
                                JsonNode.class)
                        .toString())
                .as("nothing was changed before it was made")
                .contains("\"created\":\"2026-03-18T10:00:00.000Z\",\"modified\":\"2026-03-18T10:00:00.000Z\"");
    }

    /** The alert was first seen at ten; a sighting is so many seconds from then. */
    @ParameterizedTest(name = "{0} s: {1}")
    @CsvSource({"-60, 2026-03-18T10:00:00.000Z", "0, 2026-03-18T10:00:00.000Z", "60, 2026-03-18T10:01:00.000Z"})
    void itWasSeenLastAtTheLastSightingAndNotBeforeItWasSeenFirst(long seconds, String last) {
        assertThat(objects(narrative(Tlp.GREEN, "a", List.of(), AT.plusSeconds(seconds)), "campaign"))
                .singleElement()
                .satisfies(c -> assertThat(c.get("last_seen").asText()).isEqualTo(last));
    }

    @Test
    void aTechniqueHasTheFrameworksNameAndOneThatIsNotOnTheListItsNumber() {
        assertThat(objects(narrative(Tlp.GREEN, "a", List.of("T0023", "T9999"), AT), "attack-pattern"))
                .extracting(p -> p.get("name").asText())
                .containsExactly("Distort Facts", "T9999");
    }

    @Test
    void aBundleOfOtherAlertsIsAnotherBundleAndTheirOrderMakesNone() {
        var one = narrative(Tlp.GREEN, "a").state();
        var two = Narrative.evolve(
                        narrative(Tlp.GREEN, "a"),
                        "n",
                        new NarrativeEvent.Commented("x", Role.MAYOR),
                        new EventMetadata(6, new UUID(0, 6), 2, AT, "mayor"))
                .state();
        java.util.function.Function<List<NarrativeState>, Object> idOf =
                alerts -> StixBundle.of(alerts, AT).get("id");
        assertThat(idOf.apply(List.of(one))).isNotEqualTo(idOf.apply(List.of(two)));
        assertThat(idOf.apply(List.of(one, two)))
                .isEqualTo(idOf.apply(List.of(two, one)))
                .isNotEqualTo(idOf.apply(List.of(one)));
    }

    private static List<JsonNode> objects(Narrative narrative, String type) {
        var out = Json.read(Json.text(StixBundle.of(List.of(narrative.state()), AT.plusSeconds(120))), JsonNode.class);
        return java.util.stream.StreamSupport.stream(out.get("objects").spliterator(), false)
                .filter(o -> o.get("type").asText().equals(type))
                .toList();
    }

    @Test
    void aLongClaimHasAShortName() {
        java.util.function.Function<String, String> nameOf = claim -> {
            var objects = Json.read(
                            Json.text(StixBundle.of(
                                    List.of(narrative(Tlp.GREEN, claim).state()), AT)),
                            JsonNode.class)
                    .get("objects");
            return java.util.stream.StreamSupport.stream(objects.spliterator(), false)
                    .filter(o -> o.get("type").asText().equals("campaign"))
                    .findFirst()
                    .orElseThrow()
                    .get("name")
                    .asText();
        };
        assertThat(nameOf.apply("x".repeat(250))).isEqualTo("x".repeat(250));
        assertThat(nameOf.apply("x".repeat(251))).isEqualTo("x".repeat(249) + "…");
        assertThat(nameOf.apply("x".repeat(248) + "\ud83d\ude00yy")).isEqualTo("x".repeat(248) + "…");
    }
}
