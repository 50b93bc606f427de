package nl.tafelzicht.engine.http.publicsite;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern whose every match begins with the same word. Searching for the word first takes a tenth of the time of
 * trying the pattern at each character, which counts when a hub starts.
 */
record PatternByWord(String word, Pattern pattern) {

    PatternByWord(String word, String rest) {
        this(word, Pattern.compile(rest, Pattern.MULTILINE));
    }

    /** The text with each match replaced, first to last. */
    String replaced(String text, Function<Matcher, String> by) {
        var matcher = matcher(text);
        var out = new StringBuilder(text.length());
        int end = 0;
        for (int at = next(matcher, text, 0); at >= 0; at = next(matcher, text, end)) {
            out.append(text, end, at).append(by.apply(matcher));
            end = matcher.end();
        }
        return out.append(text, end, text.length()).toString();
    }

    /** The first match; {@code null} when there is none. */
    String first(String text) {
        var matcher = matcher(text);
        return next(matcher, text, 0) < 0 ? null : matcher.group();
    }

    /** What is before the match counts for it: whether it begins a line, or a word. */
    private Matcher matcher(String text) {
        return pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    }

    /** Where the next match begins; -1 when there is none. */
    private int next(Matcher matcher, String text, int from) {
        int at = text.indexOf(word, from);
        while (at >= 0 && !matcher.region(at, text.length()).lookingAt()) {
            at = text.indexOf(word, at + 1);
        }
        return at;
    }
}
