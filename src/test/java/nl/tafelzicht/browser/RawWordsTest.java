package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawWordsTest {

    @Test
    void aKeyWithoutATextAndAWordOfTheHubAreFound() {
        assertThat(RawWords.in("Niet opgepakt, nu bij verkiezingstafel: count-late\nMidden-Groningen"))
                .containsExactly("count-late");
        assertThat(RawWords.in("Opgeschaald naar gemeente: kind.expected")).containsExactly("kind.expected");
    }

    @Test
    void whatPeopleWriteIsNotTakenForOne() {
        assertThat(RawWords.in("Op www.stembureausingemeenten.nl staat het. m.jansen, 's-Gravenhage, sms-dienst,"
                        + " Haarlemmerliede-en-Spaarnwoude, EML_NL 230b, chair-GM0363-1, e-mail"))
                .isEmpty();
    }
}
