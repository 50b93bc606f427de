package nl.tafelzicht.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import nl.tafelzicht.engine.fetch.WebFetch.Unfetched;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are fetched from sites of all kinds, and what the hub does not let itself be led to. */
class WebFetchTest {

    private static final byte[] REPORT = "%PDF-1.7 proces-verbaal".getBytes(StandardCharsets.UTF_8);
    private static final long MOST = 64 * 1024;
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> whereHostsAre =
            new ConcurrentHashMap<>(Map.of("www.example.nl", "127.0.0.1", "elders.example.nl", "127.0.0.1"));
    private final AtomicInteger lookedUp = new AtomicInteger();
    private HttpServer site;

    @BeforeEach
    void start() throws Exception {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        site.setExecutor(threads);
        site.start();
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        site.stop(0);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private List<InetAddress> names(String host) throws UnknownHostException {
        lookedUp.incrementAndGet();
        if (!whereHostsAre.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByName(whereHostsAre.get(host)));
    }

    private byte[] fetch(String url, HttpClientOptions options, Duration deadline) throws Exception {
        var sources = WebSources.of(List.of("*.example.nl"), List.of("127.0.0.1"));
        var fetch = new WebFetch(vertx, sources, this::names, options, "application/pdf", deadline, MOST);
        var fetched = fetch.fetch(URI.create(url)).toCompletionStage().toCompletableFuture();
        var upload = fetched.get(30, TimeUnit.SECONDS);
        var content = Files.readAllBytes(upload.file());
        Files.delete(upload.file());
        assertThat(upload.bytes()).isEqualTo(content.length);
        assertThat(upload.sha256()).isEqualTo(Fingerprint.of(content).hex());
        return content;
    }

    private byte[] fetch(String url) throws Exception {
        return fetch(url, new HttpClientOptions(), PATIENT);
    }

    private String refusal(String url, Duration deadline) {
        var failed = catchThrowable(() -> fetch(url, new HttpClientOptions(), deadline));
        assertThat(failed).isInstanceOf(ExecutionException.class).cause().isInstanceOf(Unfetched.class);
        return ((Unfetched) failed.getCause()).why().code();
    }

    private String refusal(String url) {
        return refusal(url, PATIENT);
    }

    private String at(String path) {
        return "http://www.example.nl:" + site.getAddress().getPort() + path;
    }

    private void serves(String path, HttpHandler handler) {
        site.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void end(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void sendsOn(String path, String location) {
        serves(path, exchange -> {
            if (location != null) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(302, -1);
        });
    }

    @Test
    void aFileIsFetchedFromTheHostByItsNameAndNothingOfOursGoesAlong() throws Exception {
        var asked = new Headers();
        var query = new ConcurrentHashMap<String, String>();
        serves("/pv.pdf", exchange -> {
            asked.putAll(exchange.getRequestHeaders());
            query.put("query", exchange.getRequestURI().getRawQuery());
            exchange.getResponseHeaders().add("Set-Cookie", "who=you");
            end(exchange, 200, REPORT);
        });
        assertThat(fetch(at("/pv.pdf?jaar=2026#blz=2"))).isEqualTo(REPORT);
        assertThat(fetch(at("/pv.pdf?jaar=2026"))).isEqualTo(REPORT);
        assertThat(query).containsEntry("query", "jaar=2026");
        assertThat(asked.getFirst("Host"))
                .isEqualTo("www.example.nl:" + site.getAddress().getPort());
        assertThat(asked.keySet()).doesNotContain("Cookie", "Authorization", "Referer");
    }

    /** A name may mean another address a moment later: what was looked at is what is asked. */
    @Test
    void aNameIsLookedUpOnceAndItsAddressIsTheOneThatIsAsked() throws Exception {
        serves("/pv.pdf", exchange -> end(exchange, 200, REPORT));
        assertThat(fetch(at("/pv.pdf"))).as("no resolver knows that name here").isEqualTo(REPORT);
        assertThat(lookedUp).hasValue(1);
        whereHostsAre.put("www.example.nl", "192.168.1.1");
        assertThat(refusal(at("/pv.pdf"))).isEqualTo("report-https-only");
        assertThat(refusal("https://www.example.nl/pv.pdf")).isEqualTo("report-host-not-public");
        whereHostsAre.remove("www.example.nl");
        assertThat(refusal(at("/pv.pdf"))).isEqualTo("report-host-unknown");
    }

    @Test
    void itIsSentOnThreeTimesAtMost() throws Exception {
        sendsOn("/1", "/2");
        sendsOn("/2", at("/3").replace("www", "elders"));
        sendsOn("/3", "4?x=y");
        serves("/4", exchange -> end(exchange, 200, REPORT));
        assertThat(fetch(at("/1"))).isEqualTo(REPORT);
        assertThat(lookedUp).as("each is looked at").hasValue(4);
        sendsOn("/0", "/1");
        assertThat(refusal(at("/0"))).isEqualTo("report-redirects-full");
        sendsOn("/round", "/round");
        assertThat(refusal(at("/round"))).isEqualTo("report-redirects-full");
    }

    @Test
    void whereItIsSentIsLookedAtLikeTheFirst() {
        whereHostsAre.put("binnen.example.nl", "10.0.0.1");
        sendsOn("/metadata", "http://169.254.169.254/latest/meta-data");
        sendsOn("/self", "http://127.0.0.1:8080/metrics");
        sendsOn("/inside", "https://binnen.example.nl/");
        sendsOn("/file", "file:///etc/passwd");
        sendsOn("/user", at("/").replace("//", "//wij:geheim@"));
        sendsOn("/nonsense", "http://[");
        sendsOn("/nowhere", null);
        assertThat(refusal(at("/metadata"))).isEqualTo("report-host-not-listed");
        assertThat(refusal(at("/self"))).isEqualTo("report-host-not-listed");
        assertThat(refusal(at("/inside"))).isEqualTo("report-host-not-public");
        assertThat(refusal(at("/file"))).isEqualTo("report-url-unusable");
        assertThat(refusal(at("/user"))).isEqualTo("report-url-unusable");
        assertThat(refusal(at("/nonsense"))).isEqualTo("report-url-unusable");
        assertThat(refusal(at("/nowhere"))).isEqualTo("report-url-unusable");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 304, 401, 404, 410, 500, 503})
    void anotherAnswerIsNoFile(int status) {
        serves("/pv.pdf", exchange -> exchange.sendResponseHeaders(status, -1));
        assertThat(refusal(at("/pv.pdf"))).isEqualTo("report-site-answered");
    }

    @Test
    void aFileIsNotTooLargeWhateverItsHeadSays() {
        serves("/told", exchange -> end(exchange, 200, new byte[(int) MOST + 1]));
        serves("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[8_192]);
            }
        });
        assertThat(refusal(at("/told"))).isEqualTo("report-too-large");
        assertThat(refusal(at("/endless"))).isEqualTo("report-too-large");
    }

