package nl.tafelzicht.subject.courier;

import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.access.Rights.Reach;
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.engine.eventsourcing.PassingSubject;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.RateLimits.Rate;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.http.api.ServedSubject;
import nl.tafelzicht.engine.http.api.SubjectEndpoint;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.ballot.domain.DayShape;
import nl.tafelzicht.subject.ballot.domain.Exchange;
import nl.tafelzicht.subject.courier.domain.Courier;
import nl.tafelzicht.subject.courier.domain.CourierCommand;
import nl.tafelzicht.subject.courier.domain.CourierDecider;
import nl.tafelzicht.subject.courier.domain.CourierEvent;
import nl.tafelzicht.subject.courier.domain.Stock;
import nl.tafelzicht.subject.courier.domain.Trip;
import nl.tafelzicht.subject.courier.domain.Trip.Place;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.UsualDay;

/** Couriers with ballots, and the warnings that cause somebody to send one. */
public final class CourierSubject
        implements ServedSubject<CourierCommand, CourierEvent, Courier>,
                PassingSubject<CourierEvent, Courier>,
                ActiveSubject,
                RoutedSubject,
                ConfiguredSubject<UsualDay> {

    private static final int USUAL_MINUTES = 45;
    /** Digits of a hash by which an administrator sees that two nodes have different files. */
    private static final int FINGERPRINT = 12;

    /**
     * Of one account: on the worst evening of a large city one every two seconds. Every trip stays with all screens.
     */
    private static final Rate REQUESTS = new Rate("too-many-couriers", 300, Duration.ofMinutes(10));

    private record NewCourier(String from, String to, String election, int ballots, Integer minutes, String note) {}

    private record Moment(Instant observedAt) {}

    private record Arrival(Integer ballots, Instant observedAt) {}

    private record Reason(String reason) {}

    @Override
    public Kind<Courier> kind() {
        return Courier.KIND;
    }

    @Override
    public Class<CourierEvent> eventType() {
        return CourierEvent.class;
    }

    @Override
    public Map<String, Class<? extends CourierEvent>> events() {
        return Map.of(
                "courier-requested", CourierEvent.Requested.class,
                "courier-left", CourierEvent.Left.class,
                "courier-arrived", CourierEvent.Arrived.class,
                "courier-cancelled", CourierEvent.Cancelled.class,
                "courier-put-away", CourierEvent.PutAway.class);
    }

    @Override
    public Courier evolve(Courier before, String id, CourierEvent event, EventMetadata occurrence) {
        return Courier.evolve(before, id, event, occurrence);
    }

    @Override
    public boolean isCurrent(Courier courier) {
        return courier.current();
    }

    @Override
    public boolean enters(CourierEvent event) {
        return event instanceof CourierEvent.Requested;
    }

    @Override
    public boolean isAdmitted(Courier courier, CourierEvent event, int present) {
        return true;
    }

    @Override
    public Instant since(Courier courier) {
        return courier.state().steps().get(0).at();
    }

    /** What is over stays so. */
    @Override
    public boolean bringsBack(CourierEvent event) {
        return false;
    }

    @Override
    public CourierEvent returned(Courier before, Courier now) {
        throw new IllegalStateException("a trip that was put away does not come back: " + before.id());
    }

    @Override
    public Class<CourierCommand> commandType() {
        return CourierCommand.class;
    }

    @Override
    public Decision<CourierEvent> decide(Picture picture, Courier before, CourierCommand command, Instant now) {
        var stock = command instanceof CourierCommand.Request c && before == null ? stock(picture, c.trip()) : null;
        return CourierDecider.decide(before, command, stock, now);
    }

    private static Stock stock(Picture picture, Trip trip) {
        var to = Stations.find(picture, trip.to().station());
        var from =
                trip.from() == null ? null : Stations.find(picture, trip.from().station());
        var own = picture.all(Courier.KIND)
                .filter(c -> c.state().trip().to().station().equals(to.id()))
                .toList();
        int open = (int) own.stream().filter(c -> !c.isOver()).count();
        if (from == null) {
            return new Stock(
                    true, null, Exchange.district(to), List.of(), to.severalElections(), null, open, own.size());
        }
        var here = from.ballotStock(trip.election()).here();
        int promised = picture.all(Courier.KIND)
                .mapToInt(c -> c.promisedBy(from.id(), trip.election()))
                .sum();
        return new Stock(
                Exchange.isAllowed(from, to),
                Exchange.district(from),
                Exchange.district(to),
                from.severalElections(),
                to.severalElections(),
                here == null ? null : here - promised,
                open,
                own.size());
    }

    /** Ballots that arrive are added to the receiver's, and subtracted from the giver's as of their departure. */
    @Override
    public List<CommandVerticle.Write> together(CourierCommand command, List<CourierEvent> events) {
        if (!(events.get(0) instanceof CourierEvent.Arrived e)) {
            return List.of();
        }
        var to = new CommandVerticle.Write(
                Station.KIND,
                e.to(),
                new StationEvent.BallotsMoved(e.election(), e.ballots(), e.observedAt(), e.courier()));
        return e.from() == null
                ? List.of(to)
                : List.of(
                        to,
                        new CommandVerticle.Write(
                                Station.KIND,
                                e.from(),
                                new StationEvent.BallotsMoved(e.election(), -e.ballots(), e.leftAt(), e.courier())));
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(
                new BallotWatchVerticle(
                        d.picture(), d.clock(), DayShape.of(d.settings().get(UsualDay.class))),
                new TripWatchVerticle(d.picture(), d.clock()));
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        var usual = DayShape.of(d.node().subjects().get(UsualDay.class));
        new BallotRoutes(d.node().picture(), d.api(), d.node().clock(), usual).install(router);
    }

    @Override
    public UsualDay defaults() {
        return UsualDay.ASSUMED;
    }

    @Override
    public Options<UsualDay> options() {
        return new UsualDayOptions();
    }

    @Override
    public Map<String, String> alike(UsualDay usual) {
        var shares = usual.shares().toString();
        return Map.of(
                "earlier-day",
                usual.source() == null ? "none" : Hashes.sha256(shares).substring(0, FINGERPRINT));
    }

    @Override
    public List<EscalationOffer<?>> escalatable() {
        return List.of();
    }

    @Override
    public String openApi() {
        return "openapi.yaml";
    }

    @Override
    public Reach mayChange(Role role) {
        return switch (role) {
            case TABLE_OPERATOR -> Reach.COUNTRY;
            case MUNICIPALITY -> Reach.MUNICIPALITY;
            default -> Reach.NONE;
        };
    }

    @Override
    public Optional<Escalatable> escalatable(Courier courier) {
        var s = courier.state();
        return Optional.of(new Escalatable(
                s.status().toString(),
                s.trip().to().municipality(),
                s.trip().to().station(),
                null,
                null,
                courier.visibility().marking(),
                Visibility.LOCAL,
                Set.of()));
    }

    @Override
    public void install(SubjectEndpoint<CourierCommand, Courier> couriers) {
        couriers.list("/couriers", "listCouriers", (query, c) -> {
            var trip = c.state().trip();
            return (!query.has("municipality")
                            || isIn(trip, query.get("municipality").asText()))
                    && (!query.has("station") || isAt(trip, query.get("station").asText()))
                    && (!query.has("status")
                            || query.get("status")
                                    .asText()
                                    .equals(c.state().status().toString()));
        });
        couriers.one("/couriers/:id");
        couriers.timeline("/couriers/:id/timeline", "courierTimeline");
        couriers.create("/couriers", "requestCourier", "/couriers", NewCourier.class, CourierSubject::request);
        couriers.change(
                "/couriers/:id/departures",
                "courierLeft",
                Moment.class,
                (caller, courier, body) -> new CourierCommand.Leave(
                        body.observedAt,
                        role(
                                caller,
                                courier,
                                courier.state().trip().from(),
                                courier.state().trip().to())));
        couriers.change(
                "/couriers/:id/arrivals",
                "courierArrived",
                Arrival.class,
                (caller, courier, body) -> new CourierCommand.Arrive(
                        body.ballots,
                        body.observedAt,
                        role(caller, courier, courier.state().trip().to())));
        couriers.change(
                "/couriers/:id/cancellations",
                "cancelCourier",
                Reason.class,
                (caller, courier, body) -> new CourierCommand.Cancel(body.reason.strip(), role(caller, courier)));
    }

    private static boolean isIn(Trip trip, String municipality) {
        return trip.to().municipality().code().equals(municipality)
                || trip.from() != null && trip.from().municipality().code().equals(municipality);
    }

    private static boolean isAt(Trip trip, String station) {
        return trip.to().station().equals(station)
                || trip.from() != null && trip.from().station().equals(station);
    }

    private static CourierCommand request(SubjectEndpoint<CourierCommand, Courier>.Caller caller, NewCourier body) {
        caller.limit(REQUESTS);
        var to = station(caller, "to", body.to);
        var from = body.from == null ? null : station(caller, "from", body.from);
        var role = caller.roleIn(to.entry().municipality());
        if (from != null) {
            caller.roleIn(from.entry().municipality());
        }
        var trip = new Trip(
                from == null ? null : place(from),
                place(to),
                election(to, body.election),
                body.ballots,
                body.minutes == null ? USUAL_MINUTES : body.minutes,
                body.note == null ? null : body.note.strip());
        return new CourierCommand.Request(trip, role);
    }

    private static Station station(SubjectEndpoint<CourierCommand, Courier>.Caller caller, String field, String id) {
        var station = Stations.find(caller.picture(), id);
        if (station == null || station.withdrawn()) {
            throw Problem.field(field, Explanation.of("unknown-station"));
        }
        return station;
    }

    /** Where there is one election nobody has to name it, and it is not kept; another than that one is a mistake. */
    static String election(Station to, String said) {
        var own = to.entry().elections();
        if (!to.severalElections().isEmpty()) {
            return said;
        }
        if (said != null && own != null && !own.isEmpty() && !own.contains(said)) {
            throw Problem.field(
                    "election",
                    Explanation.beside(
                            Courier.class, "not-its-election", "to", to.entry().name(), "election", said));
        }
        return null;
    }

    private static Place place(Station station) {
        var entry = station.entry();
        return new Place(
                station.id(),
                entry.number(),
                entry.name(),
                entry.municipality(),
                entry.location().address());
    }

    /**
     * The role in which a person reports on a trip at one of these places: the chair of the station, its municipality,
     * the table. The receiver's municipality may report at each place.
     */
    private static Role role(SubjectEndpoint<CourierCommand, Courier>.Caller caller, Courier courier, Place... places) {
        var principal = caller.principal();
        var present = Stream.of(places).filter(Objects::nonNull).toList();
        for (var place : present) {
            if (principal.roles().contains(Role.STATION_CHAIR)
                    && principal.station() != null
                    && StationId.of(principal.station()).equals(StationId.of(place.station()))) {
                return Role.STATION_CHAIR;
            }
        }
        return caller.roleInOneOf(Stream.concat(Stream.of(courier.state().trip().to()), present.stream())
                .map(Place::municipality)
                .toArray(Municipality[]::new));
    }
}
