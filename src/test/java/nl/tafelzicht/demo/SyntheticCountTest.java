package nl.tafelzicht.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import nl.tafelzicht.demo.SyntheticCount.Counted;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class SyntheticCountTest {

    private static final String NAME = "De \"Brug\" & 't <Veer>";

    private static Document file(boolean corrigendum) throws Exception {
        var stations = List.of(new Counted(4, NAME, 1_500, 900), new Counted(5, "Kerk", 1_500, 700));
        var xml =
                new SyntheticCount("GM0344", NAME, "PS2027", 7, true).xml(stations, "2027-03-17T23:00:00", corrigendum);
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Document file, String element) {
        return file.getElementsByTagName(element).item(0).getTextContent();
    }

    @Test
    void namesStandInItAsTheyAre() throws Exception {
        var file = file(false);
        assertThat(text(file, "AuthorityIdentifier")).isEqualTo(NAME);
        assertThat(text(file, "ReportingUnitIdentifier")).isEqualTo("Stembureau " + NAME);
        assertThat(file.getElementsByTagName("ReportingUnitVotes").getLength()).isEqualTo(2);
    }

    @Test
    void theTotalComesFirstAndTheCorrigendumSaysWhatWasCountedAgain() throws Exception {
        var first = file(false);
        assertThat(text(first, "UncountedVotes")).isEqualTo(String.valueOf(900 + 700));
        assertThat(first.getElementsByTagName("kr:Investigation").getLength()).isZero();
        assertThat(file(true).getElementsByTagName("kr:Investigation").getLength())
                .isEqualTo(1);
    }
}
