package nl.tafelzicht.subject.election.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;

/**
 * Whether a file is about an election in which its municipality can't take part. An election that the hub doesn't know
 * is taken with a warning; it is excluded only by what is known. Pure.
 */
public final class Exclusion {

    /** Elections of one municipality or island: its council. */
    private static final Set<String> OF_ONE_MUNICIPALITY = Set.of("GR", "ER");

    /** The form in which the Electoral Council's ids begin. */
    private static final Pattern CATEGORY_AND_YEAR = Pattern.compile("([A-Z]{2})\\d{4}.*");

    private Exclusion() {}

    /**
     * Whether it is the council of another municipality.
     *
     * @param election {@code null} when it is not known
     * @param names of all municipalities
     * @return {@code null} when it is not excluded
     */
    public static Explanation elsewhere(ElectionState election, Municipality municipality, Collection<String> names) {
        if (election == null
                || election.source() == DefinedBy.MENTION
                || election.domain() == null
                || !OF_ONE_MUNICIPALITY.contains(election.category())
                || election.domain().equalsIgnoreCase(municipality.name())
                || names.stream().noneMatch(election.domain()::equalsIgnoreCase)) {
            return null;
        }
        return Explanation.beside(
                Exclusion.class,
                "election-elsewhere",
                "election",
                election.id(),
                "place",
                election.domain(),
                "municipality",
                municipality.name());
    }

    /**
     * Whether the stations of a municipality are all for other elections of that day.
     *
     * @param ofStations the elections of each station that is open on the day of the election
     */
    public static Explanation byStations(String election, Municipality municipality, List<List<String>> ofStations) {
        boolean isExcluded = !ofStations.isEmpty()
                && ofStations.stream()
                        .noneMatch(ids -> ids.isEmpty() || ids.stream().anyMatch(election::equalsIgnoreCase));
        return isExcluded
                ? Explanation.beside(
                        Exclusion.class,
                        "election-excluded",
                        "election",
                        election,
                        "municipality",
                        municipality.name(),
                        "elections",
                        ofStations.stream()
                                .flatMap(List::stream)
                                .distinct()
                                .sorted()
                                .toList())
                : null;
    }

    /**
     * Whether the election table has defined the elections of a day, and none of them is of the kind of this unknown
     * one.
     *
     * @param date of the vote, as in the file; {@code null} when it doesn't state it
     */
    public static Explanation byDay(String election, LocalDate date, Collection<ElectionState> known) {
        var named = CATEGORY_AND_YEAR.matcher(election);
        if (date == null || !named.matches() || known.stream().anyMatch(e -> e.id().equalsIgnoreCase(election))) {
            return null;
        }
        var ofTheDay = known.stream()
                .filter(e ->
                        e.date().equals(date) && e.role() == Role.TABLE_OPERATOR && e.source() != DefinedBy.MENTION)
                .toList();
        boolean isExcluded = !ofTheDay.isEmpty()
                && ofTheDay.stream().noneMatch(e -> e.category().equals(named.group(1)));
        return isExcluded
                ? Explanation.beside(
                        Exclusion.class,
                        "election-not-of-the-day",
                        "election",
                        election,
                        "date",
                        date,
                        "elections",
                        ofTheDay.stream().map(ElectionState::id).sorted().toList())
                : null;
    }
}
