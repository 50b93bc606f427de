package nl.tafelzicht.subject.station;

import io.vertx.ext.web.RoutingContext;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.station.domain.Station;

/** Queries of the stations in a picture. */
public final class Stations {

    private Stations() {}

    /**
     * By its id, or the alias of one of its stops.
     *
     * @return {@code null} when there is none, or none any more
     */
    public static Station find(Picture picture, String id) {
        var named = picture.entity(Station.KIND, id);
        var station = named != null ? named : picture.entity(Station.KIND, StationId.of(id));
        return station == null || station.withdrawn() ? null : station;
    }

    /** The stations of a municipality, in any order. */
    public static Stream<Station> of(Picture picture, String municipality) {
        return picture.index(StationIndex.class).of(municipality).stream().map(id -> picture.entity(Station.KIND, id));
    }

    /** Where a station's entrance is, or {@code null}. */
    public static Point entrance(Picture picture, String id) {
        var station = find(picture, id);
        return station == null ? null : station.point();
    }

    /**
     * The station in the path.
     *
     * @throws Problem 404 when there is none, or this viewer may not see it
     */
    static Station ofPath(RoutingContext rc, Picture picture) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var station = find(picture, rc.pathParam("id"));
        if (station == null || !viewpoint.sees(station.visibility())) {
            throw Problem.of(404, Explanation.of("unknown-station"));
        }
        return station;
    }
}
