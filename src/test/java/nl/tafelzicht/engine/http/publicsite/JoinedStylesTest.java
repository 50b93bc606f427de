package nl.tafelzicht.engine.http.publicsite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinedStylesTest {

    private static final String INDEX = """
            <head>
              <link rel="icon" href="/icon.svg">
              <link rel="stylesheet" href="/lib/map/1/map.css">
              <link rel="stylesheet" href="/app.css">
              <script src="/begin.js"></script>
            </head>
            """;

    private static JoinedStyles joined(Map<String, String> files) throws IOException {
        return JoinedStyles.of(INDEX, path -> {
            var file = files.get(path);
            return file == null ? null : file.getBytes(StandardCharsets.UTF_8);
        });
    }

    @Test
    void theSheetsAreOneInTheirOrderAndFindWhatTheyReferTo() throws Exception {
        var styles = joined(Map.of(
                "/lib/map/1/map.css", "a { background: url(images/x.png); b: url(#default#VML); }\n",
                "/app.css", "c { src: url(/lib/f.woff2); d: url('data:image/svg+xml,x'); }\n"));
        assertThat(styles.text())
                .isEqualTo("a { background: url(/lib/map/1/images/x.png); b: url(#default#VML); }\n"
                        + "c { src: url(/lib/f.woff2); d: url('data:image/svg+xml,x'); }\n");
        assertThat(styles.path()).matches("/joined/page\\.[0-9a-f]{16}\\.css");
        assertThat(styles.index()).isEqualTo("""
                        <head>
                          <link rel="icon" href="/icon.svg">
                          <link rel="stylesheet" href="%s">
                          <script src="/begin.js"></script>
                        </head>
                        """.formatted(styles.path()));
    }

    @Test
    void theNameTellsTheContent() throws Exception {
        var one = joined(Map.of("/lib/map/1/map.css", "a {}", "/app.css", "b {}"));
        assertThat(joined(Map.of("/lib/map/1/map.css", "a {}", "/app.css", "b {}"))
                        .path())
                .isEqualTo(one.path());
        assertThat(joined(Map.of("/lib/map/1/map.css", "a {}", "/app.css", "c {}"))
                        .path())
                .isNotEqualTo(one.path());
    }

    @Test
    void aSheetThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> joined(Map.of("/app.css", "b {}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/lib/map/1/map.css");
    }
}
