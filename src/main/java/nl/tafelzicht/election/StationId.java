package nl.tafelzicht.election;

/** The names of a polling station: its id, and for each stop of a mobile station that id with a dot and the stop. */
public final class StationId {

    private StationId() {}

    /** The id of the station that is named by its id or by the alias of a stop. */
    public static String of(String idOrAlias) {
        int dot = idOrAlias.indexOf('.');
        return dot < 0 ? idOrAlias : idOrAlias.substring(0, dot);
    }
}
