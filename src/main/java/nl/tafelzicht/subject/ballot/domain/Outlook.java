package nl.tafelzicht.subject.ballot.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import nl.tafelzicht.subject.station.domain.BallotStock;
import nl.tafelzicht.subject.station.domain.Station;

/**
 * What is expected of the ballots of all stations at a moment. Pure, and cheap enough to be made anew every few
 * seconds: see docs/performance.md. Immutable.
 *
 * @param at when this was expected
 * @param expected of each station and election of which enough is known, in no order
 * @param givers those of {@code expected} that have ballots to spare, by their district and by their municipality
 */
public record Outlook(Instant at, List<Expected> expected, Map<String, List<Expected>> givers) {

    /** Of how many stations it is said that they can give some. */
    public static final int MOST_NEARBY = 5;

    /** It is not worth a trip for fewer. */
    public static final int LEAST_SURPLUS = 25;

    /** In trips, ballots are counted in packs of so many. */
    private static final int PACK = 25;

    /**
     * What is expected of one station and election.
     *
     * @param election its id; {@code null} where the station is for one
     */
    public record Expected(Station station, String election, BallotStock stock, Forecast forecast) {

        /** Ballots that are missing, in whole packs. */
        public int wanted() {
            return (forecast.shortage() + PACK - 1) / PACK * PACK;
        }
    }

    /** A station that can give some. @param metres as the crow flies; {@code null} when that is not known */
    public record Nearby(Expected giver, int surplus, Integer metres) {}

    /**
     * @param usual how voters come through a day, as far as is known beforehand
     * @param stations of the whole country: the day is learnt from all of them
     */
    public static Outlook of(Collection<Station> stations, DayShape usual, Instant now) {
        int minute = minute(now);
        var open = new ArrayList<Supplied>();
        var lessons = new HashMap<String, DayShape.Lesson>();
        for (var station : stations) {
            if (station.withdrawn() || !station.mayWantBallots()) {
                continue;
            }
            var hours = Hours.of(station.entry());
            for (var election : station.ballotElections()) {
                var stock = station.ballotStock(election);
                lessons.computeIfAbsent(election == null ? "" : election, e -> usual.lesson())
                        .add(hours, stock.voters());
                if (stock.isKnown()) {
                    open.add(new Supplied(station, election, stock, hours));
                }
            }
        }
        var shapes = new HashMap<String, DayShape>();
        lessons.forEach((election, lesson) -> shapes.put(election, lesson.learnt()));
        var expected = new ArrayList<Expected>(open.size());
        for (var s : open) {
            var shape = shapes.get(s.election == null ? "" : s.election);
            var forecast = BallotForecast.of(s.supply(), shape, minute);
            if (forecast != null) {
                expected.add(new Expected(s.station, s.election, s.stock, forecast));
            }
        }
        return new Outlook(now, List.copyOf(expected), givers(expected));
    }

    private static Map<String, List<Expected>> givers(List<Expected> expected) {
        var givers = new HashMap<String, List<Expected>>();
        for (var e : expected) {
            if (e.forecast().surplus() >= LEAST_SURPLUS) {
                for (var place : places(e)) {
                    givers.computeIfAbsent(place, p -> new ArrayList<>()).add(e);
                }
            }
        }
        return Map.copyOf(givers);
    }

    /** Where stations are with which it may exchange ballots. */
    private static List<String> places(Expected e) {
        var entry = e.station().entry();
        var municipality = key("municipality " + entry.municipality().code(), e.election());
        return entry.district() == null
                ? List.of(municipality)
                : List.of(municipality, key("district " + entry.district(), e.election()));
    }

    private record Supplied(Station station, String election, BallotStock stock, Hours hours) {

        Supply supply() {
            var queue = station.state().queueLength();
            int counted = stock.leftAt() == null ? hours.firstMinute() - 1 : minute(stock.leftAt());
            return new Supply(hours, stock.voters(), stock.left(), counted, queue == null ? 0 : queue);
        }
    }

    public static int minute(Instant at) {
        return (int) (at.getEpochSecond() / 60);
    }

    /** The moment of a forecast's minute. */
    public static Instant moment(int minute) {
        return Instant.ofEpochSecond(minute * 60L);
    }

    /**
     * Stations of the same electoral district that have more than they will need, the nearest first.
     *
     * @param promised ballots that a station is yet to give to others
     */
    public List<Nearby> near(Expected receiver, ToIntFunction<Expected> promised) {
        var from = receiver.station().point();
        return places(receiver).stream()
                .flatMap(place -> givers.getOrDefault(place, List.of()).stream())
                .distinct()
                .filter(e -> e.station() != receiver.station() && Exchange.isAllowed(e.station(), receiver.station()))
                .map(e -> new Nearby(
                        e,
                        e.forecast().surplus() - promised.applyAsInt(e),
                        from == null || e.station().point() == null
                                ? null
                                : (int) Math.round(from.metresTo(e.station().point()))))
                .filter(n -> n.surplus() >= LEAST_SURPLUS)
                .sorted(Comparator.comparing(Nearby::metres, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(n -> n.giver().station().id()))
                .limit(MOST_NEARBY)
                .toList();
    }

    /** By station and election, for whoever looks for one. */
    public Map<String, Expected> byKey() {
        var found = new HashMap<String, Expected>();
        expected.forEach(e -> found.put(key(e.station().id(), e.election()), e));
        return found;
    }

    public static String key(String station, String election) {
        return election == null ? station : station + " " + election;
    }
}
