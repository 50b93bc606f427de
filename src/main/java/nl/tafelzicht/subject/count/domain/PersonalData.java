package nl.tafelzicht.subject.count.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds what seems to be personal data in a text, to warn before something is stored that many will read; it does not
 * decide, and does not find everything. Pure.
 */
public final class PersonalData {

    /** The kinds of personal data that it recognises. */
    public enum Kind {
        NAME,
        TELEPHONE,
        EMAIL,
        ADDRESS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern TELEPHONE =
            Pattern.compile("(?<![\\d:.])(?:\\+31|0031|0)[\\s().-]?(?:\\d[\\s().-]?){8,9}(?!\\d)");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.-]+");
    /** A street with a number, or a postcode. */
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d{4}\\s?[A-Z]{2}\\b|\\b\\p{Lu}[\\p{L}'-]*"
            + "(?:straat|laan|weg|plein|gracht|kade|hof|dijk|singel|pad|street|road|lane) \\d+");

    private static final String BETWEEN = "(?:(?:van|de|der|den|ten|ter|'t)\\s+)*";
    private static final Pattern TITLED = Pattern.compile(
            "\\b(?:[Dd]e heer|[Mm]eneer|[Mm]evrouw|[Mm]evr\\.|[Dd]hr\\.?|[Mm]w\\.?|Mr\\.?|Mrs\\.?|Ms\\.?)\\s+" + BETWEEN
                    + "\\p{Lu}\\p{Ll}+");
    /** A first name and a last one, or initials and a last one. */
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:\\p{Lu}\\p{Ll}+|(?:\\p{Lu}\\.){1,4})\\s?" + BETWEEN + "\\s?\\p{Lu}\\p{Ll}{2,}\\b");
    /** Capitalised words that never begin a person's name here. */
    private static final Pattern OFFICIAL = Pattern.compile("(?i)\\b(?:stembureau|gemeente|tweede|eerste|kamer|staten"
            + "|provinciale|hoofdstembureau|kiesraad|kieswet|het|een|de|in|bij|na|er|ik|wij|lijst|partij|model|zaal"
            + "|school|den|polling|station|the|at|on|a|list)\\b.*");

    private PersonalData() {}

    /** @return each kind once, in order; empty for none */
    public static List<Kind> in(String text) {
        var found = new ArrayList<Kind>();
        if (TITLED.matcher(text).find()
                || NAMED.matcher(text).results().anyMatch(m -> !OFFICIAL.matcher(m.group())
                        .matches())) {
            found.add(Kind.NAME);
        }
        if (TELEPHONE.matcher(text).find()) {
            found.add(Kind.TELEPHONE);
        }
        if (EMAIL.matcher(text).find()) {
            found.add(Kind.EMAIL);
        }
        if (ADDRESS.matcher(text).find()) {
            found.add(Kind.ADDRESS);
        }
        return List.copyOf(found);
    }
}
