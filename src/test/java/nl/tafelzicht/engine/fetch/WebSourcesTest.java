package nl.tafelzicht.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.tafelzicht.election.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses the hub asks, and which it does not. */
class WebSourcesTest {

    private static final WebSources PUBLIC =
            WebSources.of(List.of("www.example.nl", "*.gemeente.nl", "10.1.2.3"), List.of());
    private static final WebSources INTRANET =
            WebSources.of(List.of("www.example.nl", "*.gemeente.nl", "10.1.2.3"), List.of("10.1.0.0/16", "fd00::/8"));

    private static InetAddress address(String literal) throws Exception {
        return InetAddress.getByName(literal);
    }

    private static List<InetAddress> addresses(String list) throws Exception {
        var all = new ArrayList<InetAddress>();
        for (var one : list.split(" ")) {
            all.add(address(one));
        }
        return all;
    }

    private static String code(Explanation flaw) {
        return flaw == null ? "ok" : flaw.code();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "198.17.1.1",
                "223.255.255.255",
                "2a02:a455::1",
                "2001:4860:4860::8888",
                "2606:4700::1111"
            })
    void whatEverybodyReachesIsPublic(String literal) throws Exception {
        assertThat(Network.isPublic(address(literal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "4000::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsSetAsideIsNot(String literal) throws Exception {
        assertThat(Network.isPublic(address(literal))).isFalse();
    }

    @Test
    void aMappedAddressIsJudgedByTheOneThatItMeans() throws Exception {
        assertThat(Network.isPublic(address("::ffff:127.0.0.1"))).isFalse();
        assertThat(Network.isPublic(address("::ffff:169.254.169.254"))).isFalse();
        var mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 8;
        assertThat(Network.isPublic(Inet6Address.getByAddress(null, mapped, -1)))
                .as("one that Java left in its disguise")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.nl/pv.pdf, ok",
        "HTTPS://WWW.Example.NL/pv.pdf, ok",
        "https://www.example.nl./pv.pdf, ok",
        "https://www.example.nl:443/pv.pdf, ok",
        "https://delft.gemeente.nl/pv.pdf, ok",
        "https://a.b.gemeente.nl/pv.pdf, ok",
        "https://gemeente.nl/pv.pdf, report-host-not-listed",
        "https://kwaadgemeente.nl/pv.pdf, report-host-not-listed",
        "https://example.nl/pv.pdf, report-host-not-listed",
        "https://www.example.nl.kwaad.org/pv.pdf, report-host-not-listed",
        "https://2130706433/pv.pdf, report-host-not-listed",
        "https://0x7f.1/pv.pdf, report-url-unusable",
        "https://[::1]/pv.pdf, report-host-not-listed",
        "http://www.example.nl/pv.pdf, report-https-only",
        "https://www.example.nl:8443/pv.pdf, report-https-only",
        "https://wij@www.example.nl/pv.pdf, report-url-unusable",
        "https://wij:geheim@www.example.nl/pv.pdf, report-url-unusable",
        "https://www.example.nl@kwaad.org/pv.pdf, report-url-unusable",
        "ftp://www.example.nl/pv.pdf, report-url-unusable",
        "file:///etc/passwd, report-url-unusable",
        "jar:https://www.example.nl/pv.pdf, report-url-unusable",
        "//www.example.nl/pv.pdf, report-url-unusable",
        "/pv.pdf, report-url-unusable",
        "https:///pv.pdf, report-url-unusable",
    })
    void onlyWhatIsListedIsLookedUp(String url, String expected) {
        assertThat(code(PUBLIC.flaw(URI.create(url)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.nl/pv.pdf, 8.8.8.8, ok",
        "https://www.example.nl/pv.pdf, 8.8.8.8 2a02:a455::1, ok",
        "https://www.example.nl/pv.pdf, 8.8.8.8 127.0.0.1, report-host-not-public",
        "https://www.example.nl/pv.pdf, 8.8.8.8 ::1, report-host-not-public",
        "https://www.example.nl/pv.pdf, 10.1.2.3, report-host-not-public",
        "https://10.1.2.3/pv.pdf, 10.1.2.3, report-host-not-public",
        "https://www.example.nl/pv.pdf, 169.254.169.254, report-host-not-public",
        "https://www.example.nl/pv.pdf, fd00::1, report-host-not-public",
    })
    void everyAddressOfAHostIsPublic(String url, String at, String expected) throws Exception {
        assertThat(code(PUBLIC.flaw(URI.create(url), addresses(at)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.nl/pv.pdf, 10.1.2.3, ok",
        "http://www.example.nl/pv.pdf, 10.1.2.3, ok",
        "http://www.example.nl:8080/pv.pdf, 10.1.2.3, ok",
        "http://www.example.nl:65535/pv.pdf, 10.1.2.3, ok",
        "http://www.example.nl:65536/pv.pdf, 10.1.2.3, report-url-unusable",
        "http://www.example.nl:0/pv.pdf, 10.1.2.3, report-url-unusable",
        "https://www.example.nl/pv.pdf, 10.1.2.3 8.8.8.8, ok",
        "https://www.example.nl/pv.pdf, fd00::1, ok",
        "http://www.example.nl/pv.pdf, 10.1.2.3 8.8.8.8, report-https-only",
        "http://www.example.nl/pv.pdf, 8.8.8.8, report-https-only",
        "https://www.example.nl:8443/pv.pdf, 8.8.8.8, report-https-only",
        "https://www.example.nl/pv.pdf, 10.2.0.1, report-host-not-public",
        "https://elders.nl/pv.pdf, 10.1.2.3, report-host-not-listed",
    })
    void anIntranetIsWhatTheOperatorNamed(String url, String at, String expected) throws Exception {
        assertThat(code(INTRANET.flaw(URI.create(url), addresses(at)))).isEqualTo(expected);
    }

    @Test
    void aHostThatNobodyKnowsIsSaidSo() {
        assertThat(code(PUBLIC.flaw(URI.create("https://www.example.nl/"), List.of())))
                .isEqualTo("report-host-unknown");
    }

    @Test
    void withoutAListNothingIsFetched() {
        assertThat(code(WebSources.NONE.flaw(URI.create("https://www.example.nl/"))))
                .isEqualTo("report-fetching-off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*.nl", "*example.nl", "https://example.nl", "example.nl/", "exa mple.nl", "", "a..b"})
    void aHostIsAHost(String host) {
        assertThatThrownBy(() -> WebSources.of(List.of(host), List.of())).hasMessageContaining("is no host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "localhost", "10.0.0.0/8/8", "300.1.1.1"})
    void aNetworkIsANetwork(String network) {
        assertThatThrownBy(() -> WebSources.of(List.of("a.nl"), List.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(network);
    }

    @Test
    void aNetworkHasItsFirstBitsAlone() throws Exception {
        var network = Network.of("10.1.128.0/17");
        assertThat(Arrays.asList(
                        network.contains(address("10.1.128.0")),
                        network.contains(address("10.1.255.255")),
                        network.contains(address("10.1.127.255")),
                        network.contains(address("fd00::1"))))
                .containsExactly(true, true, false, false);
    }

    /** A network, an address in it, and one beside it, if there is any. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 203.0.113.9, ",
        "10.1.2.3/32, 10.1.2.3, 10.1.2.2",
        "10.1.2.3, 10.1.2.3, 10.1.2.2",
        "fd00::1/128, fd00::1, fd00::",
        "::/0, fd00::1, 10.1.2.3",
    })
    void aNetworkMayBeAllAddressesOrOne(String text, String within, String beside) throws Exception {
        var network = Network.of(text);
        assertThat(network.contains(address(within))).isTrue();
        if (beside != null) {
            assertThat(network.contains(address(beside))).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"10.1.0.0/16, 10.1.0.0/16", "10.1.2.3, 10.1.2.3/32", "fd00::/8, fd00:0:0:0:0:0:0:0/8"})
    void aNetworkIsWrittenAsItIsGiven(String text, String written) {
        assertThat(Network.of(text)).hasToString(written);
    }
}
