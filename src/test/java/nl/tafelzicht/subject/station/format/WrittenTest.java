package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.narrative.format.Disarm;
import nl.tafelzicht.subject.response.domain.LegalGround;
import nl.tafelzicht.subject.response.domain.Platforms.Platform;
import nl.tafelzicht.subject.response.domain.ResponseContent;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.response.domain.ResponseState;
import nl.tafelzicht.subject.response.domain.ResponseState.Act;
import nl.tafelzicht.subject.response.domain.ResponseStatus;
import nl.tafelzicht.subject.response.format.CapAlert;
import nl.tafelzicht.subject.response.format.PlatformLetter;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;

/** What goes out to others, to the letter. */
class WrittenTest {

    private static final Instant AT = Instant.parse("2026-03-18T10:00:00Z");

    private static ResponseState response(
            ResponseKind kind, ResponseStatus status, ResponseContent content, Municipality... places) {
        var act = new Act("operator", Role.TABLE_OPERATOR, AT, null);
        var withdrawn = new Act("operator", Role.TABLE_OPERATOR, AT.plusSeconds(3_600), "not so any more");
        return new ResponseState(
                "R1",
                "n",
                kind,
                content,
                List.of(places),
                Tlp.AMBER,
                status,
                AT,
                List.of(),
                7,
                null,
                act,
                List.of("operator"),
                act,
                null,
                act,
                null,
                List.of(),
                status == ResponseStatus.WITHDRAWN ? withdrawn : null,
                9);
    }

    private static ResponseContent words(String text) {
        return new ResponseContent(
                "Stembureaus zijn open", text, List.of("nl"), null, null, null, null, null, null, null);
    }

