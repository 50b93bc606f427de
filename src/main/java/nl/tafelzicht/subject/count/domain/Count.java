package nl.tafelzicht.subject.count.domain;

import java.util.List;
import java.util.Locale;

/**
 * A count of an election in a municipality, as a file of EML_NL 510 has it. The hub publishes no results: it checks
 * whether the count is complete and consistent.
 *
 * @param kind such as {@code 510b}
 * @param createdAt as the file has it; {@code null} when it does not say
 * @param authority number of the municipality, four digits
 * @param authorityName its name in the file
 * @param election its identifier, such as {@code TK2025}
 * @param electionName its name in the file
 * @param electionDate as the file has it
 * @param contest number of the electoral district, or {@code alle}
 * @param method how it was counted; {@code null} when the file does not say (only those of 1.3 do)
 * @param phase of which session it is; {@code null} when the file does not say
 * @param lists in the order of the file
 * @param total what the file has for all units together
 * @param units in the order of the file
 * @param notStated reason codes that some or all units do not state, and that are therefore not checked
 */
public record Count(
        String kind,
        String createdAt,
        String authority,
        String authorityName,
        String election,
        String electionName,
        String electionDate,
        String contest,
        CountingMethod method,
        Phase phase,
        List<CountList> lists,
        CountUnit total,
        List<CountUnit> units,
        List<String> notStated) {

    /** Whether it is from a committee above the municipalities: its units are municipalities, or their committees. */
    public boolean isSum() {
        return kind.equals("510c") || kind.equals("510d");
    }

    /** Whether it says who was elected (EML 520): a file without votes. */
    public boolean isResult() {
        return kind.equals("520");
    }

    /** The session of the committee that a file belongs to. */
    public enum Phase {
        FIRST_SESSION,
        CORRIGENDUM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
