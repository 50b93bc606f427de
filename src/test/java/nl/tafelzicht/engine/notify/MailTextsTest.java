package nl.tafelzicht.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.MissingResourceException;
import java.util.stream.Stream;
import nl.tafelzicht.subject.courier.domain.CourierStatus;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.station.domain.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTextsTest {

    private final MailTexts texts = MailTexts.all();

    static Stream<Enum<?>> labels() {
        return Stream.<Enum<?>[]>of(
                        ReportKind.values(),
                        Status.values(),
                        NarrativeKind.values(),
                        ResponseKind.values(),
                        CourierStatus.values())
                .flatMap(Arrays::stream);
    }

    @ParameterizedTest
    @MethodSource("labels")
    void aMailNamesWhatItIsAboutInDutch(Enum<?> label) {
        assertThat(texts.say("label." + label)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "count-late", "session-late", "visit", "hindered"})
    void aMailNamesCountsAndVisitsInDutch(String label) {
        assertThat(texts.say("label." + label)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report-kind",
                "session-suspended",
                "rebuttal-challenged",
                "count-late",
                "visit-hindered-municipality",
                "visit-hindered-triangle",
                "visit-hindered-table",
                "ballots-run-out",
                "courier-late"
            })
    void aMailSaysInDutchWhichRuleRaisedIt(String rule) {
        assertThat(texts.say("rule." + rule)).isNotBlank();
    }

    @Test
    void aTextThatIsMissingIsNamed() {
        assertThatThrownBy(() -> texts.say("label.unheard-of"))
                .isInstanceOf(MissingResourceException.class)
                .hasMessageContaining("label.unheard-of");
        assertThat(texts.say("label.unheard-of", "unheard-of")).isEqualTo("unheard-of");
    }
}
