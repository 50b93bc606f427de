package nl.tafelzicht.subject.response.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.response.domain.ResponseContent;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.response.domain.ResponseState;
import nl.tafelzicht.subject.response.domain.ResponseState.Act;
import nl.tafelzicht.subject.response.domain.ResponseStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** A rebuttal as others' alerting systems take it. */
class CapAlertTest {

    private static final Instant AT = Instant.parse("2026-03-18T10:00:00Z");

    private static ResponseState rebuttal(ResponseStatus status, String text, List<Municipality> places) {
        var act = new Act("operator", Role.TABLE_OPERATOR, AT, null);
        var content = new ResponseContent(
                "Stembureaus zijn open", text, List.of("nl"), null, null, null, null, null, null, null);
        return new ResponseState(
                "011fae04-dcb8-4806-86a8-8381820fe421",
                "n",
                ResponseKind.REBUTTAL,
                content,
                places,
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
                status == ResponseStatus.WITHDRAWN ? act : null,
                9);
    }

    private static void validate(String xml) throws Exception {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(CapAlertTest.class.getResource("/cap/cap-1.2.xsd"));
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    @Test
    void aPublishedRebuttalIsAValidAlert() throws Exception {
        var xml = CapAlert.of(
                rebuttal(
                        ResponseStatus.PUBLISHED,
                        "Elf van de <twaalf> & meer\nzijn open\u0001",
                        List.of(new Municipality("GM0344", "Utrecht"))),
                "tafelzicht",
                "https://example.org/feiten",
                true);
        validate(xml);
        assertThat(xml)
                .contains("<status>Exercise</status>")
                .contains("<msgType>Alert</msgType>")
                .contains("2026-03-18T11:00:00+01:00")
                .contains("GM0344")
                .contains("&lt;twaalf&gt; &amp; meer");
    }

    @Test
    void itsTimesAreThoseOfWhomItIsFor() throws Exception {
        var bonaire = new Municipality("GM9001", "Bonaire");
        var xml = CapAlert.of(rebuttal(ResponseStatus.PUBLISHED, "x", List.of(bonaire)), "tafelzicht", null, false);
        validate(xml);
        assertThat(xml).contains("<sent>2026-03-18T06:00:00-04:00</sent>");
        assertThat(CapAlert.of(
                        rebuttal(
                                ResponseStatus.PUBLISHED, "x", List.of(bonaire, new Municipality("GM0344", "Utrecht"))),
                        "tafelzicht",
                        null,
                        false))
                .contains("<sent>2026-03-18T11:00:00+01:00</sent>");
    }

    @Test
    void aWithdrawnOneCancelsIt() throws Exception {
        var xml = CapAlert.of(rebuttal(ResponseStatus.WITHDRAWN, "x", List.of()), "tafelzicht", null, false);
        validate(xml);
        assertThat(xml)
                .contains("<msgType>Cancel</msgType>")
                .contains("<references>tafelzicht,011fae04-dcb8-4806-86a8-8381820fe421,"
                        + "2026-03-18T11:00:00+01:00</references>")
                .contains("Nederland");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0008", "\u001F", "\uD800", "\uDC00", "\uFFFE", "\uFFFF"})
    void whatXmlHasNoPlaceForIsASpace(String character) throws Exception {
        var xml = CapAlert.of(
                rebuttal(ResponseStatus.PUBLISHED, "voor" + character + "na", List.of()), "tafelzicht", null, false);
        validate(xml);
        assertThat(xml).contains("<description>voor na</description>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\n", " ", "é", "\uD7FF", "\uE000", "\uFFFD", "\uD83D\uDDF3"})
    void allElseStaysAsItWasWritten(String character) throws Exception {
        var xml = CapAlert.of(
                rebuttal(ResponseStatus.PUBLISHED, "voor" + character + "na", List.of()), "tafelzicht", null, false);
        validate(xml);
        assertThat(xml).contains("<description>voor" + character + "na</description>");
    }

    @Test
    void theSchemaRefusesWhatIsNoAlert() {
        var xml = CapAlert.of(rebuttal(ResponseStatus.PUBLISHED, "x", List.of()), "tafelzicht", null, false);
        assertThatThrownBy(() -> validate(xml.replace("<scope>Public</scope>", "")))
                .isInstanceOf(SAXException.class);
        assertThatThrownBy(() -> validate(xml.replace("+01:00</sent>", "Z</sent>")))
                .isInstanceOf(SAXException.class);
    }
}