    @Test
    void aFileOfJustThatSizeIsTaken() throws Exception {
        serves("/pv.pdf", exchange -> end(exchange, 200, new byte[(int) MOST]));
        assertThat(fetch(at("/pv.pdf"))).hasSize((int) MOST);
    }

    @Test
    void aSiteThatDoesNotEndIsLeftAtTheDeadlineAndNoticesIt() {
        serves("/silent", exchange -> await(new CountDownLatch(1)));
        serves("/drips", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) { // until the line is closed
                exchange.getResponseBody().write('0');
                exchange.getResponseBody().flush();
                await(new CountDownLatch(1), 20);
            }
        });
        assertThat(refusal(at("/silent"), Duration.ofMillis(300))).isEqualTo("report-site-unreachable");
        assertThat(refusal(at("/drips"), Duration.ofMillis(300))).isEqualTo("report-site-unreachable");
    }

    private static void await(CountDownLatch never, long... millis) throws IOException {
        try {
            if (millis.length == 0) {
                never.await();
            } else {
                never.await(millis[0], TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void halfAFileIsNone() {
        serves("/pv.pdf", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(REPORT);
            exchange.getResponseBody().flush();
            throw new IOException("the line breaks");
        });
        assertThat(refusal(at("/pv.pdf"))).isEqualTo("report-site-unreachable");
    }

    @Test
    void nobodyThereIsSaidSo() {
        var url = at("/pv.pdf");
        site.stop(0);
        assertThat(refusal(url)).isEqualTo("report-site-unreachable");
    }

    /** The line goes to an address, and the certificate is asked for by the name. */
    @Test
    void theCertificateIsThatOfTheName() throws Exception {
        var key = pair();
        var certificate = certificate(key, "www.example.nl");
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context(key, certificate)));
        secure.setExecutor(threads);
        secure.createContext("/pv.pdf", exchange -> {
            try (exchange) {
                end(exchange, 200, REPORT);
            }
        });
        secure.start();
        try {
            var url = "https://www.example.nl:" + secure.getAddress().getPort() + "/pv.pdf";
            assertThat(fetch(url, trusting(certificate), PATIENT)).isEqualTo(REPORT);
            assertThat(catchThrowable(() -> fetch(url.replace("www", "elders"), trusting(certificate), PATIENT)))
                    .as("the name of another")
                    .hasRootCauseInstanceOf(Unfetched.class);
            assertThat(refusal(url)).as("an authority that nobody trusts").isEqualTo("report-site-unreachable");
        } finally {
            secure.stop(0);
        }
    }

    private static HttpClientOptions trusting(X509Certificate certificate) throws Exception {
        var pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        return new HttpClientOptions().setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem)));
    }

    private static KeyPair pair() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair key, String name) throws Exception {
        var subject = new X500Name("CN=" + name);
        var builder = new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.ONE,
                Date.from(Instant.now().minusSeconds(3_600)),
                Date.from(Instant.now().plusSeconds(86_400)),
                subject,
                key.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    }

    private static SSLContext context(KeyPair key, X509Certificate certificate) throws Exception {
        var none = new char[0];
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, none);
        store.setKeyEntry("site", key.getPrivate(), none, new X509Certificate[] {certificate});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
