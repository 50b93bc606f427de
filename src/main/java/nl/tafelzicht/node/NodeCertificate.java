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

/**
 * A certificate of a node, for other nodes or for browsers: when it expires nobody can connect any more, and nothing
 * warns the operator before.
 */
final class NodeCertificate {

    private static final Logger LOG = LoggerFactory.getLogger(NodeCertificate.class);
    /** How long before its end a warning is logged. */
    private static final Duration SOON = Duration.ofDays(30);

    private NodeCertificate() {}

    /**
     * The end of its validity.
     *
     * @param option that names the file
     * @throws IOException when the file contains no certificate
     */
    static Instant endOf(String option, Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException(option + " " + file + " holds no certificate");
            }
            return ((X509Certificate) found.iterator().next()).getNotAfter().toInstant();
        } catch (CertificateException e) {
            throw new IOException(option + " " + file + ": " + e.getMessage(), e);
        }
    }

    /** Logs a warning when it has expired, or will soon. */
    static void warn(String what, Path file, Instant end, Instant now) {
        if (!end.isAfter(now)) {
            LOG.error("the {} {} ran out on {}: nobody takes it", what, file, end);
        } else if (end.isBefore(now.plus(SOON))) {
            LOG.warn("the {} {} runs out on {}", what, file, end);
        }
    }
}
