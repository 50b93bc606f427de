package nl.tafelzicht.subject.station;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.subject.station.domain.ImportEvent.ImportCompleted;
import nl.tafelzicht.subject.station.domain.ImportEvent.ImportReversed;
import nl.tafelzicht.subject.station.domain.ImportEvent.ImportStarted;

/** The history of imported station files: by whom, when, what they changed, and whether that was undone. */
public final class ImportHistory {

    /** The newest reversals; an older one is not shown with its import. */
    private static final int MOST_REVERSALS = 1_000;

    private final JournalStore journal;
    private final OpenApi api;

    private record Reversal(Instant at, String by, String reason, int restored, int withdrawn, int kept) {}

    /** @param imported {@code null}, like the other numbers, for an import that did not end because the hub stopped */
    private record Import(
            UUID id,
            long seq,
            Instant at,
            String by,
            Role role,
            String format,
            String sha256,
            long bytes,
            LocalDate date,
            List<String> elections,
            List<String> municipalities,
            String url,
            Instant fetchedAt,
            Integer imported,
            Integer changed,
            Integer unchanged,
            Integer rejected,
            Integer withdrawn,
            Integer notApproved,
            List<Reversal> reversals) {}

    public ImportHistory(JournalStore journal, OpenApi api) {
        this.journal = journal;
        this.api = api;
    }

    public void install(Router router) {
        router.get("/stations/imports").handler(this::list);
    }

    private void list(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        var country = Authentication.viewpoint(principal).country();
        if (!country && !Rights.mayImport(principal)) {
            throw Problem.of(403, Explanation.of("may-not-import"));
        }
        var query = api.parameters("listImports", "query", rc.queryParams());
        int limit = query.get("limit").asInt();
        journal.readType(
                        "import-started",
                        query.has("after") ? query.get("after").asLong() : Long.MAX_VALUE,
                        limit)
                .compose(started -> journal.readType("import-reversed", Long.MAX_VALUE, MOST_REVERSALS)
                        .compose(reversed -> ends(started).map(ends -> {
                            var seen = started.stream()
                                    .filter(event -> country || isOf(principal, event))
                                    .map(event -> told(event, ends, reversed))
                                    .toList();
                            Pagination.end(
                                    rc,
                                    seen,
                                    started.size() == limit
                                            ? started.get(limit - 1).seq()
                                            : null);
                            return null;
                        })))
                .onFailure(rc::fail);
    }

    /** Imports of one's own municipality, or by oneself. */
    private static boolean isOf(Principal principal, JournalEvent event) {
        var municipalities = ((ImportStarted) EventTypes.read(event)).municipalities();
        return event.actor().equals(principal.name())
                || municipalities != null
                        && municipalities.stream().anyMatch(code -> Rights.importingRole(principal, code)
                                .isPresent());
    }

    private Future<Map<String, ImportCompleted>> ends(List<JournalEvent> started) {
        return journal.readStreams(started.stream().map(JournalEvent::stream).toList())
                .map(events -> events.stream()
                        .filter(e -> e.type().equals("import-completed"))
                        .collect(Collectors.toMap(
                                JournalEvent::stream, e -> (ImportCompleted) EventTypes.read(e), (a, b) -> b)));
    }

    private static Import told(JournalEvent event, Map<String, ImportCompleted> ends, List<JournalEvent> reversed) {
        var id = UUID.fromString(EventTypes.idOf(event.stream()));
        var s = (ImportStarted) EventTypes.read(event);
        var end = ends.get(event.stream());
        var reversals = reversed.stream()
                .filter(e -> ((ImportReversed) EventTypes.read(e)).importId().equals(id))
                .map(e -> {
                    var r = (ImportReversed) EventTypes.read(e);
                    return new Reversal(e.at(), e.actor(), r.reason(), r.restored(), r.withdrawn(), r.kept());
                })
                .toList();
        return new Import(
                id,
                event.seq(),
                event.at(),
                event.actor(),
                s.role(),
                s.format(),
                s.sha256(),
                s.bytes(),
                s.date(),
                s.elections(),
                s.municipalities(),
                s.url(),
                s.fetchedAt(),
                end == null ? null : end.imported(),
                end == null ? null : end.changed(),
                end == null ? null : end.unchanged(),
                end == null ? null : end.rejected(),
                end == null ? null : end.withdrawn(),
                end == null ? null : end.notApproved(),
                reversals);
    }
}
