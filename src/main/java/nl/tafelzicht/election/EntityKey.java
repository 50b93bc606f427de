package nl.tafelzicht.election;

/** Names an entity. @param id within its kind */
public record EntityKey(Kind<?> kind, String id) {

    /** The stream of its events. */
    public String stream() {
        return kind.stream(id);
    }
}
