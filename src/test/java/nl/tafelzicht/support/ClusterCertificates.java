package nl.tafelzicht.support;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority for the nodes of one test's cluster, the certificate of a node, and the secret with which it joins. */
public record ClusterCertificates(Path authority, Path certificate, Path key, String secret) {

    /** Makes all of it anew, as files in a folder. */
    public static ClusterCertificates make(Path folder) throws IOException {
        return make(folder, Duration.ofDays(60));
    }

    /** @param goodFor how long yet, from now on; negative for one that has run out */
    public static ClusterCertificates make(Path folder, Duration goodFor) throws IOException {
        try {
            Files.createDirectories(folder);
            var ca = pair();
            var node = pair();
            var issuer = new X500Name("CN=nodes of a test");
            var authority = write(
                    folder.resolve("authority.pem"),
                    "CERTIFICATE",
                    certificate(issuer, ca, issuer, ca, true, Duration.ofDays(365)));
            var certificate = write(
                    folder.resolve("node.pem"),
                    "CERTIFICATE",
                    certificate(issuer, ca, new X500Name("CN=node"), node, false, goodFor));
            var secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            return new ClusterCertificates(
                    authority,
                    certificate,
                    write(
                            folder.resolve("node-key.pem"),
                            "PRIVATE KEY",
                            node.getPrivate().getEncoded()),
                    Base64.getEncoder().encodeToString(secret));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    /** What a node is told of it. */
    public List<String> options() {
        return List.of(
                "--cluster-secret",
                secret,
                "--cluster-certificate",
                certificate.toString(),
                "--cluster-key",
                key.toString(),
                "--cluster-authority",
                authority.toString());
    }

    private static KeyPair pair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static byte[] certificate(
            X500Name issuer, KeyPair signer, X500Name subject, KeyPair holder, boolean isAuthority, Duration goodFor)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new SecureRandom()),
                Date.from(now.minus(10, ChronoUnit.DAYS)),
                Date.from(now.plus(goodFor)),
                subject,
                holder.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        if (!isAuthority) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
                .getEncoded();
    }

    private static Path write(Path file, String kind, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                        + "-----\n");
    }
}
