package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import nl.tafelzicht.support.ClusterCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCertificateTest {

    @TempDir
    private Path folder;

    @Test
    void itSaysUntilWhenItIsGood() throws Exception {
        var in20Days = Instant.now().plus(Duration.ofDays(20));
        assertThat(NodeCertificate.endOf(
                        "--cluster-certificate",
                        ClusterCertificates.make(folder.resolve("a"), Duration.ofDays(20))
                                .certificate()))
                .isBetween(in20Days.minusSeconds(60), in20Days.plusSeconds(60));
        var empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> NodeCertificate.endOf("--cluster-certificate", empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no certificate");
    }
}
