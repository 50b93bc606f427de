package nl.tafelzicht.engine.http.api;

import java.util.Objects;
import java.util.stream.Stream;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.picture.Picture;

/** A {@link Subject} whose entities stand somewhere, so that others are placed by naming one. */
public interface SitingSubject {

    /** Where one stands. @param point {@code null} when that is not known */
    record Site(String id, Municipality municipality, Point point) {}

    /** Of all subjects. @return {@code null} when none has one of that name */
    static Site find(Picture picture, String name) {
        return Subjects.all().offering(SitingSubject.class).stream()
                .map(subject -> subject.site(picture, name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** By any name that it has. @return {@code null} when there is none, or none any more */
    Site site(Picture picture, String name);

    /** All of them, in no order. */
    Stream<Site> sites(Picture picture);
}
