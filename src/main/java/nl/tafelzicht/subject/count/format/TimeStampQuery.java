package nl.tafelzicht.subject.count.format;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.util.HexFormat;
import nl.tafelzicht.subject.count.domain.TimeStamp;
import nl.tafelzicht.subject.count.domain.TimeStamp.Failure;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPValidationException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * A request to a time-stamp service (RFC 3161), and the check of its answer: it must be granted, for the same SHA-256,
 * with the nonce of this request, and signed by a certificate that it contains, that was valid at that moment, and that
 * is for time stamps only. The issuer of that certificate is not checked: whoever relies on the stamp decides about
 * that.
 */
public final class TimeStampQuery {

    private static final int NONCE_BITS = 64;
    private static final int LONGEST_NAME = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeStampRequest request;

    /** Why an answer is not a usable time stamp. */
    public static final class Unusable extends Exception {
        private final Failure why;

        Unusable(Failure why, String detail) {
            super(why + ": " + detail);
            this.why = why;
        }

        public Failure why() {
            return why;
        }
    }

    /** @param sha256 in hex */
    public TimeStampQuery(String sha256) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        request = generator.generate(
                TSPAlgorithms.SHA256, HexFormat.of().parseHex(sha256), new BigInteger(NONCE_BITS, RANDOM));
    }

    /** In the form of {@code application/timestamp-query}. */
    public byte[] bytes() {
        try {
            return request.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("what was made here can be written", e);
        }
    }

    /**
     * Takes some milliseconds of processor time.
     *
     * @throws Unusable when it does not answer this request
     */
    public TimeStamp check(byte[] answer) throws Unusable {
        try {
            return checked(answer);
        } catch (IOException | RuntimeException e) { // malformed input makes the parser fail in many ways
            throw new Unusable(Failure.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private TimeStamp checked(byte[] answer) throws IOException, Unusable {
        ASN1Primitive.fromByteArray(answer); // there must be nothing after it
        var token = token(answer);
        var certificates = token.getCertificates().getMatches(token.getSID());
        if (certificates.size() != 1) {
            throw new Unusable(Failure.BAD_SIGNATURE, "the certificate is not in it");
        }
        var certificate = (X509CertificateHolder) certificates.iterator().next();
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
        } catch (TSPException | OperatorCreationException | CertificateException e) {
            throw new Unusable(Failure.BAD_SIGNATURE, e.getMessage());
        }
        return new TimeStamp(token.getTimeStampInfo().getGenTime().toInstant(), name(certificate.getSubject()));
    }

    private TimeStampToken token(byte[] answer) throws IOException, Unusable {
        TimeStampResponse response;
        try {
            response = new TimeStampResponse(answer);
        } catch (TSPException e) {
            throw new Unusable(Failure.UNREADABLE, e.getMessage());
        }
        if (response.getTimeStampToken() == null) {
            throw new Unusable(
                    Failure.REFUSED, "status " + response.getStatus() + " " + printable(response.getStatusString()));
        }
        try {
            response.validate(request);
        } catch (TSPValidationException e) {
            throw new Unusable(Failure.NOT_OURS, e.getMessage());
        } catch (TSPException e) {
            throw new Unusable(Failure.UNREADABLE, e.getMessage());
        }
        return response.getTimeStampToken();
    }

    /** The common name and organisation; the whole name where they are absent. */
    private static String name(X500Name subject) {
        var name = part(subject, BCStyle.CN);
        var organisation = part(subject, BCStyle.O);
        if (name == null) {
            return printable(organisation == null ? subject.toString() : organisation);
        }
        return printable(organisation == null ? name : name + " (" + organisation + ")");
    }

    private static String part(X500Name subject, ASN1ObjectIdentifier type) {
        var parts = subject.getRDNs(type);
        return parts.length == 0
                ? null
                : IETFUtils.valueToString(parts[0].getFirst().getValue());
    }

    private static String printable(String text) {
        var plain = String.valueOf(text).replaceAll("\\p{C}", " ").strip();
        return plain.codePoints()
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
