package nl.tafelzicht.subject.election.domain;

import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;

/**
 * The rules of elections. Pure.
 *
 * <p>A file of stations that names an unknown election makes it known; it never changes a known one. A municipality may
 * define one that is not defined yet; only the election table's operator may change a definition, since it may apply to
 * many municipalities.
 */
public final class ElectionDecider {

    /** On a day with municipal elections there are some 345; those of earlier years stay. */
    public static final int MOST = 5_000;

    /** Of these, kept for the election table: no municipality takes the last place. */
    static final int OF_THE_TABLE = 500;

    /**
     * Districts and lists of all elections together, which every screen gets: some 345 municipal councils with 30 each,
     * and years of others.
     */
    public static final int MOST_NAMES = 40_000;

    /** Of these, kept for the election table. */
    static final int NAMES_OF_THE_TABLE = 10_000;

    private ElectionDecider() {}

    /** How many elections there are beside the one that is decided on, and how many districts and lists they have. */
    public record Others(long elections, long names) {}

    /** @param election its present state, or {@code null} when it is not known yet */
    public static Decision<ElectionEvent> decide(Election election, ElectionCommand command, Others others) {
        return command instanceof ElectionCommand.Define c
                ? define(election, c, others)
                : name(election, (ElectionCommand.NameLists) command, others);
    }

    private static Decision<ElectionEvent> define(Election election, ElectionCommand.Define c, Others others) {
        if (election == null) {
            int most = c.role() == Role.TABLE_OPERATOR ? MOST : MOST - OF_THE_TABLE;
            return others.elections >= most
                    ? full("elections-full", MOST)
                    : kept(
                            new ElectionEvent.Defined(c.definition(), c.source(), c.role()),
                            c.definition(),
                            c.role(),
                            others);
        }
        if (c.source() == DefinedBy.MENTION) {
            return Decision.nothing();
        }
        var known = election.definition();
        var next = c.definition().keepingListsOf(known);
        if (next.equals(known) && c.source() == election.state().source()) {
            return Decision.nothing();
        }
        boolean isDefined = election.state().source() != DefinedBy.MENTION;
        return isDefined && !next.equals(known) && c.role() != Role.TABLE_OPERATOR
                ? notYours(election)
                : kept(new ElectionEvent.Defined(next, c.source(), c.role()), next, c.role(), others);
    }

    private static Decision<ElectionEvent> name(Election election, ElectionCommand.NameLists c, Others others) {
        if (election == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("unknown", "kind", Election.KIND)));
        }
        if (c.lists().equals(election.state().lists())) {
            return Decision.nothing();
        }
        boolean isNumbered = election.state().lists().stream().anyMatch(list -> list.number() != null);
        return isNumbered && c.role() != Role.TABLE_OPERATOR
                ? notYours(election)
                : kept(
                        new ElectionEvent.ListsNamed(c.lists(), c.role()),
                        election.definition().withLists(c.lists()),
                        c.role(),
                        others);
    }

    /** As long as all names together are not too many. */
    private static Decision<ElectionEvent> kept(ElectionEvent event, Definition next, Role role, Others others) {
        int most = role == Role.TABLE_OPERATOR ? MOST_NAMES : MOST_NAMES - NAMES_OF_THE_TABLE;
        return next.names() > 0 && others.names + next.names() > most
                ? full("election-names-full", MOST_NAMES)
                : Decision.accept(event);
    }

    private static Decision<ElectionEvent> full(String code, int most) {
        return Decision.refuse(Refusal.invalid("", Explanation.beside(Election.class, code, "most", most)));
    }

    private static Decision<ElectionEvent> notYours(Election election) {
        return Decision.refuse(
                Refusal.notYours(Explanation.beside(Election.class, "election-defined", "election", election.id())));
    }
}
