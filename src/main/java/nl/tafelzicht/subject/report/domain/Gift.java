package nl.tafelzicht.subject.report.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Since;

/**
 * A reported gift to a party or candidate.
 *
 * @param donorCountry ISO 3166-1 alpha-2 code of the donor's country
 * @param amount euros, above 0
 * @param date on which it was given
 * @param dutchVoter {@code true} for a Dutch voter abroad, who counts as a Dutch donor; {@code null} when not stated
 * @param givenThisYear euros that the donor gave in the calendar year of that date, including this gift; {@code null}
 *     when it is not known
 */
public record Gift(
        String donorCountry,
        BigDecimal amount,
        LocalDate date,
        @Since(2) Boolean dutchVoter,
        @Since(2) BigDecimal givenThisYear) {

    private static final BigDecimal MAXIMUM = BigDecimal.valueOf(100_000);
    private static final BigDecimal NOTIFIED_ABOVE = BigDecimal.valueOf(10_000);
    private static final BigDecimal PUBLISHED_FROM = BigDecimal.valueOf(1_000);
    private static final int WORKING_DAYS = 3;
    private static final LocalDate RULES_SINCE = LocalDate.of(2023, 1, 1);

    /** The legal status of a gift. */
    public enum Standing {
        /** From a donor who is not Dutch. */
        NOT_ALLOWED,
        /** More than EUR 100,000 from one donor in a calendar year, all gifts together. */
        ABOVE_MAXIMUM,
        /** Above EUR 10,000: must be notified within three working days. */
        NOTIFIABLE,
        /** No objection. */
        ALLOWED,
        /** Given before these rules came into force. */
        BEFORE_RULES;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param notifyBy the last day for notifying the gift in time, or {@code null}
     * @param published whether the party must publish it, {@code null} when not
     */
    public record Assessment(
            Standing standing, LocalDate notifyBy, @Since(2) Boolean published) {}

    /** @return why it is impossible, or {@code null} */
    public Refusal flaw() {
        return givenThisYear != null && givenThisYear.compareTo(amount) < 0
                ? Refusal.invalid(
                        "gift/givenThisYear", Explanation.of("year-below-gift", "amount", amount.toPlainString()))
                : null;
    }

    /** By the Wet financiering politieke partijen, as in force since 1 January 2023. */
    public Assessment assessment() {
        if (date.isBefore(RULES_SINCE)) {
            return new Assessment(Standing.BEFORE_RULES, null, null);
        }
        var together = givenThisYear == null ? amount : givenThisYear.max(amount);
        Boolean published = together.compareTo(PUBLISHED_FROM) >= 0 ? true : null;
        if (!donorCountry.equals("NL") && !Boolean.TRUE.equals(dutchVoter)) {
            return new Assessment(Standing.NOT_ALLOWED, null, published);
        }
        if (together.compareTo(MAXIMUM) > 0) {
            return new Assessment(Standing.ABOVE_MAXIMUM, null, published);
        }
        if (amount.compareTo(NOTIFIED_ABOVE) > 0) {
            return new Assessment(Standing.NOTIFIABLE, WorkingDays.after(date, WORKING_DAYS), published);
        }
        return new Assessment(Standing.ALLOWED, null, published);
    }
}
