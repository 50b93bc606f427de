package nl.tafelzicht.engine.picture;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent;

/**
 * Reports by id, whether the picture has them or not: what is not a matter of now is folded from its stream of the
 * journal, with the same fold.
 */
public final class StoredReports {

    private static final int LONGEST_ID = 64;

    private final CurrentPicture picture;
    private final JournalStore journal;

    public StoredReports(CurrentPicture picture, JournalStore journal) {
        this.picture = picture;
        this.journal = journal;
    }

    /** The report, or {@code null} when there is none. */
    public Future<Report> find(String id) {
        var now = picture.get().report(id);
        return now != null
                ? Future.succeededFuture(now)
                : load(List.of(id)).map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** Those that there are, in the order of the ids. */
    public Future<List<Report>> find(Collection<String> ids) {
        var now = picture.get();
        var missing = ids.stream().filter(id -> now.report(id) == null).toList();
        return (missing.isEmpty() ? Future.succeededFuture(List.<Report>of()) : load(missing)).map(loaded -> {
            var byId = new LinkedHashMap<String, Report>();
            loaded.forEach(r -> byId.put(r.id(), r));
            var found = new ArrayList<Report>(ids.size());
            for (var id : ids) {
                var report = now.report(id) != null ? now.report(id) : byId.get(id);
                if (report != null) {
                    found.add(report);
                }
            }
            return found;
        });
    }

    /** Nothing is stored under what has other characters, and PostgreSQL has no U+0000 to ask for. */
    private static boolean isId(String text) {
        return text.length() <= LONGEST_ID && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /** As their streams make them, whatever the picture has. */
    public Future<List<Report>> load(Collection<String> ids) {
        return journal.readStreams(ids.stream()
                        .filter(StoredReports::isId)
                        .distinct()
                        .map(id -> EventTypes.stream(Report.KIND, id))
                        .toList())
                .map(events -> {
                    Map<String, Report> reports = new LinkedHashMap<>();
                    for (var event : events) {
                        if (!(EventTypes.read(event) instanceof ReportEvent e)) {
                            continue;
                        }
                        var id = EventTypes.idOf(event.stream());
                        reports.put(id, Report.evolve(reports.get(id), id, e, EventTypes.occurrence(event)));
                    }
                    return List.copyOf(reports.values());
                });
    }
}
