package nl.tafelzicht.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words of the interface that stand on a page where its reader's should: a key without a text, such as
 * {@code kind.expected}, or a word of the hub with a hyphen, such as {@code count-late}, that was not put into words.
 */
final class RawWords {

    private static final List<String> KEYS = keys();
    /** No Dutch text has one of these; the names of settings and accounts, which do, are left out of what is read. */
    private static final Set<String> OF_THE_HUB = KEYS.stream()
            .map(key -> key.substring(key.lastIndexOf('.') + 1))
            .filter(word -> word.contains("-"))
            .collect(Collectors.toSet());

    private static final Set<String> LISTS =
            KEYS.stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());
    private static final Pattern WORD = Pattern.compile("[a-zA-Z]+(?:[.-][a-z][a-zA-Z]*)+");
    /** What people read, without what is written as the hub writes it. */
    private static final String READ = "() => { const all = document.body.cloneNode(true);"
            + "all.querySelectorAll('script, style, code, pre, .settings, .who, noscript').forEach(e => e.remove());"
            + "return [...function* texts(e) { for (const n of e.childNodes)"
            + " n.nodeType === 3 ? yield n.data : yield* texts(n); }(all)].join('\\n'); }";

    private RawWords() {}

    private static List<String> keys() {
        try {
            return Pattern.compile("^ +'([\\w-]+\\.[\\w.-]+)':", Pattern.MULTILINE)
                    .matcher(Files.readString(Path.of("web", "i18n", "nl.mjs")))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those on a page. */
    static Set<String> on(Page page) {
        return in((String) page.evaluate(READ));
    }

    static Set<String> in(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> OF_THE_HUB.contains(word)
                        || word.contains(".") && LISTS.contains(word.substring(0, word.indexOf('.'))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
