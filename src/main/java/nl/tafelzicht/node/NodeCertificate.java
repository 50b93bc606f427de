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
 * A certificate of a node, for the others or for browsers: when it runs out nobody comes any more, and who runs the
 * node does not notice by looking.
 */
final class NodeCertificate {

    private static final Logger LOG = LoggerFactory.getLogger(NodeCertificate.class);
    /** Before its end, in which somebody should make a new one. */
    private static final Duration SOON = Duration.ofDays(30);

    private NodeCertificate() {}

    /** Until when it is good. @param option that names the file @throws IOException when there is none in the file */
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

    /** Says in the log when it has run out, or will soon. */
    static void warn(String what, Path file, Instant end, Instant now) {
        if (!end.isAfter(now)) {
            LOG.error("the {} {} ran out on {}: nobody takes it", what, file, end);
        } else if (end.isBefore(now.plus(SOON))) {
            LOG.warn("the {} {} runs out on {}", what, file, end);
        }
    }
}
