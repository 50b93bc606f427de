package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Map;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;
import nl.tafelzicht.support.SharedData;
import org.junit.jupiter.api.Test;

class Eml110bTest {

    private static final Gazetteer GAZETTEER = new Gazetteer();
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions" \
            xmlns:xal="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0"
                 xmlns:sb="http://www.kiesraad.nl/sb-extensions" Id="110b" SchemaVersion="5">
              <ManagingAuthority><AuthorityIdentifier Id="0344">Utrecht</AuthorityIdentifier></ManagingAuthority>
              <ElectionEvent><Election><ElectionIdentifier \
              Id="GR2026_Utrecht"><kr:ElectionDate>2026-03-18</kr:ElectionDate></ElectionIdentifier><Contest>
            """;
    private static final String TAIL = "</Contest></Election></ElectionEvent></EML>";

    private static String place(String id, String eligible, String locations) {
        return "<PollingPlace Channel=\"polling\"><PhysicalLocation><Address><Locality><xal:LocalityName"
                + ">School &amp; Co</xal:LocalityName><xal:PostalCode><xal:PostalCodeNumber>3511 "
                + "AB</xal:PostalCodeNumber></xal:PostalCode></Locality>"
                + locations + "</Address><PollingStation Id=\"" + id + "\">" + eligible
                + "</PollingStation></PhysicalLocation></PollingPlace>\n";
    }

    private static final String AT_THE_DOM =
            "<sb:Location><sb:StreetName>Domplein</sb:StreetName><sb:Number>9</sb:Number><sb:PostalCo"
                    + "de>3512 JC</sb:PostalCode><sb:City>Utrecht</sb:City>"
                    + "<sb:OpenTime>2026-03-18T06:00:00</sb:OpenTime><sb:ClosingTime>2026-03-18T20:00:00</sb:Cl"
                    + "osingTime><sb:Latitude>52.0907</sb:Latitude><sb:Longitude>5.1214</sb:Longitude></sb:Loca"
                    + "tion>";
    private static final String IN_RD = "<sb:Location><sb:RDx>136000</sb:RDx><sb:RDy>456000</sb:RDy></sb:Location>";

    private static StationFile read(String text) throws Unreadable {
        return Eml110b.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), GAZETTEER, null);
    }

    @Test
    void withoutLocationAStationIsPlacedApproximatelyAndOpensAtTheLegalHours() throws Exception {
        var entry = read(HEAD + place("7", "1400", "") + TAIL).rows().get(0).entry();
        assertThat(entry.id()).isEqualTo("GM0344-7");
        assertThat(entry.name()).isEqualTo("School & Co");
        assertThat(entry.eligibleVoters()).isEqualTo(1400);
        assertThat(entry.location().approximate()).isTrue();
        assertThat(entry.location().postcode()).isEqualTo("3511 AB");
        assertThat(entry.opensAt()).hasToString("2026-03-18T07:30+01:00");
        assertThat(entry.closesAt()).hasToString("2026-03-18T21:00+01:00");
    }

    @Test
    void locationGivesAddressTimesAndPoint() throws Exception {
        var entry =
                read(HEAD + place("7", "1400", AT_THE_DOM) + TAIL).rows().get(0).entry();
        assertThat(entry.location().address()).isEqualTo("Domplein 9");
        assertThat(entry.location().latitude()).isEqualTo(52.0907);
        assertThat(entry.location().approximate()).isNull();
        assertThat(entry.opensAt()).hasToString("2026-03-18T06:00+01:00");
    }

    @Test
    void rdCoordinatesAndSeveralLocationsMakeAMobileStation() throws Exception {
        var rows = read(HEAD + place("7", "1400", AT_THE_DOM + IN_RD) + TAIL).rows();
        assertThat(rows).extracting(r -> r.entry().id()).containsExactly("GM0344-7");
        assertThat(rows.get(0).entry().type()).isEqualTo(StationType.MOBILE);
        assertThat(rows.get(0).entry().stops().get(1).location().latitude()).isBetween(52.08, 52.10);
    }

    @Test
    void aWrongPlaceIsRejectedByLineAndTheRestIsRead() throws Exception {
        var file = read(HEAD + place("7", "1400", "") + place("8", "veel", "") + place("7", "1", "") + TAIL);
        assertThat(file.rows()).hasSize(2);
        assertThat(file.rejected())
                .extracting(Remark::line, Remark::column)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(8L, "PollingStation/@Id"));
        assertThat(file.warnings())
                .filteredOn(w -> w.code().equals("no-voters"))
                .extracting(Remark::line)
                .containsExactly(7L);
    }

    @Test
    void anotherKindIsNamed() {
        assertThatThrownBy(() -> read(HEAD.replace("\"110b\"", "\"510b\"") + TAIL))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("510b");
        assertThatThrownBy(() -> read("<html/>")).isInstanceOf(Unreadable.class).hasMessageContaining("not EML_NL");
    }

    @Test
    void declarationsAndEntitiesAreRefusedBeforeTheyDoHarm() {
        var laughs = "<?xml version=\"1.0\"?><!DOCTYPE EML [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&"
                + "a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><EML>&c;</EML>";
        assertThatThrownBy(() -> read(laughs)).isInstanceOf(Unreadable.class).hasMessageContaining("document type");
        var external = "<?xml version=\"1.0\"?><!DOCTYPE EML SYSTEM \"file:///no-such-file\"><EML/>";
        assertThatThrownBy(() -> read(external))
                .as("what it points to is not read")
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("document type");
        var inAName = HEAD + place("7", "1400", "").replace("School", "School&unknown;") + TAIL;
        assertThatThrownBy(() -> read(inAName)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> read(HEAD + "&unknown;" + TAIL)).isInstanceOf(Unreadable.class);
    }

    @Test
    void whatIsNotXmlIsSaidToBeWithItsLine() {
        assertThatThrownBy(() -> read(HEAD + "<oops>"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("not well-formed");
    }

    @Test
    void aFileThatNamesNoElectionIsForTheOnlyOne() throws Exception {
        var file = read(HEAD.replace(" Id=\"GR2026_Utrecht\"", "") + place("7", "1400", "") + TAIL);
        assertThat(file.rows().get(0).entry().elections()).isEmpty();
        assertThat(file.rows().get(0).entry().eligibleVoters()).isEqualTo(1400);
        assertThat(file.mentions()).isEmpty();
    }

    @Test
    void onlyWhereVotersAreMissingItSaysOfHowMany() throws Exception {
        assertThat(read(HEAD + place("7", "1400", AT_THE_DOM) + TAIL).warnings())
                .isEmpty();
        assertThat(read(HEAD + place("7", "", AT_THE_DOM) + place("8", "", AT_THE_DOM) + TAIL)
                        .warnings())
                .extracting(w -> w.code() + w.parameters())
                .containsExactly("voters-missing{count=2}");
    }

    @Test
    void aRejectedPlaceIsShownWithoutItsEmptyParts() throws Exception {
        var rejected = read(HEAD + place("7", " ", "").replace("\"7\"", "\"zeven\"") + TAIL)
                .rejected();
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).row()).isNotEmpty().noneMatch(String::isBlank);
    }

    @Test
    void whereItStopsToBeXmlIsSaidByLine() {
        var refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                Unreadable.class, () -> read(HEAD + place("7", "1400", "") + "<oops>"));
        assertThat(refused.line()).isGreaterThan(5);
    }

    @Test
    void theRealFileOf420StationsIsReadWhole() throws Exception {
        try (var in = Files.newInputStream(SharedData.file("eml110b-420-polling-stations.eml.xml"))) {
            var file = Eml110b.read(in, GAZETTEER, LocalDate.of(2026, 3, 18));
            assertThat(file.rows()).hasSize(420);
            assertThat(file.rejected()).isEmpty();
            assertThat(file.rows().get(0).entry().eligibleVoters()).isEqualTo(1273);
            assertThat(file.rows()).allMatch(r -> Math.abs(r.entry().location().latitude() - 52.37) < .2);
        }
    }

    @Test
    void howTheMunicipalityIsReachedIsSaidAfterTheNameOfTheMunicipality() throws Exception {
        var contact = "<MunicipalityContactDetails>stemmen@example.org</MunicipalityContactDetails>";
        var station = place("7", "1400", AT_THE_DOM) + TAIL;
        assertThat(read(HEAD + contact + station).contacts()).isEqualTo(Map.of("GM0344", "stemmen@example.org"));
        assertThat(read(HEAD + station).contacts()).isEmpty();
        var before = HEAD.replace("<ManagingAuthority>", contact + "<ManagingAuthority>");
        assertThat(before).contains(contact);
        assertThat(read(before + station).contacts()).as("of whom is not known").isEmpty();
    }
}
