package nl.tafelzicht.election;

/**
 * Identifies an entity.
 *
 * @param id unique within its kind
 */
public record EntityKey(Kind<?> kind, String id) {

    /** The stream of its events. */
    public String stream() {
        return kind.stream(id);
    }
}
