package nl.tafelzicht.election;

/** The names by which a polling station is called: its id, and that of each of its stops with the stop behind a dot. */
public final class StationId {

    private StationId() {}

    /** The id of the station that an id, or the alias of one of its stops, names. */
    public static String of(String idOrAlias) {
        int dot = idOrAlias.indexOf('.');
        return dot < 0 ? idOrAlias : idOrAlias.substring(0, dot);
    }
}
