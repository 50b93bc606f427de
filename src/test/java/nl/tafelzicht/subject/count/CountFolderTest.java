package nl.tafelzicht.subject.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
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
            Files.writeString(file, "<more/>", StandardOpenOption.APPEND);
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
            lay("a.xml", "<EML/>", i);
            look(1);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void theOneThatLiesThereLongestGoesFirst() throws Exception {
        lay("a.xml", "<EML/>", 3);
        lay("b.XML", "<EML/>", 1);
        lay("c.xml", "<EML/>", 2);
        lay("d.txt", "niet voor de hub", 0);
        look(6);
        assertThat(asked).containsExactly("b.XML", "c.xml", "a.xml");
        assertThat(folder.resolve("d.txt")).exists();
    }

    @Test
    void aFileThatCannotBeTakenNowStaysAndTheOthersGoFirst() throws Exception {
        lay("a.xml", "<EML/>", 1);
        lay("b.xml", "<EML/>", 2);
        hub = name -> name.equals("a.xml") ? null : TAKEN;
        look(4);
        assertThat(asked).containsExactly("a.xml", "b.xml");
        assertThat(folder.resolve("a.xml")).exists();
        hub = name -> TAKEN;
        look(3);
        assertThat(asked).containsExactly("a.xml", "b.xml", "a.xml");
        assertThat(folder.resolve("taken/a.xml")).exists();
    }

    @Test
    void nothingThatWasLaidAsideIsWrittenOver() throws Exception {
        hub = name -> new CountRequest.Refused(7, Explanation.of("not-a-count"));
        lay("a.xml", "first", 1);
        look(2);
        lay("a.xml", "second", 2);
        look(2);
        assertThat(folder.resolve("refused/a.xml")).hasContent("first");
        assertThat(folder.resolve("refused/a-2.xml")).hasContent("second");
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
            file.position(CountImportRoutes.MAX_FILE_BYTES).write(ByteBuffer.allocate(1));
        }
        look(2);
        assertThat(asked).isEmpty();
        assertThat(Files.readString(folder.resolve("refused/a.xml.reason.txt"))).contains("MiB");
    }
}
