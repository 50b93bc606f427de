package nl.tafelzicht.subject.narrative;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.narrative.domain.Sighting;

/**
 * The complete archived text of a post: viewers get its beginning with the alert, and the rest from here, read from the
 * journal.
 */
public final class ArchivedTexts {

    /** Streams that are searched: an alert may have absorbed others, which had absorbed others themselves. */
    private static final int MOST_STREAMS = 100;

    private final JournalStore journal;
    private final EntityEndpoint entities;

    public ArchivedTexts(HttpDependencies dependencies, EntityEndpoint entities) {
        this.journal = dependencies.journal();
        this.entities = entities;
    }

    public void install(Router router) {
        router.get("/narratives/:id/archived-texts/:sha").handler(this::get);
    }

    private void get(RoutingContext rc) {
        Narrative narrative = entities.visible(rc, Narrative.KIND, rc.pathParam("id"));
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var sha = rc.pathParam("sha");
        if (narrative.stateFor(viewpoint::sees).sightings().stream().noneMatch(s -> sha.equals(s.sha256()))) {
            throw none();
        }
        find(List.of(EventTypes.stream(Narrative.KIND, narrative.id())), sha, new HashSet<>())
                .onSuccess(text -> {
                    if (text == null) {
                        rc.fail(none());
                    } else {
                        rc.end(Buffer.buffer(Json.bytes(Map.of("sha256", sha, "text", text))));
                    }
                })
                .onFailure(rc::fail);
    }

    private static Problem none() {
        return Problem.of(404, Explanation.of("no-such-archived-text"));
    }

    /** @return the text, or {@code null} when it was erased */
    private Future<String> find(List<String> streams, String sha, Set<String> done) {
        done.addAll(streams);
        return journal.readStreams(streams).compose(events -> {
            var absorbed = new ArrayList<String>();
            String text = null;
            for (var event : events) {
                var what = EventTypes.read(event);
                for (var sighting : sightings(what)) {
                    if (sha.equals(sighting.sha256()) && (text == null || !sha.equals(Hashes.sha256(text)))) {
                        text = sighting.archivedText();
                    }
                }
                if (what instanceof NarrativeEvent.Absorbed a) {
                    a.narratives().stream()
                            .map(id -> EventTypes.stream(Narrative.KIND, id))
                            .filter(s -> !done.contains(s))
                            .forEach(absorbed::add);
                }
            }
            boolean whole = text != null && sha.equals(Hashes.sha256(text));
            if (whole || absorbed.isEmpty() || done.size() + absorbed.size() > MOST_STREAMS) {
                return Future.succeededFuture(text);
            }
            var shortened = text;
            return find(absorbed, sha, done).map(found -> found == null ? shortened : found);
        });
    }

    private static List<Sighting> sightings(Object event) {
        var all = event instanceof NarrativeEvent.Reported r
                ? r.content().sightings()
                : event instanceof NarrativeEvent.Sighted s
                        ? List.of(s.sighting())
                        : event instanceof NarrativeEvent.Absorbed a ? a.sightings() : List.<Sighting>of();
        return all.stream().filter(s -> s.archivedText() != null).toList();
    }
}
