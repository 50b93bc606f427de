package nl.tafelzicht.subject.accreditation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights.Reach;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.ServedSubject;
import nl.tafelzicht.engine.http.api.SubjectEndpoint;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.accreditation.domain.Accreditation;
import nl.tafelzicht.subject.accreditation.domain.Accreditation.Terms;
import nl.tafelzicht.subject.accreditation.domain.AccreditationCommand;
import nl.tafelzicht.subject.accreditation.domain.AccreditationDecider;
import nl.tafelzicht.subject.accreditation.domain.AccreditationEvent;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;

/** Accreditations of observers: given by the election table, or by a municipality for its own stations. */
public final class AccreditationSubject
        implements ServedSubject<AccreditationCommand, AccreditationEvent, Accreditation> {

    private static final int MOST_FOUND = 50;

    private record NewAccreditation(
            String account,
            String organisation,
            String number,
            List<String> municipalities,
            List<String> stations,
            Instant from,
            Instant until) {}

    private record Withdrawal(String reason) {}

    /** The public data of a station. */
    private record Visitable(String id, int number, String name, Municipality municipality, Location location) {}

    private record Found(List<Visitable> items, boolean more) {}

    @Override
    public Kind<Accreditation> kind() {
        return Accreditation.KIND;
    }

    @Override
    public Class<AccreditationEvent> eventType() {
        return AccreditationEvent.class;
    }

    @Override
    public Map<String, Class<? extends AccreditationEvent>> events() {
        return Map.of(
                "accreditation-given", AccreditationEvent.Given.class,
                "accreditation-used", AccreditationEvent.Used.class,
                "accreditation-withdrawn", AccreditationEvent.Withdrawn.class);
    }

    @Override
    public Accreditation evolve(Accreditation before, String id, AccreditationEvent event, EventMetadata occurrence) {
        return Accreditation.evolve(before, id, event, occurrence);
    }

    @Override
    public Class<AccreditationCommand> commandType() {
        return AccreditationCommand.class;
    }

    @Override
    public Decision<AccreditationEvent> decide(
            Picture picture, Accreditation before, AccreditationCommand command, Instant now) {
        return AccreditationDecider.decide(
                before, command, picture.all(Accreditation.KIND).count(), now);
    }

    @Override
    public String openApi() {
        return "openapi.yaml";
    }

    @Override
    public Reach mayChange(Role role) {
        return switch (role) {
            case TABLE_OPERATOR, TABLE_MEMBER -> Reach.COUNTRY;
            case MUNICIPALITY, MAYOR -> Reach.MUNICIPALITY;
            default -> Reach.NONE;
        };
    }

    @Override
    public void install(SubjectEndpoint<AccreditationCommand, Accreditation> accreditations) {
        accreditations.list(
                "/accreditations",
                "listAccreditations",
                (query, a) -> !query.has("account")
                        || query.get("account")
                                .asText()
                                .equals(a.state().terms().account()));
        accreditations.one("/accreditations/:id");
        accreditations.timeline("/accreditations/:id/timeline", "accreditationTimeline");
        accreditations.view(
                "/accreditations/:id/stations",
                "findStations",
                (caller, accreditation, query) ->
                        found(caller.picture(), accreditation, query.get("text").asText()));
        accreditations.createOnceKnown(
                "/accreditations",
                "giveAccreditation",
                "/accreditations",
                NewAccreditation.class,
                AccreditationSubject::give);
        accreditations.change(
                "/accreditations/:id/withdrawals",
                "withdrawAccreditation",
                Withdrawal.class,
                (caller, accreditation, body) -> new AccreditationCommand.Withdraw(
                        body.reason,
                        roleFor(caller, accreditation.state().terms().municipalities())));
    }

    private static Future<AccreditationCommand> give(
            SubjectEndpoint<AccreditationCommand, Accreditation>.Caller caller, NewAccreditation body) {
        var named = body.municipalities == null ? List.<String>of() : body.municipalities;
        var municipalities =
                named.stream().distinct().map(caller.locations()::municipality).toList();
        var role = roleFor(caller, municipalities);
        var stations = body.stations == null
                ? List.<String>of()
                : body.stations.stream()
                        .map(id -> station(caller.picture(), id, municipalities))
                        .distinct()
                        .toList();
        return caller.withAccount(body.account.strip())
                .map(known -> new AccreditationCommand.Give(
                        new Terms(
                                body.account.strip(),
                                organisation(body, known, caller.hasIssuer()),
                                body.number.strip(),
                                municipalities,
                                stations,
                                body.from,
                                body.until),
                        role));
    }

    /**
     * The organisation of the observer's account decides what the observer sees: an accreditation with another
     * organisation would be hidden from its own observer.
     *
     * @param known the account, or {@code null} when the hub has none of that name
     */
    private static String organisation(NewAccreditation body, Principal known, boolean hasIssuer) {
        var named = body.organisation == null ? null : body.organisation.strip();
        boolean isNobody = known == null ? !hasIssuer : !known.roles().contains(Role.OBSERVER);
        if (isNobody) {
            throw Problem.field(
                    "account", Explanation.beside(Accreditation.class, "no-observer-account", "account", body.account));
        }
        if (known == null) {
            if (named == null) {
                throw Problem.field("organisation", Explanation.beside(Accreditation.class, "organisation-needed"));
            }
            return named;
        }
        if (named != null && !named.equals(known.organisation())) {
            throw Problem.field(
                    "organisation",
                    Explanation.beside(
                            Accreditation.class, "organisation-of-account", "organisation", known.organisation()));
        }
        return known.organisation();
    }

    /** An accreditation for the whole country or several municipalities needs the right in all of them. */
    private static Role roleFor(
            SubjectEndpoint<AccreditationCommand, Accreditation>.Caller caller, List<Municipality> municipalities) {
        if (municipalities.isEmpty()) {
            return caller.roleIn(null);
        }
        return municipalities.stream()
                .map(caller::roleIn)
                .reduce((first, last) -> first)
                .orElseThrow();
    }

    private static String station(Picture picture, String id, List<Municipality> municipalities) {
        var station = Stations.find(picture, id);
        if (station == null || station.withdrawn()) {
            throw Problem.field("stations", Explanation.of("no-station-named", "station", id));
        }
        if (!municipalities.contains(station.entry().municipality())) {
            throw Problem.field(
                    "stations", Explanation.beside(Accreditation.class, "station-of-no-place", "station", id));
        }
        return station.id();
    }

    /** The stations that it covers now, searched by number, name, address, place or municipality. */
    private static Found found(Picture picture, Accreditation accreditation, String text) {
        var words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        var at = accreditation.state().terms().from();
        var fitting = picture.all(Station.KIND)
                .filter(s -> !s.withdrawn())
                .filter(s ->
                        accreditation.covers(s.id(), s.entry().municipality().code(), at))
                .filter(s -> fits(s, words))
                .sorted(Comparator.comparing(
                                (Station s) -> s.entry().municipality().name())
                        .thenComparing(s -> s.entry().number()))
                .limit(MOST_FOUND + 1L)
                .map(s -> new Visitable(
                        s.id(),
                        s.entry().number(),
                        s.entry().name(),
                        s.entry().municipality(),
                        s.entry().location()))
                .toList();
        boolean more = fitting.size() > MOST_FOUND;
        return new Found(more ? fitting.subList(0, MOST_FOUND) : fitting, more);
    }

    private static boolean fits(Station station, List<String> words) {
        var e = station.entry();
        var at = e.location();
        var text = String.join(
                        " ",
                        e.id(),
                        String.valueOf(e.number()),
                        e.name(),
                        e.municipality().name(),
                        String.valueOf(at.address()),
                        String.valueOf(at.postcode()),
                        String.valueOf(at.place()))
                .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
