package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.support.TestIssuer;
import org.junit.jupiter.api.Test;

/** What the issuer has to say before somebody is let in; the rest is in {@code IssuerIT}, with hubs. */
class IssuerTest {

    private static final URI CALLBACK = URI.create("http://localhost:1/login/callback");
    private static final Map<String, Object> CLAIMS =
            Map.of("sub", "1", "preferred_username", "m.jansen", "roles", List.of("mayor"), "aud", TestIssuer.AUDIENCE);

    private static Issuer issuer(String address, String acr) {
        return new Issuer(
                new IssuerSettings(
                        URI.create(address),
                        TestIssuer.CLIENT,
                        TestIssuer.SECRET,
                        TestIssuer.AUDIENCE,
                        acr,
                        CALLBACK,
                        "test",
                        ClaimMapping.DEFAULT),
                Clock.systemUTC());
    }

    @Test
    void aClassOfAuthenticationThatIsDemandedMustBeThere() throws Exception {
        try (var other = new TestIssuer(CALLBACK.toString())) {
            var strict = issuer(other.address(), "two-factors");
            assertThatThrownBy(() -> strict.verify(other.sign(CLAIMS))).hasMessageContaining("two-factors");
            var weak = new java.util.HashMap<>(CLAIMS);
            weak.put("acr", "password");
            assertThatThrownBy(() -> strict.verify(other.sign(weak))).hasMessageContaining("two-factors");
            weak.put("acr", "two-factors");
            assertThat(strict.verify(other.sign(weak)).principal().name()).isEqualTo("m.jansen");
            assertThat(strict.authorization(Issuer.Attempt.begin()).toString())
                    .as("and is asked for")
                    .contains("acr_values=two-factors");
        }
    }

    @Test
    void anIssuerThatCallsItselfOtherwiseIsNotBelieved() throws Exception {
        try (var other = new TestIssuer(CALLBACK.toString())) {
            var byAnotherName = issuer(other.address().replace("127.0.0.1", "localhost"), null);
            assertThatThrownBy(() -> byAnotherName.authorization(Issuer.Attempt.begin()))
                    .as("its metadata are of " + other.address())
                    .isInstanceOf(Exception.class);
            assertThatCode(() -> issuer(other.address(), null).authorization(Issuer.Attempt.begin()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void itIsAskedAgainUntilItAnswers() throws Exception {
        try (var other = new TestIssuer(CALLBACK.toString())) {
            var issuer = issuer(other.address(), null);
            other.away = true;
            assertThatThrownBy(() -> issuer.verify(other.sign(CLAIMS))).isInstanceOf(Exception.class);
            other.away = false;
            assertThat(issuer.verify(other.sign(CLAIMS)).subject()).isEqualTo("1");
        }
    }

    @Test
    void theSecretIsInNoText() {
        assertThat(issuer("http://localhost:1", null).settings().toString()).doesNotContain(TestIssuer.SECRET);
    }
}
