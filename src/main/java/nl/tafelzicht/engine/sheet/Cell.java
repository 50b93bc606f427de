package nl.tafelzicht.engine.sheet;

/**
 * A cell of a sheet that has something in it.
 *
 * @param row from 1
 * @param column from 1
 * @param text of a number its fifteen digits, of a date or time as ISO 8601 writes it, of a truth {@code TRUE} or
 *     {@code FALSE}, of an error its name, such as {@code #REF!}
 * @param isCopy whether it is covered by a merged cell, whose text it has
 */
public record Cell(int row, int column, Kind kind, String text, boolean isCopy) {

    /** More than the formats have. */
    static final int MOST_ROWS = 1 << 20;

    static final int MOST_COLUMNS = 1 << 14;
    private static final int LETTERS = 26;

    public enum Kind {
        TEXT,
        NUMBER,
        TIME,
        BOOLEAN,
        ERROR,
        /** A formula whose result the file does not have. */
        UNCALCULATED
    }

    /** What a spreadsheet calls it: {@code G12}. */
    public String name() {
        return letters(column) + row;
    }

    /** What a spreadsheet calls a column: {@code A}, {@code Z}, {@code AA}. */
    public static String letters(int column) {
        var letters = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return letters.toString();
    }

    /** @return the row and the column of a name such as {@code G12}, or {@code null} when it is none */
    static int[] place(String name) {
        int column = 0;
        int i = 0;
        while (i < name.length() && name.charAt(i) >= 'A' && name.charAt(i) <= 'Z' && column <= MOST_COLUMNS) {
            column = column * LETTERS + name.charAt(i++) - 'A' + 1;
        }
        int row = whole(name.substring(i));
        return column > 0 && row > 0 ? new int[] {row, column} : null;
    }

    /** @return -1 for what is no whole number from 0 to a billion */
    static int whole(String digits) {
        if (digits == null || digits.isEmpty() || digits.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
