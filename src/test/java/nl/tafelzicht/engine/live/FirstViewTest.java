package nl.tafelzicht.engine.live;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.UTRECHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportSummary;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationSummary;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;

/** What is left out of a first view, and what is not. */
class FirstViewTest {

    private static final Viewpoint TOWN = Viewpoint.of(Set.of("GM0228"), Set.of());

    private final Fold fold = new Fold();

    private FirstView view(Viewpoint viewpoint) {
        return FirstView.of(
                fold.picture(),
                fold.picture().changedAfter(0).stream()
                        .filter(change -> viewpoint.sees(fold.picture().visibility(change)))
                        .toList());
    }

    private static Set<String> ids(FirstView view, Object kind) {
        return view.changes().stream()
                .filter(change -> change.kind().equals(kind))
                .map(Change::id)
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsNotManyIsSeenWhole() {
        for (int n = 1; n <= StationSummary.MOST; n++) {
            fold.registered("GM0228-" + n, EDE);
        }
        fold.said("r", EDE, Tlp.GREEN);
        var view = view(TOWN);
        assertThat(view.isPart()).isFalse();
        assertThat(view.figures()).isEmpty();
        assertThat(view.changes()).hasSize(StationSummary.MOST * 2 + 1);
    }

    @Test
    void ofMoreStationsTheNewestAreThereBothHalvesAndFiguresOfThoseThatOneSees() {
        int many = StationSummary.MOST + 5;
        for (int n = 1; n <= many; n++) {
            fold.registered("GM0228-" + n, EDE);
        }
        fold.registered("GM0344-1", UTRECHT);
        var view = view(TOWN);
        assertThat(view.isPart()).isTrue();
        assertThat(ids(view, Station.KIND))
                .hasSize(StationSummary.MOST)
                .isEqualTo(ids(view, Station.STATUS))
                .contains("GM0228-" + many)
                .doesNotContain("GM0228-1", "GM0344-1");
        assertThat(Json.text(view.figures()))
                .isEqualTo("{\"stations\":[{\"municipality\":" + Json.text(EDE) + ",\"counts\":{\"stations\":" + many
                        + ",\"eligible\":" + many * 1_200 + ",\"expected\":" + many + "}}]}");
    }

    @Test
    void reportsThatNobodyJudgedComeBeforeOthersAndHaveABound() {
        for (int n = 0; n < ReportSummary.MOST + 5; n++) {
            fold.said("r" + n, EDE, Tlp.GREEN);
        }
        var view = view(TOWN);
        assertThat(view.isPart()).isTrue();
        assertThat(ids(view, Report.KIND)).hasSize(ReportSummary.MOST).doesNotContain("r0");
        assertThat(view.figures().get("stations")).isEqualTo(List.of());
    }

    @Test
    void aPartSaysThatItIsOneAndHasItsFiguresAndTheWholeDoesNot() throws Exception {
        fold.registered("GM0228-1", EDE);
        var whole = written(view(TOWN));
        assertThat(whole.has("part")).isFalse();
        assertThat(whole.has("figures")).isFalse();
        for (int n = 2; n <= StationSummary.MOST + 1; n++) {
            fold.registered("GM0228-" + n, EDE);
        }
        var part = written(view(TOWN));
        assertThat(part.get("part").asBoolean()).isTrue();
        assertThat(part.at("/figures/stations/0/counts/stations").asInt()).isEqualTo(StationSummary.MOST + 1);
        assertThat(part.get("stations")).hasSize(StationSummary.MOST);
    }

    private JsonNode written(FirstView view) throws IOException {
        var out = new ByteArrayOutputStream();
        new Frames(fold.picture()).snapshot(out, "a-journal", Fold.NOON, TOWN, view);
        return Json.read(out.toString(StandardCharsets.UTF_8), JsonNode.class);
    }
}
