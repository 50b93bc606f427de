package nl.tafelzicht.election;

/**
 * What can be asked of an entity. Each subject has its own, a sealed type of records; so that the compiler sees that
 * nothing is asked of an entity that is another's.
 *
 * @param <S> the entity that it is for
 */
public interface Command<S extends Entity> {

    /** What is reported by it, as a word for an operator's figures; {@code null} for what is done about a report. */
    default String reportKind() {
        return null;
    }
}
