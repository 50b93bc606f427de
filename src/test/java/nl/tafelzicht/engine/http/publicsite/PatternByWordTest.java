package nl.tafelzicht.engine.http.publicsite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Finds what the pattern alone finds. */
class PatternByWordTest {

    private static final String[] PIECES = {"import ", "a", "'x';", "\n", "reimport ", " ", "import 'y';\n", ";"};

    @Test
    void whatIsBeforeAMatchCountsForIt() {
        var line = new PatternByWord("import ", "^import '(?<from>[^']+)';$");
        assertThat(line.replaced("import 'a';\n import 'b';\nimport 'c';", found -> "<" + found.group("from") + ">"))
                .isEqualTo("<a>\n import 'b';\n<c>");
        var word = new PatternByWord("import(", "\\bimport\\(");
        assertThat(word.replaced("import( reimport( .import(", found -> "!")).isEqualTo("! reimport( .!");
        assertThat(line.first("import x\nimport 'b';\nimport 'c';")).isEqualTo("import 'b';");
        assertThat(line.first(" import 'b';")).isNull();
        assertThat(line.replaced("", found -> "!")).isEmpty();
    }

    @Test
    void thePatternAloneReplacesTheSame() {
        var random = new Random(1);
        var form = "^import [^\\n]*;$";
        var byWord = new PatternByWord("import ", form);
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(byWord.replaced(text.toString(), found -> "[" + found.group() + "]"))
                    .isEqualTo(Pattern.compile(form, Pattern.MULTILINE)
                            .matcher(text)
                            .replaceAll("[$0]"));
        }
    }
}
