package nl.tafelzicht.engine.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * The texts of an {@code .xlsx}, which its cells refer to by number. The number of texts that the file states is not
 * trusted.
 */
final class SharedStrings {

    /** How Excel writes characters that XML can't contain. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private SharedStrings() {}

    static List<String> read(SheetXml xml, SheetBudget budget) throws XMLStreamException, UnreadableSheet {
        var texts = new ArrayList<String>();
        while (xml.nextElement()) {
            if (xml.begins("si")) {
                budget.string();
                var text = item(xml, "si");
                budget.characters(text.length());
                texts.add(text);
            }
        }
        return texts;
    }

    /** A text, or its differently formatted runs; without its phonetic reading. */
    static String item(SheetXml xml, String end) throws XMLStreamException, UnreadableSheet {
        var text = new StringBuilder();
        while (xml.next() && !xml.ends(end)) {
            if (xml.begins("t")) {
                SheetXml.add(text, xml.text());
            } else if (xml.begins("rPh")) {
                xml.skip();
            }
        }
        return unescaped(text.toString());
    }

    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(m.group(1), 16))))
                : text;
    }
}
