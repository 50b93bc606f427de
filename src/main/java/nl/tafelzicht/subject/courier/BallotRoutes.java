package nl.tafelzicht.subject.courier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.ballot.domain.DayShape;
import nl.tafelzicht.subject.ballot.domain.Outlook;
import nl.tafelzicht.subject.ballot.domain.Outlook.Expected;
import nl.tafelzicht.subject.courier.domain.Courier;

/** When ballots are expected to run out, for readers who may see the stations. */
final class BallotRoutes {

    private record Near(
            String station, int number, String name, Municipality municipality, int surplus, Integer metres) {}

    private record Item(
            String station,
            int number,
            String name,
            Municipality municipality,
            String district,
            String election,
            Integer delivered,
            int left,
            int need,
            int surplus,
            int shortage,
            double risk,
            Instant runsOutAt,
            Integer marginMinutes,
            boolean isDue,
            Boolean asks,
            Instant seenAt,
            int coming,
            int promised,
            List<Near> nearby) {}

    private record Page(Instant at, List<Item> items) {}

    private static final Comparator<Expected> SOONEST = Comparator.comparingInt(
                    (Expected e) -> e.forecast().runsOut() == 0
                            ? Integer.MAX_VALUE
                            : e.forecast().runsOut())
            .thenComparing(e -> -e.forecast().risk())
            .thenComparing(e -> e.station().id());

    private final CurrentPicture picture;
    private final OpenApi api;
    private final Clock clock;
    private final Outlooks outlooks;

    BallotRoutes(CurrentPicture picture, OpenApi api, Clock clock, DayShape usual) {
        this.picture = picture;
        this.api = api;
        this.clock = clock;
        this.outlooks = new Outlooks(usual);
    }

    void install(Router router) {
        router.get("/ballots").handler(this::list);
    }

    private void list(RoutingContext rc) {
        var query = api.parameters("listBallots", "query", rc.queryParams());
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var outlook = outlooks.at(picture.get(), clock.instant());
        var trips = new OpenTrips(picture.get().all(Courier.KIND));
        var items = outlook.expected().stream()
                .filter(e -> viewpoint.sees(e.station().visibility()) && isWanted(e, query))
                .sorted(SOONEST)
                .limit(query.get("limit").asLong())
                .map(e -> item(e, outlook, trips, viewpoint))
                .toList();
        rc.end(Buffer.buffer(Json.bytes(new Page(outlook.at(), items))));
    }

    private static boolean isWanted(Expected e, ObjectNode query) {
        var entry = e.station().entry();
        return is(query, "municipality", entry.municipality().code())
                && (!query.has("station")
                        || StationId.of(query.get("station").asText())
                                .equals(e.station().id()))
                && is(query, "district", entry.district())
                && is(query, "election", e.election());
    }

    private static boolean is(ObjectNode query, String name, String value) {
        return !query.has(name) || query.get(name).asText().equals(value);
    }

    private static Item item(Expected e, Outlook outlook, OpenTrips trips, Viewpoint viewpoint) {
        var entry = e.station().entry();
        var f = e.forecast();
        int now = Outlook.minute(outlook.at());
        int seen = e.stock().seenMinute();
        var near = f.isOfInterest()
                ? outlook.near(e, giver -> promised(trips, giver)).stream()
                        .filter(n -> viewpoint.sees(n.giver().station().visibility()))
                        .map(BallotRoutes::near)
                        .toList()
                : List.<Near>of();
        return new Item(
                e.station().id(),
                entry.number(),
                entry.name(),
                entry.municipality(),
                entry.district(),
                e.election(),
                e.stock().delivered(),
                f.left(),
                f.need(),
                f.surplus(),
                f.isOfInterest() ? e.wanted() : 0,
                Math.round(f.risk() * 1000) / 1000.0,
                f.runsOut() == 0 ? null : BallotWarnings.moment(f.runsOut()),
                f.runsOut() == 0 ? null : f.margin(),
                f.isDue(now),
                f.asks(now, seen) ? true : null,
                Outlook.moment(seen),
                trips.comingTo(e.station().id(), e.election()),
                promised(trips, e),
                near);
    }

    private static int promised(OpenTrips trips, Expected giver) {
        return trips.promisedBy(giver.station().id(), giver.election());
    }

    private static Near near(Outlook.Nearby n) {
        var entry = n.giver().station().entry();
        return new Near(entry.id(), entry.number(), entry.name(), entry.municipality(), n.surplus(), n.metres());
    }
}
