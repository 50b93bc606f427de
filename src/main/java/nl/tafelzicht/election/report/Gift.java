package nl.tafelzicht.election.report;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A gift to a party or candidate that somebody reports.
 *
 * @param donorCountry ISO 3166-1 alpha-2 code of where the donor is from
 * @param amount       euros, above 0
 * @param date         on which it was given
 */
public record Gift(String donorCountry, BigDecimal amount, LocalDate date) {

    private static final BigDecimal MAXIMUM = BigDecimal.valueOf(100_000);
    private static final BigDecimal NOTIFIED_ABOVE = BigDecimal.valueOf(10_000);
    private static final int WORKING_DAYS = 3;
    private static final LocalDate RULES_SINCE = LocalDate.of(2023, 1, 1);

    /** What the law says of a gift. */
    public enum Standing {
        /** From a donor who is not Dutch. */
        NOT_ALLOWED,
        /** More than EUR 100,000 of one donor. */
        ABOVE_MAXIMUM,
        /** Above EUR 10,000: to be notified within three working days. */
        NOTIFIABLE,
        /** Nothing against it. */
        ALLOWED,
        /** Given before these rules held. */
        BEFORE_RULES;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** @param notifyBy the last day on which the gift is notified in time, or {@code null} */
    public record Assessment(Standing standing, LocalDate notifyBy) { }

    /** Wet financiering politieke partijen, as it holds since 1 January 2023. */
    public Assessment assessment() {
        if (date.isBefore(RULES_SINCE)) return new Assessment(Standing.BEFORE_RULES, null);
        if (!donorCountry.equals("NL")) return new Assessment(Standing.NOT_ALLOWED, null);
        if (amount.compareTo(MAXIMUM) > 0) return new Assessment(Standing.ABOVE_MAXIMUM, null);
        if (amount.compareTo(NOTIFIED_ABOVE) > 0) return new Assessment(Standing.NOTIFIABLE, WorkingDays.after(date, WORKING_DAYS));
        return new Assessment(Standing.ALLOWED, null);
    }
}
