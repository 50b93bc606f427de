package nl.tafelzicht.subject.election;

import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.Map;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.CommandedSubject;
import nl.tafelzicht.engine.http.api.DocumentedSubject;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.election.domain.Election;
import nl.tafelzicht.subject.election.domain.ElectionCommand;
import nl.tafelzicht.subject.election.domain.ElectionDecider;
import nl.tafelzicht.subject.election.domain.ElectionEvent;

/** The elections of a day: their names, dates, districts and lists. */
public final class ElectionSubject
        implements CommandedSubject<ElectionCommand, ElectionEvent, Election>, RoutedSubject, DocumentedSubject {

    @Override
    public Kind<Election> kind() {
        return Election.KIND;
    }

    @Override
    public Class<ElectionEvent> eventType() {
        return ElectionEvent.class;
    }

    @Override
    public Map<String, Class<? extends ElectionEvent>> events() {
        return Map.of(
                "election-defined", ElectionEvent.Defined.class,
                "election-lists-named", ElectionEvent.ListsNamed.class);
    }

    @Override
    public Election evolve(Election before, String id, ElectionEvent event, EventMetadata occurrence) {
        return Election.evolve(before, id, event, occurrence);
    }

    @Override
    public Class<ElectionCommand> commandType() {
        return ElectionCommand.class;
    }

    @Override
    public Decision<ElectionEvent> decide(Picture picture, Election before, ElectionCommand command, Instant now) {
        return ElectionDecider.decide(before, command, others(picture, before));
    }

    private static ElectionDecider.Others others(Picture picture, Election before) {
        long elections = picture.all(Election.KIND).count() - (before == null ? 0 : 1);
        long names = picture.all(Election.KIND)
                .mapToLong(e -> e.definition().names())
                .sum();
        return new ElectionDecider.Others(
                elections, names - (before == null ? 0 : before.definition().names()));
    }

    @Override
    public String openApi() {
        return "openapi.yaml";
    }

    @Override
    public void installStreaming(Router router, RouteDependencies d) {
        routes(d).installStreaming(router);
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        routes(d).install(router);
    }

    private static ElectionRoutes routes(RouteDependencies d) {
        return new ElectionRoutes(d.vertx(), d.node().picture(), d.api(), d.entities(), d.timelines());
    }
}
