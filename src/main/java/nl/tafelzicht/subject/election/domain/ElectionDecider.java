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

    private ElectionDecider() {}

    /**
     * @param election its present state, or {@code null} when it is not known yet
     * @param others number of other elections
     */
    public static Decision<ElectionEvent> decide(Election election, ElectionCommand command, long others) {
        return command instanceof ElectionCommand.Define c
                ? define(election, c, others)
                : name(election, (ElectionCommand.NameLists) command);
    }

    private static Decision<ElectionEvent> define(Election election, ElectionCommand.Define c, long others) {
        if (election == null) {
            return others >= MOST
                    ? Decision.refuse(
                            Refusal.invalid("", Explanation.beside(Election.class, "elections-full", "most", MOST)))
                    : Decision.accept(new ElectionEvent.Defined(c.definition(), c.source(), c.role()));
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
                : Decision.accept(new ElectionEvent.Defined(next, c.source(), c.role()));
    }

    private static Decision<ElectionEvent> name(Election election, ElectionCommand.NameLists c) {
        if (election == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("unknown", "kind", Election.KIND)));
        }
        if (c.lists().equals(election.state().lists())) {
            return Decision.nothing();
        }
        boolean isNumbered = election.state().lists().stream().anyMatch(list -> list.number() != null);
        return isNumbered && c.role() != Role.TABLE_OPERATOR
                ? notYours(election)
                : Decision.accept(new ElectionEvent.ListsNamed(c.lists(), c.role()));
    }

    private static Decision<ElectionEvent> notYours(Election election) {
        return Decision.refuse(
                Refusal.notYours(Explanation.beside(Election.class, "election-defined", "election", election.id())));
    }
}
