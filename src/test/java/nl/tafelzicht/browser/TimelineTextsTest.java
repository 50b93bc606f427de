package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened is said in words in the timelines of the page, in both languages: no name of an event is shown. */
class TimelineTextsTest {

    /** Those of stations have names of their own in a timeline; of duties, imports and readings there is none. */
    private static final List<String> ELSEWHERE =
            List.of("station-", "duty-", "import-", "access-recorded", "text-erased", "report-waited");

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyEventHasAText(String language) throws Exception {
        var texts = Files.readString(Path.of("web", "i18n", language + ".mjs"));
        assertThat(Subjects.all().events().keySet())
                .filteredOn(name -> ELSEWHERE.stream().noneMatch(name::startsWith))
                .hasSizeGreaterThan(60)
                .allSatisfy(name -> assertThat(texts).contains("'timeline." + name + "':"));
    }
}
