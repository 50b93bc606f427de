package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    void aHashMatchesItsPasswordAndNoOther() {
        var hash = Passwords.hash("correct horse");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("correct hors", hash)).isFalse();
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() {
        assertThat(Passwords.hash("x")).isNotEqualTo(Passwords.hash("x"));
    }

    @Test
    void nobodysHashMatchesNothingAndCostsAsMuch() {
        var hash = Passwords.hashOfNobody();
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSameSizeAs(Passwords.hash("x"));
        assertThat(Passwords.matches("", hash)).isFalse();
    }

    @Test
    void whatEveryoneKnowsIsStillAPassword() {
        var hash = Passwords.hashOfWhatEveryoneKnows("demo");
        assertThat(Passwords.matches("demo", hash)).isTrue();
        assertThat(Passwords.matches("dem0", hash)).isFalse();
    }
}
