package nl.tafelzicht.subject.station;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.http.api.AsOfResolver;
import nl.tafelzicht.engine.http.api.AsOfResolver.Moment;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.RateLimits;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.station.domain.DayCourse;
import nl.tafelzicht.subject.station.domain.DayCourse.Hours;
import nl.tafelzicht.subject.station.domain.DayCourse.Turnout;
import nl.tafelzicht.subject.station.domain.DayCourse.Waiting;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.UsualDay;

/**
 * Turnout and waiting times through the day, of the stations that the reader may see: of the country, a municipality or
 * a district; now, or as it was known at an earlier moment. Results are cached for some seconds.
 */
final class TurnoutRoutes {

    /**
     * For one account: looks at a moment, or at hours that the reader chose. Each is computed anew, which costs about a
     * tenth of a second of processor time.
     */
    private static final RateLimits.Rate LOOKS = new RateLimits.Rate("too-many-looks", 120, Duration.ofMinutes(1));

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 500;

    /** Shared by all event loops of a node. */
    private static final Cache<Asked, Future<byte[]>> ANSWERS =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();

    private final Vertx vertx;
    private final RouteDependencies d;

    /** @param journal of the hub that answers, since a process may have several */
    private record Asked(
            String journal, Viewpoint viewpoint, String municipality, String district, Instant from, Instant until) {}

    /**
     * @param share of the eligible voters, where their number is known for some station: from 0 to 1, four decimals;
     *     otherwise {@code null}
     */
    private record ToldTurnout(
            String id,
            int stations,
            int stationsWithEligible,
            long eligible,
            long[] admitted,
            double[] share,
            int[] stationsThatSaid) {

        static ToldTurnout of(String id, Turnout t) {
            return new ToldTurnout(
                    id.isEmpty() ? null : id,
                    t.stations(),
                    t.withEligible(),
                    t.eligible(),
                    t.admitted(),
                    t.eligible() == 0
                            ? null
                            : Arrays.stream(t.admittedOfEligible())
                                    .mapToDouble(n -> rounded((double) n / t.eligible()))
                                    .toArray(),
                    t.said());
        }
    }

    /**
     * @param usual the share of the day's voters that usually has come by each of the times
     * @param usualFrom the file that says so; {@code null} for the built-in assumption
     */
    private record Told(
            long seq,
            Instant at,
            int stations,
            List<Instant> times,
            List<ToldTurnout> elections,
            int electionsLeftOut,
            Waiting waiting,
            double[] usual,
            String usualFrom) {}

    TurnoutRoutes(Vertx vertx, RouteDependencies dependencies) {
        this.vertx = vertx;
        this.d = dependencies;
    }

    void install(Router router) {
        router.get("/turnout").handler(this::get);
    }

    private void get(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        var query = d.api().parameters("getTurnout", "query", rc.queryParams());
        var asked = asked(query, Authentication.viewpoint(principal));
        Future<byte[]> answer;
        if (query.has("at") || query.has("from")) {
            d.limits().check(LOOKS, principal.name());
        }
        if (query.has("at")) {
            answer = d.asOf().of(query.get("at").asText()).compose(moment -> compute(asked, moment));
        } else {
            answer = ANSWERS.get(
                    asked,
                    key -> compute(
                            key,
                            new Moment(
                                    d.node().picture().get(), d.node().clock().instant())));
        }
        answer.onSuccess(bytes -> rc.response()
                        .putHeader("Cache-Control", "private, no-store")
                        .end(Buffer.buffer(bytes)))
                .onFailure(cause -> {
                    ANSWERS.invalidate(asked);
                    rc.fail(cause);
                });
    }

    private Asked asked(ObjectNode query, Viewpoint viewpoint) {
        var from =
                query.has("from") ? AsOfResolver.parse("from", query.get("from").asText()) : null;
        var until = query.has("until")
                ? AsOfResolver.parse("until", query.get("until").asText())
                : null;
        if ((from == null) != (until == null)) {
            throw Problem.field(from == null ? "from" : "until", Explanation.of("both-or-neither"));
        }
        if (from != null && !until.isAfter(from)) {
            throw Problem.field("until", Explanation.of("not-after-start"));
        }
        if (from != null && Duration.between(from, until).compareTo(DayCourse.LONGEST) > 0) {
            throw Problem.field("until", Explanation.of("too-long-a-time", "hours", DayCourse.LONGEST.toHours()));
        }
        return new Asked(
                d.node().journalId(), viewpoint, text(query, "municipality"), text(query, "district"), from, until);
    }

    private static String text(ObjectNode query, String name) {
        return query.has(name) ? query.get(name).asText() : null;
    }

    private Future<byte[]> compute(Asked asked, Moment moment) {
        var today = d.node().picture().get();
        var usual = d.node().subjects().get(UsualDay.class);
        return vertx.executeBlocking(() -> Json.bytes(told(asked, moment, today, usual)), false);
    }

    private static Told told(Asked asked, Moment moment, Picture today, UsualDay usual) {
        var picture = moment.picture();
        var all = asked.municipality == null ? picture.all(Station.KIND) : Stations.of(picture, asked.municipality);
        var stations = all.filter(s -> asked.district == null
                        || asked.district.equals(s.entry().district()))
                .filter(s -> AsOfResolver.sees(asked.viewpoint, s, today))
                .toList();
        var hours = asked.from == null ? Hours.of(stations) : new Hours(asked.from, asked.until);
        var course = hours == null
                ? new DayCourse(
                        List.of(), Map.of(), 0, new Waiting(new int[0], new Integer[0], new Integer[0], new Integer[0]))
                : DayCourse.of(stations, hours, moment.at());
        var elections = new ArrayList<ToldTurnout>();
        course.elections().forEach((id, turnout) -> elections.add(ToldTurnout.of(id, turnout)));
        return new Told(
                picture.seq(),
                moment.at(),
                stations.size(),
                course.times(),
                elections,
                course.leftOut(),
                course.waiting(),
                usual(usual, stations, course.times()),
                usual.source());
    }

    /** By local time at the stations. */
    private static double[] usual(UsualDay usual, List<Station> stations, List<Instant> times) {
        var zone = Zones.ofAll(stations.stream()
                .map(s -> s.entry().municipality().code())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return times.stream()
                .mapToDouble(at -> rounded(usual.shareBy(at.atZone(zone).toLocalTime())))
                .toArray();
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
