package nl.tafelzicht.election;

/**
 * What can be asked of an entity. Each subject has its own sealed type of records, so that the compiler prevents
 * sending a command to an entity of another subject.
 *
 * @param <S> the entity that it is for
 */
public interface Command<S extends Entity> {

    /**
     * The kind of report that it makes, as a word for an operator's metrics; {@code null} for a command that is no
     * report.
     */
    default String reportKind() {
        return null;
    }
}
