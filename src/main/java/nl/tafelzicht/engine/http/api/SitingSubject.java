package nl.tafelzicht.engine.http.api;

import java.util.Objects;
import java.util.stream.Stream;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.picture.Picture;

/** A {@link Subject} whose entities have a location, so that other things can be placed by naming one of them. */
public interface SitingSubject {

    /**
     * A named location.
     *
     * @param point {@code null} when it is not known
     */
    record Site(String id, Municipality municipality, Point point) {}

    /**
     * Searches all subjects.
     *
     * @return {@code null} when no entity has this name
     */
    static Site find(Picture picture, String name) {
        return Subjects.all().offering(SitingSubject.class).stream()
                .map(subject -> subject.site(picture, name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * Finds one by any of its names.
     *
     * @return {@code null} when there is none, or none any more
     */
    Site site(Picture picture, String name);

    /** All of them, in any order. */
    Stream<Site> sites(Picture picture);
}
