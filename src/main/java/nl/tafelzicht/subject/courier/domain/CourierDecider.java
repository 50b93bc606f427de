package nl.tafelzicht.subject.courier.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Observed;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Refusal.Reason;

/**
 * The rules of a courier's trip. Pure.
 *
 * <pre>
 *  ●─► requested ─► under-way ─► delivered
 *        │   │          │            ▲
 *        │   └──────────┼────────────┘
 *        └──────────────┴─► cancelled
 * </pre>
 *
 * An arrival can be reported even if nobody reported the departure. A day after it was over it leaves the picture.
 */
public final class CourierDecider {

    /** More ballots than any station gets. */
    public static final int MOST_BALLOTS = 20_000;

    /** Unfinished trips to one station: one for each of its elections, and some that overlap. */
    public static final int MOST_OPEN = 8;

    /** Trips to one station: more than one every quarter of an hour. */
    public static final int MOST = 100;

    private CourierDecider() {}

    /** @param stock for a request; otherwise {@code null} */
    public static Decision<CourierEvent> decide(Courier courier, CourierCommand command, Stock stock, Instant now) {
        if (command instanceof CourierCommand.Request c) {
            return courier == null ? request(c, stock) : Decision.nothing();
        }
        if (courier == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("unknown", "kind", Courier.KIND)));
        }
        var s = courier.state();
        if (command instanceof CourierCommand.Leave c) {
            return leave(s, c, now);
        }
        if (command instanceof CourierCommand.PutAway) {
            return courier.current() && courier.isPast(now)
                    ? Decision.accept(new CourierEvent.PutAway(s.since()))
                    : Decision.nothing();
        }
        return command instanceof CourierCommand.Arrive c
                ? arrive(s, c, now)
                : cancel(s, (CourierCommand.Cancel) command);
    }

    private static Decision<CourierEvent> request(CourierCommand.Request c, Stock stock) {
        var trip = c.trip();
        var from = trip.from();
        if (from != null && from.station().equals(trip.to().station())) {
            return refuse("from", "same-station");
        }
        if (from != null && !stock.isOneDistrict()) {
            return refuse(
                    "from",
                    "another-district",
                    "from",
                    from.name(),
                    "giver",
                    stock.giverDistrict(),
                    "receiver",
                    stock.receiverDistrict());
        }
        var flaw = election(trip, stock);
        if (flaw != null) {
            return flaw;
        }
        if (trip.ballots() < 1 || trip.ballots() > MOST_BALLOTS) {
            return refuse("ballots", "ballots-bounds", "most", MOST_BALLOTS);
        }
        if (from != null && stock.has() != null && trip.ballots() > stock.has()) {
            return refuse("ballots", "more-than-it-has", "from", from.name(), "has", Math.max(0, stock.has()));
        }
        if (stock.open() >= MOST_OPEN) {
            return refuse("to", "trips-open", "to", trip.to().name(), "most", MOST_OPEN);
        }
        if (stock.all() >= MOST) {
            return refuse("to", "trips-full", "to", trip.to().name(), "most", MOST);
        }
        return Decision.accept(new CourierEvent.Requested(trip, c.role()));
    }

    /** Where the receiver has several elections, one of them must be named, and the giver must have it too. */
    private static Decision<CourierEvent> election(Trip trip, Stock stock) {
        var election = trip.election();
        if (election == null) {
            return stock.elections().isEmpty()
                    ? null
                    : refuse("election", "which-election", "elections", stock.elections());
        }
        if (!stock.elections().contains(election)) {
            return refuse("election", "not-its-election", "to", trip.to().name(), "election", election);
        }
        return trip.from() != null && !stock.giverElections().contains(election)
                ? refuse("election", "not-its-election", "to", trip.from().name(), "election", election)
                : null;
    }

    private static Decision<CourierEvent> leave(CourierState s, CourierCommand.Leave c, Instant now) {
        if (s.status() == CourierStatus.UNDER_WAY) {
            return Decision.nothing();
        }
        if (s.status().isOver()) {
            return over(s);
        }
        var flaw = flaw(s, c.observedAt(), now);
        return flaw != null
                ? Decision.refuse(flaw)
                : Decision.accept(new CourierEvent.Left(moment(c.observedAt(), now), c.role()));
    }

    private static Decision<CourierEvent> arrive(CourierState s, CourierCommand.Arrive c, Instant now) {
        if (s.status() == CourierStatus.DELIVERED) {
            return c.ballots() == null || c.ballots().equals(s.arrived()) ? Decision.nothing() : over(s);
        }
        if (s.status().isOver()) {
            return over(s);
        }
        var flaw = flaw(s, c.observedAt(), now);
        if (flaw != null) {
            return Decision.refuse(flaw);
        }
        int ballots = c.ballots() == null ? s.trip().ballots() : c.ballots();
        if (ballots < 0 || ballots > MOST_BALLOTS) {
            return refuse("ballots", "ballots-bounds", "most", MOST_BALLOTS);
        }
        var at = moment(c.observedAt(), now);
        var from = s.trip().from();
        return Decision.accept(new CourierEvent.Arrived(
                s.id(),
                from == null ? null : from.station(),
                s.trip().to().station(),
                s.trip().election(),
                ballots,
                s.leftAt() == null ? at : s.leftAt(),
                at,
                c.role()));
    }

    private static Decision<CourierEvent> cancel(CourierState s, CourierCommand.Cancel c) {
        if (s.status() == CourierStatus.CANCELLED) {
            return Decision.nothing();
        }
        return s.status().isOver() ? over(s) : Decision.accept(new CourierEvent.Cancelled(c.reason(), c.role()));
    }

    /** Nothing can be observed of a trip before it was requested. */
    private static Refusal flaw(CourierState s, Instant at, Instant now) {
        var flaw = Observed.flaw("observedAt", at, now);
        return flaw == null && moment(at, now).isBefore(s.since())
                ? Refusal.invalid(
                        "observedAt", Explanation.beside(Courier.class, "before-the-step", "since", s.since()))
                : flaw;
    }

    /** A phone's clock may be ahead of ours: an observation can't be later than its arrival. */
    private static Instant moment(Instant said, Instant now) {
        return said == null || said.isAfter(now) ? now : said;
    }

    private static Decision<CourierEvent> refuse(String field, String code, Object... named) {
        return Decision.refuse(Refusal.invalid(field, Explanation.beside(Courier.class, code, named)));
    }

    private static Decision<CourierEvent> over(CourierState s) {
        return Decision.refuse(new Refusal(
                Reason.TRANSITION,
                null,
                Explanation.beside(Courier.class, "trip-over", "status", s.status()),
                s.status().toString(),
                List.of()));
    }
}
