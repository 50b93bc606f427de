package nl.tafelzicht.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamp service (RFC 3161) on a free loopback port, with an authority of its own, and with bad days. */
public final class TestTimeStamps implements AutoCloseable {

    public static final String NAME = "Stempels (Proefdienst)";
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3.4.1");
    private static final int FULL = 200_000;

    /** How it answers. */
    public enum Manner {
        RIGHT,
        OTHER_NONCE,
        OTHER_DIGEST,
        /** With the certificate of one key, and the signature of another. */
        OTHER_KEY,
        /** With a certificate that is not for time stamps. */
        OTHER_PURPOSE,
        NO_CERTIFICATE,
        REFUSES,
        GARBAGE,
        TRAILING_BYTES,
        TOO_LONG,
        ERROR,
        /** Says nothing, and keeps the line. */
        SILENT,
        /** Says a byte now and then. */
        DRIPS
    }

    private final KeyPair authorityKey = pair();
    private final KeyPair key = pair();
    private final KeyPair otherKey = pair();
    private final X509CertificateHolder authority;
    private final X509CertificateHolder certificate;
    private final X509CertificateHolder unfit;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Manner manner = Manner.RIGHT;

    public TestTimeStamps() throws IOException {
        this(0);
    }

    public TestTimeStamps(int port) throws IOException {
        this(port, "CN=Stempels,O=Proefdienst");
    }

    /** @param subject of its certificate */
    public TestTimeStamps(int port, String subject) throws IOException {
        authority = certificate("CN=Proefautoriteit", authorityKey, null);
        certificate = certificate(subject, key, KeyPurposeId.id_kp_timeStamping);
        unfit = certificate("CN=Stempels,O=Proefdienst", key, KeyPurposeId.id_kp_serverAuth);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            var query = exchange.getRequestBody().readAllBytes();
            try {
                answer(exchange, query);
            } catch (TSPException | OperatorCreationException | GeneralSecurityException | InterruptedException e) {
                throw new IOException(e);
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    private void answer(HttpExchange exchange, byte[] query)
            throws IOException, TSPException, OperatorCreationException, GeneralSecurityException,
                    InterruptedException {
        var how = manner;
        if (how == Manner.SILENT) {
            Thread.currentThread().join(); // until it is closed
        }
        exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
        if (how == Manner.DRIPS) {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write('0');
                exchange.getResponseBody().flush();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        var answer = answer(how, new TimeStampRequest(query));
        exchange.sendResponseHeaders(how == Manner.ERROR ? 503 : 200, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private byte[] answer(Manner how, TimeStampRequest request)
            throws IOException, TSPException, OperatorCreationException, GeneralSecurityException {
        return switch (how) {
            case GARBAGE -> "<html>this is no time stamp</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            case TOO_LONG -> new byte[FULL];
            case ERROR -> new byte[10];
            case REFUSES ->
                responses(how)
                        .generateRejectedResponse(new TSPException("not today"))
                        .getEncoded();
            case OTHER_NONCE -> granted(how, other(request.getMessageImprintDigest(), BigInteger.TEN));
            case OTHER_PURPOSE -> unfit(request);
            case OTHER_DIGEST -> granted(how, other(new byte[32], request.getNonce()));
            case TRAILING_BYTES -> {
                var granted = granted(how, request);
                yield java.util.Arrays.copyOf(granted, granted.length + 1);
            }
            default -> granted(how, request);
        };
    }

    private static TimeStampRequest other(byte[] digest, BigInteger nonce) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA256, digest, nonce);
    }

    private byte[] granted(Manner how, TimeStampRequest request)
            throws IOException, TSPException, OperatorCreationException, GeneralSecurityException {
        return responses(how)
                .generateGrantedResponse(request, new BigInteger(64, new SecureRandom()), new Date())
                .getEncoded();
    }

    /** All as it should be, but for what the certificate is for; the library would not make one. */
    private byte[] unfit(TimeStampRequest request)
            throws IOException, TSPException, OperatorCreationException, GeneralSecurityException {
        var right = responses(Manner.RIGHT)
                .generateGrantedResponse(request, BigInteger.ONE, new Date())
                .getTimeStampToken();
        try {
            var hash = java.security.MessageDigest.getInstance("SHA-256").digest(unfit.getEncoded());
            var certificates = new SigningCertificateV2(new ESSCertIDv2(hash));
            var attributes = new AttributeTable(new Hashtable<>(Map.of(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(certificates)))));
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .setSignedAttributeGenerator(attributes)
                    .build("SHA256withECDSA", key.getPrivate(), unfit));
            generator.addCertificates(new JcaCertStore(List.of(unfit)));
            var signed = generator.generate(
                    new CMSProcessableByteArray(
                            PKCSObjectIdentifiers.id_ct_TSTInfo,
                            right.getTimeStampInfo().getEncoded()),
                    true);
            return new TimeStampResp(new PKIStatusInfo(PKIStatus.granted), signed.toASN1Structure()).getEncoded();
        } catch (CMSException e) {
            throw new IOException(e);
        }
    }

    private TimeStampResponseGenerator responses(Manner how)
            throws TSPException, OperatorCreationException, GeneralSecurityException {
        var signer = new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", (how == Manner.OTHER_KEY ? otherKey : key).getPrivate(), certificate);
        var digests = new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
        var tokens = new TimeStampTokenGenerator(signer, digests, POLICY);
        if (how != Manner.NO_CERTIFICATE) {
            tokens.addCertificates(new JcaCertStore(List.of(certificate)));
        }
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED);
    }

    private X509CertificateHolder certificate(String subject, KeyPair holder, KeyPurposeId purpose) throws IOException {
        var now = Instant.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=Proefautoriteit"),
                    new BigInteger(64, new SecureRandom()),
                    Date.from(now.minus(1, ChronoUnit.DAYS)),
                    Date.from(now.plus(30, ChronoUnit.DAYS)),
                    new X500Name(subject),
                    holder.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port() + "/tsa");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void answers(Manner how) {
        manner = how;
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    /** The certificate of its authority, in PEM. */
    public String authority() throws IOException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
