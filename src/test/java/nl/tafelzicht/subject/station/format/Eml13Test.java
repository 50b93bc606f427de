package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import nl.tafelzicht.election.ByElection;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.format.StationFile.Mention;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;
import nl.tafelzicht.support.EmlFiles;
import nl.tafelzicht.support.EmlFiles.Named;
import nl.tafelzicht.support.EmlSchemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a 110b of edition 1.3 says that had to be guessed before, and of several elections. */
class Eml13Test {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 17);
    private static final Named PS = Named.ps(DAY);
    private static final Named AB = Named.ab(DAY);
    private static final Gazetteer GAZETTEER = new Gazetteer();

    private static StationFile read(String xml) throws Unreadable {
        return Eml110b.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), GAZETTEER, null);
    }

    private static StationEntry one(String place) throws Exception {
        var xml = EmlFiles.stations(PS, "GM0344", List.of(place));
        EmlSchemas.check("110b-electionevent", xml);
        return read(xml).rows().get(0).entry();
    }

    private static String at(String street, String opens, String closes) {
        return "<sb:Location><sb:BAGId>0344010000000001</sb:BAGId><sb:StreetName>" + street
                + "</sb:StreetName><sb:Number>1</sb:Number><sb:PostalCode>3511 AB</sb:PostalCode>"
                + "<sb:City>Utrecht</sb:City><sb:OpenTime>2027-03-17T" + opens + "</sb:OpenTime><sb:ClosingTime>"
                + "2027-03-17T" + closes + "</sb:ClosingTime><sb:Latitude>52.0907</sb:Latitude>"
                + "<sb:Longitude>5.1214</sb:Longitude></sb:Location>";
    }

    @Test
    void kindSharedHallAndOffsetsAreWhatTheFileSays() throws Exception {
        var location = at("Domplein", "06:30:00Z", "21:00:00+01:00");
        var entry = one(EmlFiles.place(
                4,
                "Dom",
                "900",
                location,
                "<kr:ReportingUnitType>Special</kr:ReportingUnitType><kr:SharedLocation>true</kr:SharedLocation>"));
        assertThat(entry.type()).isEqualTo(StationType.SPECIAL);
        assertThat(entry.sharedLocation()).isTrue();
        assertThat(entry.opensAt()).hasToString("2027-03-17T07:30+01:00");
        assertThat(entry.closesAt()).hasToString("2027-03-17T21:00+01:00");
        assertThat(entry.elections()).containsExactly(PS.id());
        assertThat(entry.eligible()).isEqualTo(ByElection.of(900));
    }

    @Test
    void aMobileStationMayHaveOneStopAndAFixedOneTwoPeriods() throws Exception {
        var mobile = one(EmlFiles.place(
                4,
                "Bus",
                "900",
                at("Domplein", "07:30:00", "21:00:00"),
                "<kr:ReportingUnitType>Mobile</kr:ReportingUnitType>"));
        assertThat(mobile.type()).isEqualTo(StationType.MOBILE);
        var split = one(EmlFiles.place(
                4,
                "Kerk",
                "900",
                at("Domplein", "07:30:00", "12:00:00") + at("Domplein", "14:00:00", "21:00:00"),
                "<kr:ReportingUnitType>FixedLocation</kr:ReportingUnitType>"));
        assertThat(split.type()).isEqualTo(StationType.REGULAR);
        assertThat(split.stops()).hasSize(2);
        assertThat(split.elections()).containsExactly(PS.id());
        var tour = one(EmlFiles.place(
                4, "Bus", "900", at("Domplein", "07:30:00", "12:00:00") + at("Neude", "14:00:00", "21:00:00"), ""));
        assertThat(tour.type()).isEqualTo(StationType.MOBILE);
        assertThat(tour.stops()).hasSize(2);
    }

    @Test
    void aFileMayHaveSeveralElections() throws Exception {
        var xml = EmlFiles.stations(List.of(PS, AB), "GM0344", EmlFiles.places(3, 1000));
        EmlSchemas.check("110b-electionevent", xml);
        var file = read(xml);
        assertThat(file.rejected()).isEmpty();
        assertThat(file.rows()).hasSize(3);
        assertThat(file.rows().get(1).entry().elections()).containsExactly(PS.id(), AB.id());
        assertThat(file.rows().get(1).entry().eligible().each())
                .containsEntry(PS.id(), 1002)
                .containsEntry(AB.id(), 1002);
        assertThat(file.mentions())
                .containsExactly(
                        new Mention(PS.id(), PS.name(), "PS", DAY, "Utrecht"),
                        new Mention(AB.id(), AB.name(), "AB", DAY, "De Stichtse"));
    }

    @Test
    void whatIsRejectedIsCountedForItsElection() throws Exception {
        var xml = EmlFiles.stations(
                PS, "GM0344", List.of(EmlFiles.place(1, "A", "1", "", ""), EmlFiles.place(1, "B", "1", "", "")));
        assertThat(read(xml).rejectedOf()).containsEntry(PS.id(), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"geen", "-", "", "-5"})
    void withoutANumberOfVotersTheStationIsTakenWithAWarning(String voters) throws Exception {
        var file = read(EmlFiles.stations(PS, "GM0344", List.of(EmlFiles.place(7, "Dom", voters, "", ""))));
        assertThat(file.rows().get(0).entry().eligibleVoters()).isNull();
        assertThat(file.warnings())
                .extracting(Remark::code)
                .containsAnyOf("no-voters", "voters-missing")
                .doesNotContain("read-as");
    }

    @Test
    void whatIsOddIsReadWhereItIsBeyondDoubt() throws Exception {
        var rd = "<sb:Location><sb:RDx>136000,5</sb:RDx><sb:RDy>456000</sb:RDy></sb:Location>";
        var xml = EmlFiles.stations(PS, "GM0344", List.of(EmlFiles.place(7, "Dom", "900", rd, "")))
                .replace("Date>2027-03-17<", "Date>2027-03-17+01:00<");
        var file = read(xml);
        assertThat(file.date()).isEqualTo(DAY);
        assertThat(file.rows().get(0).entry().location().latitude()).isBetween(52.0, 52.2);
        assertThat(file.warnings()).extracting(Remark::code).contains("read-as");
    }

    @Test
    void aNegativeNumberRejectsItsStationAlone() throws Exception {
        var xml = EmlFiles.stations(
                PS, "GM0344", List.of(EmlFiles.place(-3, "A", "9", "", ""), EmlFiles.place(4, "B", "9", "", "")));
        var file = read(xml);
        assertThat(file.rows()).hasSize(1);
        assertThat(file.rejected()).extracting(Remark::code).containsExactly("out-of-range");
    }

    @Test
    void aWordThatIsNoKindIsIgnoredWithAWarning() throws Exception {
        var file = read(
                EmlFiles.stations(
                        PS,
                        "GM0344",
                        List.of(
                                EmlFiles.place(
                                        7,
                                        "Dom",
                                        "900",
                                        "",
                                        "<kr:ReportingUnitType>Boot</kr:ReportingUnitType><kr:SharedLocation>soms</kr:SharedLocation>"))));
        assertThat(file.rows().get(0).entry().type()).isEqualTo(StationType.REGULAR);
        assertThat(file.rows().get(0).entry().sharedLocation()).isNull();
        assertThat(file.warnings())
                .extracting(Remark::code)
                .filteredOn("ignored-value"::equals)
                .hasSize(2);
    }

    @Test
    void anEditionThatIsNotKnownIsReadWithAWarning() throws Exception {
        var xml = EmlFiles.stations(PS, "GM0344", EmlFiles.places(1, 900)).replace("Version=\"1.3\"", "Version=\"9\"");
        assertThat(read(xml).warnings()).extracting(Remark::code).contains("eml-version");
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        var xml = EmlFiles.stations(PS, "GM0344", EmlFiles.places(1, 900)).replace(PS.id(), "PS 2027");
        assertThat(catchThrowableOfType(Unreadable.class, () -> read(xml))
                        .reason()
                        .code())
                .isEqualTo("not-an-election");
    }
}
