package nl.tafelzicht.subject.count;

import io.vertx.ext.web.RoutingContext;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.subject.count.domain.CountState.CountFile;
import nl.tafelzicht.subject.count.domain.MunicipalCount;

/** The count, or the file of a count (the number behind a dot), that the path of a request names. */
final class CountAddress {

    private CountAddress() {}

    /** @throws Problem 404 when there is none, or this viewer may not see it */
    static MunicipalCount count(RoutingContext rc, EntityEndpoint entities) {
        return entities.visible(rc, MunicipalCount.KIND, MunicipalCount.ofFile(rc.pathParam("id")));
    }

    /**
     * The file that is named; the newest file when none is named.
     *
     * @throws Problem 404 when there is none
     */
    static CountFile file(RoutingContext rc, MunicipalCount count) {
        var id = rc.pathParam("id");
        var file = id.equals(count.id())
                ? count.state().newest()
                : count.state().files().stream()
                        .filter(f -> f.id().equals(id))
                        .findFirst()
                        .orElse(null);
        if (file == null) {
            throw Problem.of(404, Explanation.of("no-count-file"));
        }
        return file;
    }

    /**
     * A number in the path.
     *
     * @throws Problem 404 when it is not a number
     */
    static int number(RoutingContext rc, String name, String code) {
        try {
            return Integer.parseInt(rc.pathParam(name));
        } catch (NumberFormatException e) {
            throw Problem.of(404, Explanation.of(code, name, rc.pathParam(name)));
        }
    }
}
