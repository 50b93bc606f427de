package nl.tafelzicht.subject.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.subject.count.TimeStampService.NoStamp;
import nl.tafelzicht.subject.count.TimeStampService.Stamped;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.subject.count.domain.TimeStamp.Failure;
import nl.tafelzicht.support.Needed;
import nl.tafelzicht.support.TestTimeStamps;
import nl.tafelzicht.support.TestTimeStamps.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for a time stamp, and what is not; and that each question ends. */
class TimeStampServiceTest {

    private static final byte[] REPORT = "%PDF-1.7 proces-verbaal".getBytes(StandardCharsets.UTF_8);
    private static final String HASH = Fingerprint.of(REPORT).hex();

    private final Vertx vertx = Vertx.vertx();
    private TestTimeStamps service;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        service = new TestTimeStamps();
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Stamped stamp(Duration deadline) throws Exception {
        var asking = new TimeStampService(vertx, service.address(), deadline);
        return asking.stamp(HASH).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aStampSaysWhenAndByWhom() throws Exception {
        var before = Instant.now().minusSeconds(2);
        var stamp = stamp(Duration.ofSeconds(20)).stamp();
        assertThat(stamp.by()).isEqualTo(TestTimeStamps.NAME);
        assertThat(stamp.at()).isBetween(before, Instant.now().plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=Stempels,O=Proefdienst | Stempels (Proefdienst)",
                "CN=Stempels,C=NL | Stempels",
                "O=Proefdienst,C=NL | Proefdienst",
                "OU=Stempels,C=NL | OU=Stempels,C=NL"
            })
    void whoStampedIsNamedByWhatTheCertificateSays(String subject, String name) throws Exception {
        try (var other = new TestTimeStamps(0, subject)) {
            var asking = new TimeStampService(vertx, other.address(), Duration.ofSeconds(20));
            assertThat(asking.stamp(HASH)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS)
                            .stamp()
                            .by())
                    .isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_NONCE, NOT_OURS",
        "OTHER_DIGEST, NOT_OURS",
        "OTHER_KEY, BAD_SIGNATURE",
        "OTHER_PURPOSE, BAD_SIGNATURE",
        "NO_CERTIFICATE, BAD_SIGNATURE",
        "REFUSES, REFUSED",
        "GARBAGE, UNREADABLE",
        "TRAILING_BYTES, UNREADABLE",
        "TOO_LONG, TOO_LARGE",
        "ERROR, BAD_STATUS",
    })
    void whatIsNoStampOfOursIsToldByWhatItIs(Manner manner, Failure why) {
        service.answers(manner);
        assertThat(failure(Duration.ofSeconds(20))).isEqualTo(why);
    }

    @Test
    void aCertificateOfAServerSignsNoTimeStamps() {
        service.answers(Manner.OTHER_PURPOSE);
        assertThat(catchThrowable(() -> stamp(Duration.ofSeconds(20)))).hasMessageContaining("ExtendedKeyUsage");
    }

    @ParameterizedTest
    @CsvSource({"SILENT", "DRIPS"})
    void whoNeverEndsIsLeftAtTheDeadline(Manner manner) {
        service.answers(manner);
        assertThat(failure(Duration.ofMillis(300))).isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    void nobodyThereIsSaidSo() {
        service.close();
        assertThat(failure(Duration.ofSeconds(20))).isEqualTo(Failure.UNREACHABLE);
    }

    private Failure failure(Duration deadline) {
        var failed = catchThrowable(() -> stamp(deadline));
        assertThat(failed).isInstanceOf(ExecutionException.class).cause().isInstanceOf(NoStamp.class);
        return ((NoStamp) failed.getCause()).why();
    }

    /** As docs/count.md says it to an outsider. */
    @Test
    void anOutsiderVerifiesItWithOpenssl() throws Exception {
        Needed.that(runs("openssl", "version"), "openssl");
        Files.write(folder.resolve("report.pdf"), REPORT);
        Files.write(folder.resolve("other.pdf"), new byte[10]);
        Files.write(folder.resolve(HASH + ".tsr"), stamp(Duration.ofSeconds(20)).answer());
        Files.writeString(folder.resolve("ca.pem"), service.authority());
        assertThat(verifies("report.pdf")).isTrue();
        assertThat(verifies("other.pdf")).isFalse();
    }

    private boolean verifies(String file) throws Exception {
        return runs("openssl", "ts", "-verify", "-data", file, "-in", HASH + ".tsr", "-CAfile", "ca.pem");
    }

    private boolean runs(String... command) throws Exception {
        try {
            return new ProcessBuilder(List.of(command))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("said.txt").toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (java.io.IOException absent) {
            return false;
        }
    }
}
