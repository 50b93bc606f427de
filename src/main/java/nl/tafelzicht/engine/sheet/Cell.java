package nl.tafelzicht.engine.sheet;

/**
 * A cell of a sheet that is not empty.
 *
 * @param row from 1
 * @param column from 1
 * @param text for a number its fifteen digits, for a date or time ISO 8601, for a boolean {@code TRUE} or
 *     {@code FALSE}, for an error its name, such as {@code #REF!}
 * @param isCopy whether it is covered by a merged cell, whose text it has
 */
public record Cell(int row, int column, Kind kind, String text, boolean isCopy) {

    /** The most rows of any format. */
    static final int MOST_ROWS = 1 << 20;

    static final int MOST_COLUMNS = 1 << 14;
    private static final int LETTERS = 26;

    public enum Kind {
        TEXT,
        NUMBER,
        TIME,
        BOOLEAN,
        ERROR,
        /** A formula without a stored result. */
        UNCALCULATED
    }

    /** Its name in a spreadsheet: {@code G12}. */
    public String name() {
        return letters(column) + row;
    }

    /** The name of a column in a spreadsheet: {@code A}, {@code Z}, {@code AA}. */
    public static String letters(int column) {
        var letters = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return letters.toString();
    }

    /** @return the row and the column of a name such as {@code G12}, or {@code null} when it is no such name */
    static int[] place(String name) {
        int column = 0;
        int i = 0;
        while (i < name.length() && name.charAt(i) >= 'A' && name.charAt(i) <= 'Z' && column <= MOST_COLUMNS) {
            column = column * LETTERS + name.charAt(i++) - 'A' + 1;
        }
        int row = whole(name.substring(i));
        return column > 0 && row > 0 ? new int[] {row, column} : null;
    }

    /** @return -1 for a text that is no whole number from 0 to a billion */
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
