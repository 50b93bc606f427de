package nl.tafelzicht.subject.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.LocalCodec;
import nl.tafelzicht.subject.count.CountRequest.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken from the folder of counts, and when. */
class CountFolderTest {

    private static final Answer TAKEN = new CountRequest.Taken(null, null, true, List.of());

    private static final String WHOLE = "<EML></EML>\n";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new ArrayList<>();
    private Function<String, Answer> hub = name -> TAKEN;
    private CountFolderVerticle verticle;

    @BeforeEach
    void start() throws Exception {
        List.of(CountRequest.Take.class, CountRequest.Taken.class, CountRequest.Refused.class)
                .forEach(type -> LocalCodec.register(vertx.eventBus(), type));
        vertx.eventBus().<CountRequest.Take>localConsumer(CountFileVerticle.ADDRESS, message -> {
            var name = message.body().file().getFileName().toString();
            asked.add(name);
            var answer = hub.apply(name);
            if (answer == null) {
                message.fail(JournalVerticle.Failure.UNAVAILABLE, "the journal is away");
            } else {
                message.reply(answer);
            }
        });
        verticle = new CountFolderVerticle(folder, Duration.ofDays(1));
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private void look(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            verticle.look().await(10, TimeUnit.SECONDS);
        }
    }

    private Path lay(String name, String content, int minute) throws Exception {
        var file = Files.writeString(folder.resolve(name), content);
        return Files.setLastModifiedTime(file, FileTime.fromMillis(60_000L * minute));
    }

    @Test
    void aFileThatGrowsIsLeftAloneUntilItIsWhole() throws Exception {
        var file = lay("a.xml", "<EML>", 1);
        for (int i = 0; i < 5; i++) {
            look(1);
            Files.writeString(file, "<!-- EML>", StandardOpenOption.APPEND);
            Files.setLastModifiedTime(file, FileTime.fromMillis(60_000)); // only its size tells
        }
        assertThat(asked).isEmpty();
        look(2);
        assertThat(asked).containsExactly("a.xml");
        assertThat(folder.resolve("taken/a.xml")).exists();
    }

    @Test
    void aFileThatIsWrittenOverIsLeftAloneToo() throws Exception {
        for (int i = 0; i < 5; i++) {
            lay("a.xml", WHOLE, i);
            look(1);
        }
        assertThat(asked).isEmpty();
    }

    /** Copying over a slow line pauses. */
    @Test
    void aFileThatEndsInTheMiddleIsGivenAMinuteAndTheOthersGoFirst() throws Exception {
        var slow = lay("slow.xml", "<EML><Count>", 1);
        lay("empty.xml", "", 2);
        lay("whole.xml", WHOLE, 3);
        look(30);
        assertThat(asked).containsExactly("whole.xml");
        Files.writeString(slow, "</Count></EML>", StandardOpenOption.APPEND);
        look(1);
        assertThat(asked).containsExactly("whole.xml", "empty.xml");
        look(1);
        assertThat(asked).containsExactly("whole.xml", "empty.xml", "slow.xml");
    }

    @Test
    void allThatLieThereAreTakenAtOnceAndThoseThatLieThereLongestFirst() throws Exception {
        lay("a.xml", WHOLE, 3);
        lay("b.XML", WHOLE, 1);
        lay("c.xml", WHOLE, 2);
        lay("d.txt", "niet voor de hub", 0);
        look(2);
        assertThat(asked).containsExactly("b.XML", "c.xml", "a.xml");
        assertThat(folder.resolve("d.txt")).exists();
    }

    @Test
    void whatCannotBeTakenNowStaysIsTriedAgainAndHoldsUpNobody() throws Exception {
        lay("a.xml", WHOLE, 1);
        lay("b.xml", WHOLE, 2);
        hub = name -> name.equals("a.xml") ? null : TAKEN;
        look(2);
        assertThat(asked)
                .as("the hub may be away: the rest waits for the next look")
                .containsExactly("a.xml");
        look(1);
        assertThat(asked).containsExactly("a.xml", "b.xml");
        assertThat(folder.resolve("a.xml")).exists();
        hub = name -> TAKEN;
        look(9);
        assertThat(asked).hasSize(2);
        look(1);
        assertThat(asked).containsExactly("a.xml", "b.xml", "a.xml");
        assertThat(folder.resolve("taken/a.xml")).exists();
    }

    @Test
    void nothingThatWasLaidAsideIsWrittenOver() throws Exception {
        hub = name -> new CountRequest.Refused(7, Explanation.of("not-a-count"));
        lay("a.xml", "<EML>first</EML>", 1);
        look(2);
        lay("a.xml", "<EML>second</EML>", 2);
        look(2);
        assertThat(folder.resolve("refused/a.xml")).hasContent("<EML>first</EML>");
        assertThat(folder.resolve("refused/a-2.xml")).hasContent("<EML>second</EML>");
        assertThat(Files.readString(folder.resolve("refused/a-2.xml.reason.txt")))
                .startsWith("line 7: ");
    }

    @Test
    void whatIsTooLargeIsRefusedUnread() throws Exception {
        try (var file = Files.newByteChannel(
                folder.resolve("a.xml"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            file.position(CountImportRoutes.MAX_FILE_BYTES)
                    .write(ByteBuffer.wrap("</EML>".getBytes(StandardCharsets.US_ASCII)));
        }
        look(2);
        assertThat(asked).isEmpty();
        assertThat(Files.readString(folder.resolve("refused/a.xml.reason.txt"))).contains("MiB");
    }
}
