package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import nl.tafelzicht.election.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account may be, and what nobody does to it by accident. */
class AccountRulesTest {

    private static List<String> list(String words) {
        return words == null ? List.of() : Arrays.asList(words.split(" "));
    }

    private static String told(Refusal refusal) {
        return refusal == null
                ? "-"
                : refusal.field() + " " + refusal.explanation().code();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            table-operator             | *             |             | AMBER+STRICT | Verkiezingstafel | -
            admin                      |               |             | GREEN        |                  | -
            auditor partner observer   |               |             | RED          | x                | -
            mayor municipality         | GM0363 GM0344 |             | AMBER        | Amsterdam        | -
            station-chair              |               | GM0363-12   | GREEN        |                  | -
            station-chair              | GM0363        | GM0363-12.2 | GREEN        |                  | -
                                       |               |             | GREEN        |                  | roles role-missing
            boss                       |               |             | GREEN        |                  | roles unknown-role
            Mayor                      | GM0363        |             | GREEN        |                  | roles unknown-role
            mayor                      |               |             | GREEN        |                  | municipalities role-needs-municipality
            police                     | Amsterdam     |             | GREEN        |                  | municipalities municipality-code
            police                     | GM363         |             | GREEN        |                  | municipalities municipality-code
            table-member               | **            |             | GREEN        |                  | municipalities municipality-code
            station-chair              | GM0363        |             | GREEN        |                  | station chair-needs-station
            station-chair              |               | 12          | GREEN        |                  | station station-id
            auditor                    |               |             | PURPLE       |                  | clearance not-one-of
            auditor                    |               |             | green        |                  | clearance not-one-of
            """)
    void whatAnAccountCanBe(
            String roles, String municipalities, String station, String clearance, String organisation, String wrong) {
        var terms = new AccountTerms(list(roles), list(municipalities), station, clearance, organisation);
        var misfits = AccountRules.misfits(terms);
        assertThat(misfits.isEmpty() ? "-" : told(misfits.get(0))).isEqualTo(wrong);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var terms = new AccountTerms(List.of("boss", "mayor"), List.of("x"), "y", "z", "a\nb");
        assertThat(AccountRules.misfits(terms))
                .extracting(Refusal::field)
                .containsExactly("roles", "municipalities", "station", "clearance", "organisation");
    }

    @Test
    void whatIsNotSaidIsTheLeast() {
        var terms = new AccountTerms(List.of("auditor", "auditor "), null, " ", null, null);
        assertThat(terms).isEqualTo(new AccountTerms(List.of("auditor"), List.of(), null, "GREEN", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            h.jansen          | -
            chair-GM0363-12.2 | -
            "Müller & zn."    | -
            a                 | -
            ""                | name account-name
            " a"              | name account-name
            ..                | name account-name
            """)
    void whatAnAccountCanBeCalled(String name, String wrong) {
        assertThat(told(AccountRules.misfitOfName(name))).isEqualTo(wrong);
        assertThat(told(AccountRules.misfitOfName(name + "\u0000"))).isEqualTo("name account-name");
        assertThat(told(AccountRules.misfitOfName("a".repeat(101)))).isEqualTo("name account-name");
    }

    @Test
    void aPasswordHasTwelveCharacters() {
        assertThat(told(AccountRules.misfitOfPassword(null))).isEqualTo("password password-too-short");
        assertThat(told(AccountRules.misfitOfPassword("elf tekens."))).isEqualTo("password password-too-short");
        assertThat(AccountRules.misfitOfPassword("twaalf teken")).isNull();
        assertThat(AccountRules.misfitOfPassword("a".repeat(200))).isNull();
        assertThat(told(AccountRules.misfitOfPassword("a".repeat(201)))).isEqualTo("password password-too-long");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            beheer  | anna  | admin         | auditor       | 1 | -
            beheer  | anna  | admin         |               | 1 | -
            beheer  | anna  | admin auditor | admin         | 0 | -
            beheer  | anna  | mayor         |               | 0 | -
            sso     | anna  | admin         | auditor       | 0 | last-admin
            sso     | anna  | admin         |               | 0 | last-admin
            beheer  | beheer| admin         | admin auditor | 0 | own-account-roles
            beheer  | beheer| admin auditor | auditor admin | 0 | -
            beheer  | beheer| admin         | auditor       | 5 | own-account-roles
            beheer  | beheer| admin         |               | 5 | own-account-removed
            """)
    void nobodyShutsOutThemselvesOrEverybody(
            String by, String name, String before, String after, long others, String wrong) {
        var refusal = AccountRules.harm(by, name, list(before), list(after), others);
        assertThat(refusal == null ? "-" : refusal.explanation().code()).isEqualTo(wrong);
    }

    @Test
    void aPasswordThatTheHubMakesIsForSomebodyElse() {
        assertThat(AccountRules.harmOfReset("anna", "bert", true)).isNull();
        assertThat(AccountRules.harmOfReset("anna", "anna", false)).isNull();
        assertThat(AccountRules.harmOfReset("anna", "anna", true).explanation().code())
                .isEqualTo("own-password-made");
    }

    @Test
    void aPasswordThatTheHubMakesCanBeReadAloudAndIsNeverTheSame() {
        var made = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            var password = AccountRules.newPassword();
            assertThat(password).matches("([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}");
            assertThat(AccountRules.misfitOfPassword(password)).isNull();
            made.add(password);
        }
        assertThat(made).hasSize(1_000);
    }
}
