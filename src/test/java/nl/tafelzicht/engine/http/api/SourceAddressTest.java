package nl.tafelzicht.engine.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {

    private static String forwarded(String... lines) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (var line : lines) {
            headers.add("X-Forwarded-For", line);
        }
        return SourceAddress.of(headers, "10.0.0.1", true);
    }

    @Test
    void ofWhatProxiesWroteOnlyTheLastEntryCounts() {
        assertThat(forwarded("203.0.113.9", "192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(forwarded("203.0.113.9, 192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(forwarded()).isEqualTo("10.0.0.1");
        assertThat(forwarded("203.0.113.9,")).isEqualTo("10.0.0.1");
        assertThat(SourceAddress.of(
                        MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "192.0.2.1"), "10.0.0.1", false))
                .isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:ff::77",
        "2001:db8:1:2::1, [2001:DB8:1:2::9]:443",
        "::ffff:192.0.2.1, 192.0.2.1",
        "192.0.2.1:5000, 192.0.2.1",
        "fe80::1%eth0, fe80::2"
    })
    void oneNetworkIsOneSource(String one, String other) {
        assertThat(forwarded(one)).isEqualTo(forwarded(other));
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:1:2::1, 2001:db8:1:102::1", "192.0.2.1, 192.0.2.2", "unknown, _hidden", "999.1.1.1, 999.1.1.2"
    })
    void anotherIsAnother(String one, String other) {
        assertThat(forwarded(one)).isNotEqualTo(forwarded(other));
    }
}
