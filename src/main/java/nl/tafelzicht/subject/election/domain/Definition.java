package nl.tafelzicht.subject.election.domain;

import java.time.LocalDate;
import java.util.List;
import nl.tafelzicht.election.Since;

/**
 * The definition of an election.
 *
 * @param name for people
 * @param category the Electoral Council's two letters, such as {@code PS} (provincial council) or {@code AB} (water
 *     authority)
 * @param date of the vote
 * @param domain the area whose body is elected, such as Gelderland; {@code null} for the whole country
 * @param districts its electoral districts (kieskringen), at most {@link #MOST_DISTRICTS}; empty where there is one, or
 *     they are not known
 * @param lists its lists, at most {@link #MOST_LISTS}; empty while they are not known
 */
@Since(2)
public record Definition(
        String name, String category, LocalDate date, String domain, List<District> districts, List<NamedList> lists) {

    /** The House of Representatives has 20, and regions beside them. */
    public static final int MOST_DISTRICTS = 100;
    /** More than any election has had: 26. */
    public static final int MOST_LISTS = 200;
    /** On one list; the law allows 80. */
    public static final int MOST_CANDIDATES = 200;

    public Definition {
        districts = districts == null ? List.of() : List.copyOf(districts);
        lists = lists == null ? List.of() : List.copyOf(lists);
    }

    /** @param number as files name it, such as 7 */
    @Since(2)
    public record District(String number, String name) {}

    /**
     * A list of candidates; the candidates themselves are not stored.
     *
     * @param number {@code null} while the lists are not numbered
     * @param candidates how many are on it; {@code null} when not known
     */
    @Since(2)
    public record NamedList(Integer number, String name, Integer candidates) {}

    /** How many districts and lists it has. */
    public int names() {
        return districts.size() + lists.size();
    }

    Definition withLists(List<NamedList> others) {
        return new Definition(name, category, date, domain, districts, others);
    }

    /** This definition, with the earlier numbered lists when it has none. */
    Definition keepingListsOf(Definition before) {
        boolean isNumbered = lists.stream().anyMatch(list -> list.number() != null);
        boolean wasNumbered = before.lists.stream().anyMatch(list -> list.number() != null);
        return lists.isEmpty() || wasNumbered && !isNumbered ? withLists(before.lists) : this;
    }
}
