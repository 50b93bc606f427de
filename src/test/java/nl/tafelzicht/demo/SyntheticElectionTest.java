package nl.tafelzicht.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.format.Eml110b;
import nl.tafelzicht.subject.station.format.StembureausCsv;
import nl.tafelzicht.support.EmlSchemas;
import org.junit.jupiter.api.Test;

/** The elections of the demo's day. */
class SyntheticElectionTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 17);
    private static final Gazetteer GAZETTEER = new Gazetteer();

    @Test
    void areNamedByTheWordsOfTheCommandLine() {
        assertThat(SyntheticElection.of("")).isEmpty();
        assertThat(SyntheticElection.of("ps, WS"))
                .extracting(SyntheticElection::id)
                .containsExactly("PS2027", "AB2027");
        assertThatThrownBy(() -> SyntheticElection.of("ps,xx")).hasMessageContaining("\"xx\"", "ws");
        assertThatThrownBy(() -> SyntheticElection.of("ps,ps")).hasMessageContaining("twice");
    }

    @Test
    void theirFilesNameTheStationsOfTheSpreadsheet() throws Exception {
        var csv = new SyntheticStations(7, DAY).files(800).get("GM0344");
        var xml = SyntheticElection.of("ws").get(0).file("GM0344", csv, 7, DAY);
        EmlSchemas.check("110b-electionevent", xml);
        var file = Eml110b.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), GAZETTEER, null);
        var table =
                StembureausCsv.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), GAZETTEER, null);
        assertThat(file.rows()).hasSameSizeAs(table.rows());
        for (int i = 0; i < file.rows().size(); i++) {
            var named = file.rows().get(i).entry();
            var known = table.rows().get(i).entry();
            assertThat(named.id()).isEqualTo(known.id());
            assertThat(named.name()).isEqualTo(known.name());
            assertThat(named.type()).isEqualTo(known.type());
            assertThat(named.eligibleVoters()).isBetween(900, 4_000);
            assertThat(named.elections()).containsExactly("AB2027");
        }
    }

    @Test
    void aChairSaysNumbersOfEach() {
        var steps = new StationDay(7, "GM0344-1", DAY, SyntheticElection.of("ps,ws")).steps();
        var alone = new StationDay(7, "GM0344-1", DAY, List.of()).steps();
        assertThat(steps).hasSameSizeAs(alone);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(steps.get(i).at())
                    .as("the same day")
                    .isEqualTo(alone.get(i).at());
            if (alone.get(i).report().get("votersAdmitted") instanceof Integer n) {
                var each = (Map<?, ?>) steps.get(i).report().get("votersAdmitted");
                assertThat(each.get("PS2027")).isEqualTo(n);
                assertThat((Integer) each.get("AB2027")).isLessThanOrEqualTo(n);
            }
        }
    }
}
