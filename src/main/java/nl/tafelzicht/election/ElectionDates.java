package nl.tafelzicht.election;

import java.time.LocalDate;
import java.time.Year;

/**
 * The days on which an election can be: a day outside is a typing error, or a serial number that was taken for a day.
 */
public final class ElectionDates {

    public static final Year FIRST = Year.of(2000);
    public static final Year LAST = Year.of(2100);

    private ElectionDates() {}

    public static boolean isPossible(LocalDate date) {
        return date.getYear() >= FIRST.getValue() && date.getYear() <= LAST.getValue();
    }

    /** Why a day is refused. */
    public static Explanation refusal(LocalDate date) {
        return Explanation.of("not-in-these-years", "date", date, "from", FIRST, "to", LAST);
    }
}
