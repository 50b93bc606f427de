package nl.tafelzicht.exchange;

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
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Occurrence;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.narrative.About;
import nl.tafelzicht.election.narrative.Narrative;
import nl.tafelzicht.election.narrative.NarrativeContent;
import nl.tafelzicht.election.narrative.NarrativeEvent;
import nl.tafelzicht.election.narrative.NarrativeKind;
import nl.tafelzicht.election.narrative.Sighting;
import nl.tafelzicht.exchange.StixReader.NotABundle;
import nl.tafelzicht.exchange.StixReader.Rejected;
import nl.tafelzicht.json.Json;
import nl.tafelzicht.support.Needed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Alerts as others exchange them: what goes out is STIX by the standard's own schemas, what comes in is doubted. */
class StixTest {

    private static final Path SCHEMAS = Path.of("../shared/data/stix2-schemas");
    private static final String BASE = "http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/";
    private static final Map<String, String> TOWNS = Map.of("enschede", "GM0153", "utrecht", "GM0344");
    private static final Instant AT = Instant.parse("2026-03-18T10:00:00Z");

    private static Narrative narrative(Tlp marking, String claim) {
        var sighting = new Sighting("X", "https://x.example/1", AT, "nl", "Alles dicht", "a".repeat(64), List.of());
        var content = new NarrativeContent(claim, NarrativeKind.SAFETY_SCARE, "nl", List.of(), new About(List.of(), List.of(new Municipality("GM0153", "Enschede")), List.of()), AT, List.of(sighting), List.of(), List.of("T0023", "T0086.003"), marking,
                marking.isForNamed() ? Set.of("nctv") : Set.of(), "Verkiezingstafel");
        return Narrative.evolve(null, "011fae04-dcb8-8806-86a8-8381820fe421", new NarrativeEvent.Reported(content, Role.TABLE_OPERATOR), new Occurrence(5, new UUID(0, 5), 1, AT, "operator"));
    }