    @Test
    void aPublishedAlert() {
        assertThat(CapAlert.of(
                        response(
                                ResponseKind.REBUTTAL,
                                ResponseStatus.PUBLISHED,
                                words("Alle 12"),
                                new Municipality("GM0344", "Utrecht"),
                                new Municipality("GM0363", "Amsterdam")),
                        "hub",
                        "https://example.org/feiten",
                        true))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>R1</identifier><sender"
                        + ">hub</sender><sent>2026-03-18T11:00:00+01:00</sent><status>Exercise</status><msgType>Ale"
                        + "rt</msgType><scope>Public</scope><note>Exercise</note>"
                        + "<info><language>nl-NL</language><category>Safety</category><category>Other</category><ev"
                        + "ent>Weerlegging van een gerucht over de "
                        + "verkiezing</event><responseType>None</responseType><urgency>Immediate</urgency><severity"
                        + ">Minor</severity><certainty>Observed</certainty>"
                        + "<expires>2026-03-19T11:00:00+01:00</expires><senderName>Tafelzicht</senderName><headline"
                        + ">Stembureaus zijn open</headline><description>Alle "
                        + "12</description><web>https://example.org/feiten</web>"
                        + "<area><areaDesc>Utrecht, Amsterdam</areaDesc><geocode><valueName>CBS</valueName><value>G"
                        + "M0344</value></geocode><geocode><valueName>CBS</valueName><value>GM0363</value></geocode"
                        + "></area></info></alert>");
    }

    @Test
    void aCancelledAlert() {
        assertThat(CapAlert.of(
                        response(ResponseKind.REBUTTAL, ResponseStatus.WITHDRAWN, words("Alle 12")),
                        "hub",
                        null,
                        false))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>R1-cancel</identifier>"
                        + "<sender>hub</sender><sent>2026-03-18T12:00:00+01:00</sent><status>Actual</status><msgTyp"
                        + "e>Cancel</msgType><scope>Public</scope><references>hub,R1,"
                        + "2026-03-18T11:00:00+01:00</references>"
                        + "<info><language>nl-NL</language><category>Safety</category><category>Other</category><ev"
                        + "ent>Ingetrokken weerlegging</event><responseType>AllClear</responseType><urgency>Past</u"
                        + "rgency><severity>Minor</severity><certainty>Observed</certainty>"
                        + "<expires>2026-03-19T12:00:00+01:00</expires><senderName>Tafelzicht</senderName><headline"
                        + ">Stembureaus zijn open</headline><description>Alle "
                        + "12</description><area><areaDesc>Nederland</areaDesc></area></info></alert>");
    }

    /** XML 1.0 has no place for most control characters, nor for two code points at the end of the plane. */
    @Test
    void whatXmlCanNotSayIsABlankAndWhatItCanStays() {
        var text = "a\u0001b\u001fc\ufffed\uffffe\tf\ng\rh\u007f \ud83d\ude00é";
        var xml =
                CapAlert.of(response(ResponseKind.REBUTTAL, ResponseStatus.PUBLISHED, words(text)), "hub", null, false);
        assertThat(xml).contains("<description>a b c d e\tf\ng");
        assertThat(xml).contains("h\u007f \ud83d\ude00é</description>");
        assertThat(CapAlert.of(
                        response(ResponseKind.REBUTTAL, ResponseStatus.PUBLISHED, words("\ufffe")), "hub", null, false))
                .contains("<description> </description>");
        assertThat(CapAlert.of(
                        response(ResponseKind.REBUTTAL, ResponseStatus.PUBLISHED, words("\uffff")), "hub", null, false))
                .contains("<description> </description>");
    }

    private static ResponseContent notice(String text, String proportionality) {
        return new ResponseContent(
                null,
                text,
                null,
                null,
                "Voorbeeld",
                "https://example.org/post/1",
                LegalGround.MISLEADING_ON_VOTING,
                "It names a wrong day.",
                proportionality,
                null);
    }

    @Test
    void aNoticeToAPlatform() {
        assertThat(PlatformLetter.of(
                        response(ResponseKind.DSA_NOTICE, ResponseStatus.APPROVED, notice("Posted at nine.", null)),
                        new Platform("Voorbeeld", false, null, null),
                        "Verkiezingstafel"))
                .isEqualTo("""
                To: Voorbeeld
                From: Verkiezingstafel
                Subject: Notice under article 16 of Regulation (EU) 2022/2065 (Digital Services Act), R1

                1. Exact location of the content
                https://example.org/post/1

                2. Ground
                %s

                3. Reasons
                It names a wrong day.

                Posted at nine.

                We believe in good faith that this information is accurate and complete. We ask you to assess \
                it by your own terms; the decision is yours.
                """.formatted(LegalGround.MISLEADING_ON_VOTING));
    }

    @Test
    void aTrustedFlag() {
        assertThat(PlatformLetter.of(
                        response(ResponseKind.TRUSTED_FLAG, ResponseStatus.APPROVED, notice(null, "A label would do.")),
                        new Platform("Voorbeeld", true, null, "desk@example.org"),
                        "Verkiezingstafel"))
                .isEqualTo("""
                To: Voorbeeld (desk@example.org)
                From: Verkiezingstafel
                Subject: Trusted flag, R1

                1. Exact location of the content
                https://example.org/post/1

                2. Ground
                %s

                3. Reasons
                It names a wrong day.

                4. Proportionality
                A label would do.

                We believe in good faith that this information is accurate and complete. We ask you to assess \
                it by your own terms; the decision is yours.
                """.formatted(LegalGround.MISLEADING_ON_VOTING));
    }

    @Test
    void stationsAsGeoJson() {
        var station = Stations.find(
                new Fold()
                        .registered("GM0228-1", Fold.EDE)
                        .reported("GM0228-1", Status.OPEN, 12)
                        .picture(),
                "GM0228-1");
        var collection = Json.read(
                new String(GeoJson.stations(List.of(station)), java.nio.charset.StandardCharsets.UTF_8),
                JsonNode.class);
        assertThat(collection.get("type").asText()).isEqualTo("FeatureCollection");
        var feature = collection.at("/features/0");
        assertThat(feature.get("type").asText()).isEqualTo("Feature");
        assertThat(feature.get("id").asText()).isEqualTo("GM0228-1");
        assertThat(feature.get("geometry").toString())
                .as("longitude first")
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[5.0,52.001]}");
        assertThat(feature.at("/properties/name").asText()).isEqualTo("Bureau 1");
        assertThat(feature.at("/properties/status").asText()).isEqualTo("open");
        assertThat(feature.at("/properties/waitingMinutes").asInt()).isEqualTo(12);
        assertThat(feature.at("/properties/seq").asLong()).isEqualTo(2);
    }

    @Test
    void aMunicipalityIsKnownByItsCodeAndElseByWhatTheFileCallsIt() {
        var gazetteer = new Gazetteer();
        assertThat(gazetteer.municipality("GM0344", "Sticht")).isEqualTo(new Municipality("GM0344", "Utrecht"));
        assertThat(gazetteer.municipality("GM9999", "Heemdam")).isEqualTo(new Municipality("GM9999", "Heemdam"));
        for (var nothing : new String[] {null, "", " "}) {
            assertThat(gazetteer.municipality("GM9999", nothing)).isEqualTo(new Municipality("GM9999", "GM9999"));
        }
        assertThat(gazetteer.places())
                .hasSizeGreaterThan(342)
                .extracting(p -> p.municipality().name())
                .contains("Utrecht", "Bonaire", "Sint Eustatius", "Saba");
    }

    @Test
    void whatHasNoCoordinatesIsSomewhereAroundTheMiddleAndAlwaysThere() {
        var gazetteer = new Gazetteer();
        var utrecht = gazetteer.places().stream()
                .filter(p -> p.municipality().code().equals("GM0344"))
                .findFirst()
                .orElseThrow();
        var middle = new nl.tafelzicht.election.place.Point(utrecht.latitude(), utrecht.longitude());
        double farthest = 0;
        double south = 90;
        double west = 180;
        for (int number = 1; number <= 600; number++) {
            var at = gazetteer.approximate("GM0344", number, "3511AA");
            assertThat(gazetteer.approximate("GM0344", number, "3511AA")).isEqualTo(at);
            assertThat(at.latitude()).isEqualTo(Math.round(at.latitude() * 1e6) / 1e6);
            farthest = Math.max(
                    farthest, middle.metresTo(new nl.tafelzicht.election.place.Point(at.latitude(), at.longitude())));
            south = Math.min(south, at.latitude());
            west = Math.min(west, at.longitude());
        }
        double radius = Math.min(6_000, Math.sqrt(utrecht.areaKm2()) / 3 * 1_000);
        assertThat(farthest)
                .as("to the edge of a circle of a third of its side")
                .isBetween(radius * 0.98, radius * 1.02);
        assertThat(middle.latitude() - south).as("on all sides").isGreaterThan(radius / 111_200 * 0.9);
        assertThat(middle.longitude() - west).isGreaterThan(radius / 111_200 / Math.cos(Math.toRadians(52)) * 0.9);
        assertThat(gazetteer.approximate("GM0344", 1, null)).isNotEqualTo(gazetteer.approximate("GM0344", 2, null));
        assertThat(gazetteer.approximate("GM0344", 600, null))
                .as("number 600 is near the middle again, and 599 at the edge")
                .satisfies(at -> assertThat(
                                middle.metresTo(new nl.tafelzicht.election.place.Point(at.latitude(), at.longitude())))
                        .isLessThan(radius / 10));
    }

    @Test
    void anUnknownMunicipalityIsWhereItsPostcodeIsOrInTheMiddleOfTheCountry() {
        var gazetteer = new Gazetteer();
        var groningen = gazetteer.approximate("GM9999", 1, "9711AA");
        assertThat(groningen.latitude()).isBetween(53.0, 53.4);
        var unknown = gazetteer.approximate("GM9999", 1, null);
        assertThat(unknown.latitude()).isBetween(51.9, 52.3);
        assertThat(unknown.longitude()).isBetween(5.0, 5.6);
        assertThat(gazetteer.approximate("GM9999", 1, "0011AA"))
                .extracting("latitude")
                .isEqualTo(unknown.latitude());
    }

    @Test
    void techniquesHaveTheNamesOfTheFramework() {
        assertThat(Disarm.name("T0048")).isEqualTo("Harass");
        assertThat(Disarm.name("T9999")).isNull();
        assertThat(Disarm.TECHNIQUES).extracting(Disarm.Technique::id).doesNotHaveDuplicates();
    }
}
