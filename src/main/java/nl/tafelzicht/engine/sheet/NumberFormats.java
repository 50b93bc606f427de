package nl.tafelzicht.engine.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * The number formats of an {@code .xlsx} that make a number a date or a time: nothing else in the file tells them
 * apart.
 */
final class NumberFormats {

    /**
     * Parts without meaning here: text in quotes, escaped characters, and brackets with a colour, a currency or a
     * condition.
     */
    private static final Pattern NO_SIGN = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hms]+])[^]]*]");

    private static final Pattern DATE = Pattern.compile("[yd]");
    private static final Pattern TIME = Pattern.compile("[hs]");

    /** How a number is shown. */
    enum Look {
        NUMBER(false, false),
        DATE(true, false),
        TIME(false, true),
        DATE_AND_TIME(true, true);

        final boolean hasDate;
        final boolean hasTime;

        Look(boolean hasDate, boolean hasTime) {
            this.hasDate = hasDate;
            this.hasTime = hasTime;
        }
    }

    private final List<Look> looks = new ArrayList<>();

    /** @param styles {@code xl/styles.xml}, or {@code null} when there is none */
    static NumberFormats read(SheetXml styles) throws XMLStreamException, UnreadableSheet {
        var read = new NumberFormats();
        if (styles == null) {
            return read;
        }
        Map<Integer, Look> own = new HashMap<>();
        boolean inCells = false;
        while (styles.next()) {
            if (styles.begins("numFmt")) {
                var code = styles.attribute("formatCode");
                own.put(Cell.whole(styles.attribute("numFmtId")), code == null ? Look.NUMBER : look(code));
            } else if (styles.begins("cellXfs")) {
                inCells = true;
            } else if (styles.ends("cellXfs")) {
                inCells = false;
            } else if (inCells && styles.begins("xf")) {
                int format = Cell.whole(styles.attribute("numFmtId"));
                read.looks.add(own.getOrDefault(format, builtIn(format)));
            }
        }
        return read;
    }

    /** The formats that a file does not define itself (ECMA-376, 18.8.30), including those of East Asia. */
    private static Look builtIn(int format) {
        if (format == 22) {
            return Look.DATE_AND_TIME;
        }
        boolean isTime = format >= 18 && format <= 21 || format >= 32 && format <= 35 || format >= 45 && format <= 47;
        if (isTime) {
            return Look.TIME;
        }
        boolean isDate = format >= 14 && format <= 17 || format >= 27 && format <= 36 || format >= 50 && format <= 58;
        return isDate ? Look.DATE : Look.NUMBER;
    }

    static Look look(String format) {
        var code = NO_SIGN.matcher(format.toLowerCase(java.util.Locale.ROOT)).replaceAll("");
        if (code.equals("general") || code.startsWith("general;")) {
            return Look.NUMBER;
        }
        var first = code.split(";", 2)[0];
        boolean hasTime = TIME.matcher(first).find();
        boolean hasDate = DATE.matcher(first).find() || !hasTime && first.indexOf('m') >= 0;
        return hasDate ? (hasTime ? Look.DATE_AND_TIME : Look.DATE) : hasTime ? Look.TIME : Look.NUMBER;
    }

    /** @param style number of a cell's style */
    Look of(int style) {
        return style >= 0 && style < looks.size() ? looks.get(style) : Look.NUMBER;
    }
}