    private static byte[] bundle(String... objects) {
        return ("{\"type\":\"bundle\",\"id\":\"bundle--" + new UUID(0x4000L, 1L << 63) + "\",\"objects\":[" + String.join(",", objects) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static String id(String type, int n) {
        return type + "--00000000-0000-4000-8000-" + String.format("%012d", n);
    }

    private static String object(String type, int n, String more) {
        return "{\"type\":\"" + type + "\",\"spec_version\":\"2.1\",\"id\":\"" + id(type, n) + "\",\"created\":\"2026-03-18T10:00:00.000Z\",\"modified\":\"2026-03-18T10:00:00.000Z\"" + more + "}";
    }

    private static StixReader.Result read(String... objects) throws NotABundle {
        return StixReader.read(bundle(objects), TOWNS);
    }

    @ParameterizedTest
    @EnumSource(Tlp.class)
    void whatGoesOutIsValidByTheSchemasOfTheStandard(Tlp marking) throws Exception {
        Needed.that(Files.isDirectory(SCHEMAS), "the STIX schemas are read from " + SCHEMAS + ", which is not there");
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, b -> b.schemas(schemas()));
        var out = Json.tree(Json.bytes(StixBundle.of(List.of(narrative(marking, "Gewapende mannen in Enschede").state()), AT.plusSeconds(60))));
        var types = new HashMap<String, Integer>();
        for (var object : out.get("objects")) {
            var type = object.get("type").asText();
            types.merge(type, 1, Integer::sum);
            var folder = type.equals("relationship") ? "sros" : type.equals("marking-definition") ? "common" : "sdos";
            assertThat(registry.getSchema(SchemaLocation.of(BASE + folder + "/" + type + ".json")).validate(object)).as(object.toString()).isEmpty();
        }
        // The bundle's own schema forgets locations in its list of objects, which the standard allows there (and which are checked above); so it is asked about the rest.
        var rest = (ObjectNode) out.deepCopy();
        rest.putArray("objects").addAll(java.util.stream.StreamSupport.stream(out.get("objects").spliterator(), false).filter(o -> !o.get("type").asText().equals("location")).toList());
        assertThat(registry.getSchema(SchemaLocation.of(BASE + "common/bundle.json")).validate(rest)).isEmpty();
        assertThat(types).containsOnly(Map.entry("identity", 1), Map.entry("marking-definition", 1), Map.entry("campaign", 1), Map.entry("attack-pattern", 2), Map.entry("location", 1), Map.entry("relationship", 3), Map.entry("report", 1));
        assertThat(out.toString()).as("nothing of the desk").doesNotContain("operator").doesNotContain("nctv");
    }

    private static Map<String, String> schemas() {
        try (var files = Files.walk(SCHEMAS)) {
            return files.filter(f -> f.toString().endsWith(".json")).collect(Collectors.toMap(f -> BASE + SCHEMAS.relativize(f), f -> {
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
        assertThat(registry.getSchema(SchemaLocation.of(BASE + "sdos/campaign.json")).validate(campaign)).as("it has no name").isNotEmpty();
    }

    @Test
    void whatGoesOutComesInAgain() throws Exception {
        var out = Json.bytes(StixBundle.of(List.of(narrative(Tlp.AMBER, "Gewapende mannen in Enschede").state()), AT));
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
            assertThat(a.seen()).singleElement().satisfies(s -> assertThat(s.text()).isEqualTo("Alles dicht"));
        });
    }

    @Test
    void unknownTypesWrongIdsAndCirclesAreNamedWithTheirReasonAndTheRestIsTaken() throws Exception {
        var result = read(object("campaign", 1, ",\"name\":\"Alles dicht\""), object("malware", 2, ",\"name\":\"x\""), object("campaign", 1, ",\"name\":\"again\""), "{\"type\":\"campaign\",\"id\":\"campaign--1\",\"name\":\"x\"}",
                "{\"type\":\"campaign\",\"id\":\"" + id("report", 9) + "\",\"name\":\"x\"}", "7", object("campaign", 3, ""), object("campaign", 4, ",\"name\":\"x\",\"revoked\":true"), object("campaign", 5, ",\"name\":\"" + "x".repeat(5_000) + "\""),
                object("campaign", 6, ",\"name\":\"x\",\"object_marking_refs\":[\"marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1\"]"),
                object("report", 7, ",\"name\":\"a\",\"object_refs\":[\"" + id("report", 8) + "\"]"), object("report", 8, ",\"name\":\"b\",\"object_refs\":[\"" + id("report", 7) + "\"]"), object("report", 10, ",\"name\":\"c\",\"object_refs\":[\"" + id("report", 10) + "\"]"),
                object("relationship", 11, ",\"relationship_type\":\"uses\",\"source_ref\":\"" + id("campaign", 1) + "\",\"target_ref\":\"" + id("attack-pattern", 99) + "\""),
                object("relationship", 12, ",\"relationship_type\":\"related-to\",\"source_ref\":\"" + id("campaign", 1) + "\",\"target_ref\":\"" + id("campaign", 1) + "\""));
        assertThat(result.alerts()).extracting(StixReader.Alert::claim).containsExactly("Alles dicht");
        assertThat(result.rejected()).extracting(Rejected::reason).contains("objects of type malware are not taken", "the id is there more than once", "the id is not campaign-- and a UUID", "has no id or no type", "has neither name nor description",
                "is revoked", "its claim is longer than 4000 characters", "is marked RED, which goes to people by name and not in a bundle", "reports that hold one another in a circle", "refers to an object that is not in the bundle, or was left out", "relates an object to itself");
        assertThat(result.rejected()).hasSize(14);
    }

    @Test
    void whatIsNoBundleIsRefused() {
        for (var bad : List.of("", "[]", "{}", "{\"type\":\"bundle\"}", "{\"type\":\"bundle\",\"objects\":{}}", "{\"type\":\"report\",\"objects\":[]}", "{\"type\":\"bundle\",\"type\":\"bundle\",\"objects\":[]}", "[".repeat(100_000))) {
            assertThatThrownBy(() -> StixReader.read(bad.getBytes(StandardCharsets.UTF_8), TOWNS)).as(bad.substring(0, Math.min(40, bad.length()))).isInstanceOf(NotABundle.class);
        }
    }

    @Test
    @Timeout(30)
    void fiveMegabytesOfReportsThatHoldOneAnotherEnd() throws Exception {
        int count = 9_000;
        var objects = new String[count];
        for (int i = 0; i < count; i++) objects[i] = object("report", i, ",\"name\":\"r" + i + "\",\"object_refs\":[\"" + id("report", (i + 1) % count) + "\",\"" + id("report", (i + 7) % count) + "\",\"" + id("report", i / 2) + "\"]");
        var bytes = bundle(objects);
        assertThat(bytes.length).isBetween(3_000_000, StixReader.MAX_BYTES);
        var result = StixReader.read(bytes, TOWNS);
        assertThat(result.alerts().size() + result.rejected().size()).isGreaterThan(1_000);
    }

    private static String marking(int n, String more) {
        return object("marking-definition", n, more);
    }

    private static String marked(int n, int marking) {
        return object("campaign", n, ",\"name\":\"a\",\"object_marking_refs\":[\"" + id("marking-definition", marking) + "\"]");
    }

    private static void comesIn(Tlp expected, String... objects) throws Exception {
        var result = read(objects);
        assertThat(result.rejected()).as(objects[objects.length - 1]).isEmpty();
        assertThat(result.alerts()).extracting(StixReader.Alert::marking).as(objects[objects.length - 1]).containsExactly(expected);
    }

    private static void isRefused(String why, String... objects) throws Exception {
        var result = read(objects);
        assertThat(result.alerts()).as(objects[objects.length - 1]).isEmpty();
        assertThat(result.rejected()).extracting(Rejected::reason).as(objects[objects.length - 1]).anyMatch(reason -> reason.contains(why));
    }

    @Test
    void aMarkingComesInNoLooserThanAnythingThatTheObjectSays() throws Exception {
        var green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
        var strict = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003";
        comesIn(Tlp.GREEN, object("campaign", 1, ",\"name\":\"a\""));
        comesIn(Tlp.CLEAR, object("campaign", 1, ",\"name\":\"a\",\"object_marking_refs\":[\"marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487\"]"));
        comesIn(Tlp.AMBER_STRICT, object("campaign", 1, ",\"name\":\"a\",\"object_marking_refs\":[\"" + green + "\",\"" + strict + "\"]"));
        // one in place of a list
        comesIn(Tlp.AMBER_STRICT, object("campaign", 1, ",\"name\":\"a\",\"object_marking_refs\":\"" + strict + "\""));
        // of a part of it
        comesIn(Tlp.AMBER_STRICT, object("campaign", 1, ",\"name\":\"a\",\"object_marking_refs\":[\"" + green + "\"],\"granular_markings\":[{\"marking_ref\":\"" + strict + "\",\"selectors\":[\"description\"]}]"));
        isRefused("marked RED", object("campaign", 1, ",\"name\":\"a\",\"granular_markings\":[{\"marking_ref\":\"marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1\",\"selectors\":[\"name\"]}]"));
        // of who made it
        comesIn(Tlp.AMBER_STRICT, object("identity", 9, ",\"name\":\"X\",\"object_marking_refs\":[\"" + strict + "\"]"), object("campaign", 1, ",\"name\":\"a\",\"created_by_ref\":\"" + id("identity", 9) + "\""));
    }

    @Test
    void aMarkingOfTheBundlesOwnIsWhatItSays() throws Exception {
        isRefused("marked RED", marking(5, ",\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"red\"}"), marked(1, 5));
        isRefused("marked RED", marking(5, ",\"name\":\"TLP:RED\""), marked(1, 5));
        isRefused("marked RED", marking(5, ",\"extensions\":{\"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d\":{\"extension_type\":\"property-extension\",\"tlp_2_0\":\"red\"}}"), marked(1, 5));
        comesIn(Tlp.AMBER_STRICT, marking(5, ",\"definition_type\":\"statement\",\"definition\":{\"statement\":\"custom\"},\"x_opencti_definition_type\":\"TLP\",\"x_opencti_definition\":\"TLP:AMBER+STRICT\""), marked(1, 5));
        comesIn(Tlp.AMBER, marking(5, ",\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"amber\"}"), marked(1, 5));
        comesIn(Tlp.CLEAR, marking(5, ",\"name\":\"TLP:WHITE\""), marked(1, 5));
        isRefused("marked RED", marking(5, ",\"name\":\"TLP:GREEN\",\"definition_type\":\"statement\",\"definition\":{\"statement\":\"Treat as tlp-red until noon\"}"), marked(1, 5));
        var copyright = read(marking(5, ",\"definition_type\":\"statement\",\"definition\":{\"statement\":\"Copyright, all are hired in RED hats\"}"), marked(1, 5));
        assertThat(copyright.alerts()).extracting(StixReader.Alert::marking).containsExactly(Tlp.AMBER);
        assertThat(copyright.warnings()).anyMatch(w -> w.contains("not TLP"));
    }

    @Test
    void whatCanNotBeKnownOfAMarkingIsRefusedByName() throws Exception {
        isRefused("can't be kept", marked(1, 77));
        isRefused("can't be kept", object("campaign", 1, ",\"name\":\"a\",\"object_marking_refs\":{\"0\":\"x\"}"));
        isRefused("can't be kept", object("campaign", 1, ",\"name\":\"a\",\"object_marking_refs\":[7]"));
        isRefused("can't be kept", object("campaign", 1, ",\"name\":\"a\",\"granular_markings\":\"x\""));
        isRefused("can't be kept", object("campaign", 1, ",\"name\":\"a\",\"granular_markings\":[{\"marking_ref\":[\"x\"],\"selectors\":[\"name\"]}]"));
    }

    @Test
    void ofTwoVersionsTheNewerCountsWhereverItStands() throws Exception {
        var older = object("campaign", 1, ",\"name\":\"older\"").replaceAll("\"modified\":\"[^\"]*\",?", "").replaceFirst("\\{", "{\"modified\":\"2026-03-18T10:00:00.000Z\",");
        var newer = older.replace("older", "newer").replace("2026-03-18T10", "2026-03-18T11");
        for (var both : List.of(List.of(older, newer), List.of(newer, older))) {
            var result = read(both.toArray(String[]::new));
            assertThat(result.alerts()).extracting(StixReader.Alert::claim).containsExactly("newer");
            assertThat(result.warnings()).anyMatch(w -> w.contains("several versions"));
        }
        var revoked = newer.replace("\"name\"", "\"revoked\":true,\"name\"");
        assertThat(read(older, revoked).alerts()).isEmpty();
        assertThat(read(older, revoked).revoked()).singleElement().satisfies(r -> assertThat(r.modified()).isEqualTo(java.time.Instant.parse("2026-03-18T11:00:00Z")));
    }

    @Test
    void halfACharacterIsNotTakenAndNotRepeated() throws Exception {
        for (var bad : List.of("a\\ud800b", "a\\udc00", "\\u0000")) {
            isRefused("a character that is none", object("campaign", 1, ",\"name\":\"" + bad + "\""));
            isRefused("a character that is none", object("campaign", 1, ",\"name\":\"a\",\"external_references\":[{\"source_name\":\"X\",\"url\":\"https://x.example/\",\"description\":\"" + bad + "\"}]"));
            var result = read("{\"type\":\"" + bad + "\",\"id\":\"" + bad + "\"}");
            assertThat(Json.tree(Json.bytes(result))).isNotNull();
        }
    }
}
