package nl.tafelzicht.subject.ballot.domain;

import nl.tafelzicht.subject.station.domain.Station;

/** Between which stations ballots may be exchanged: within one electoral district alone, whose lists are on them. */
public final class Exchange {

    private Exchange() {}

    /** Where a district is not known, within one municipality. */
    public static boolean isAllowed(Station giver, Station receiver) {
        var from = giver.entry().district();
        var to = receiver.entry().district();
        return from != null && to != null
                ? from.equals(to)
                : giver.entry()
                        .municipality()
                        .code()
                        .equals(receiver.entry().municipality().code());
    }

    /** What a person calls its district. */
    public static String district(Station station) {
        var district = station.entry().district();
        return district != null ? district : station.entry().municipality().name();
    }
}
