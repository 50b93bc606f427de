package nl.tafelzicht.subject.count.domain;

import static org.assertj.core.api.Assertions.assertThat;

import nl.tafelzicht.subject.count.domain.PersonalData.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NAME | De heer Jansen weigerde de stapel te laten zien.",
                "NAME | volgens mevrouw van der Berg klopt het niet",
                "NAME | Jan Jansen telde alleen.",
                "NAME | bezwaar van J.P. de Vries tegen de telling",
                "TELEPHONE | bel 06-12345678",
                "TELEPHONE | bel +31 20 123 45 67 na zessen",
                "EMAIL | schrijf aan iemand@example.org",
                "ADDRESS | woont op Dorpsstraat 12",
                "ADDRESS | postcode 1011 AB"
            })
    void whatSeemsToBeOfAPersonIsSeen(Kind kind, String text) {
        assertThat(PersonalData.in(text)).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "De stapel van lijst 3 werd niet hardop geteld.",
                "Stembureau Dorpshuis begon om 20:55 met tellen; 1423 biljetten.",
                "Er lagen 16 stembiljetten meer dan kiezers. Gemeente Utrecht is gebeld.",
                "In Utrecht Overvecht mocht niemand meekijken",
                "The station did not let anybody in between 21:10 and 21:40."
            })
    void whatIsNotIsLeftAlone(String text) {
        assertThat(PersonalData.in(text)).isEmpty();
    }

    @Test
    void eachKindIsNamedOnceInTheirOrder() {
        assertThat(PersonalData.in("Jan Jansen en Piet Pietersen, a@b.nl, 0612345678"))
                .containsExactly(Kind.NAME, Kind.TELEPHONE, Kind.EMAIL);
    }
}
