package nl.tafelzicht.subject.station;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.station.domain.SameHall;

/**
 * The stations that share a station's hall, and their status: for everyone who may see the station, including its
 * chair, who sees no other station otherwise. What is shown is also visible at their doors.
 */
final class SameHallRoutes {

    /** More than any hall has. */
    private static final int MOST = 20;

    private final CurrentPicture picture;

    SameHallRoutes(CurrentPicture picture) {
        this.picture = picture;
    }

    void install(Router router) {
        router.get("/stations/:id/same-hall").handler(this::get);
    }

    private void get(RoutingContext rc) {
        var now = picture.get();
        var station = Stations.ofPath(rc, now);
        var viewer = Authentication.viewpoint(Authentication.principal(rc));
        var others = SameHall.of(
                        station, Stations.of(now, station.entry().municipality().code()))
                .limit(MOST)
                .map(other -> StationView.atTheDoor(other, viewer))
                .toList();
        rc.end(Buffer.buffer(Json.bytes(Map.of("items", others))));
    }
}
