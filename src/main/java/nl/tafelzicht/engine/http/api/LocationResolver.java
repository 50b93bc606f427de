package nl.tafelzicht.engine.http.api;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.http.api.SitingSubject.Site;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.place.Gazetteer;

/** Resolves the place of a report: a station, a point, or somewhere in a municipality. */
public final class LocationResolver {

    /** A point further than this from every station does not determine a municipality. */
    private static final double REACH_METRES = 25_000;

    private final CurrentPicture picture;
    private final Gazetteer gazetteer;

    /** The resolved place; each part may be {@code null}. */
    public record Found(String station, Municipality municipality, Point location) {}

    public LocationResolver(CurrentPicture picture, Gazetteer gazetteer) {
        this.picture = picture;
        this.gazetteer = gazetteer;
    }

    /**
     * A station determines the rest. A point without a municipality belongs to the municipality of the nearest station,
     * since the schematic areas are too rough for that.
     *
     * @throws Problem 400 that names the invalid field
     */
    public Found find(String stationId, Point point, String municipality) {
        if (point != null && !point.isInTheNetherlands()) {
            throw Problem.field("location", Explanation.of("outside-kingdom"));
        }
        if (stationId != null) {
            var station = site(stationId);
            if (station == null) {
                throw Problem.field("station", Explanation.of("no-station-named", "station", stationId));
            }
            var of = station.municipality();
            if (municipality != null && !municipality.equals(of.code())) {
                throw Problem.field(
                        "municipality",
                        Explanation.of("station-of-another", "station", stationId, "municipality", of.code()));
            }
            return new Found(station.id(), of, point != null ? point : station.point());
        }
        return new Found(
                null, municipality != null ? municipality(municipality) : point != null ? around(point) : null, point);
    }

    /**
     * The ids of the stations in a list, with each alias of a stop replaced by its station. Unknown ids stay as they
     * are.
     *
     * @param named or {@code null}
     */
    public List<String> stations(List<String> named) {
        return named == null
                ? null
                : named.stream()
                        .map(id -> site(id) == null ? id : site(id).id())
                        .distinct()
                        .toList();
    }

    /** @throws Problem 400 for a code that is neither in use nor that of any station */
    public Municipality municipality(String code) {
        return gazetteer.places().stream()
                .map(Gazetteer.Place::municipality)
                .filter(m -> m.code().equals(code))
                .findFirst()
                .or(() -> sites().map(Site::municipality)
                        .filter(m -> m.code().equals(code))
                        .findFirst())
                .orElseThrow(() -> Problem.field("municipality", Explanation.of("unknown-municipality", "code", code)));
    }

    /**
     * The same for a municipality in the path.
     *
     * @throws Problem 404 for an unknown code
     */
    public Municipality ofPath(String code) {
        try {
            return municipality(code);
        } catch (Problem unknown) {
            throw Problem.of(404, Explanation.of("unknown-municipality", "code", code));
        }
    }

    private Municipality around(Point point) {
        return sites().filter(site -> site.point() != null)
                .min(Comparator.comparingDouble((Site site) -> site.point().metresTo(point)))
                .filter(site -> site.point().metresTo(point) <= REACH_METRES)
                .map(Site::municipality)
                .orElse(null);
    }

    private Site site(String id) {
        return SitingSubject.find(picture.get(), id);
    }

    private Stream<Site> sites() {
        return Subjects.all().offering(SitingSubject.class).stream().flatMap(subject -> subject.sites(picture.get()));
    }
}
