package nl.tafelzicht.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate with which a node proves itself to the others: when it runs out the node is alone, and nobody notices by looking. */
final class NodeCertificate {

    private static final Logger LOG = LoggerFactory.getLogger(NodeCertificate.class);
    /** Before its end, in which somebody should make a new one. */
    private static final Duration SOON = Duration.ofDays(30);

    private NodeCertificate() { }

    /** Until when it is good. @throws IOException when there is none in the file */
    static Instant endOf(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) throw new IOException("--cluster-certificate " + file + " holds no certificate");
            return ((X509Certificate) found.iterator().next()).getNotAfter().toInstant();
        } catch (CertificateException e) {
            throw new IOException("--cluster-certificate " + file + ": " + e.getMessage(), e);
        }
    }

    /** Says in the log when it has run out, or will soon. */
    static void warn(Path file, Instant end, Instant now) {
        if (!end.isAfter(now)) LOG.error("the node certificate {} ran out on {}: no node takes this one; news comes from the database, a second later", file, end);
        else if (end.isBefore(now.plus(SOON))) LOG.warn("the node certificate {} runs out on {}", file, end);
    }
}
