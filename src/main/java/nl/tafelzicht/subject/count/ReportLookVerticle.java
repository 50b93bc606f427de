package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.fetch.WebFetch;
import nl.tafelzicht.engine.fetch.WebSources;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.count.ReportLooks.Look;
import nl.tafelzicht.subject.count.domain.CountCommand;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.count.domain.OfficialReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every six hours whether official reports are still where they were published, one after the other, on the node
 * that has the turn. A report that is missing (404, 410) twice, an hour or more apart, is recorded as gone.
 *
 * <pre>
 * there ─► 404, 410 ─► an hour later still so ─► gone ─► the same file is there again ─► found
 *             └─ anything else: unknown, and checked again an hour later
 * </pre>
 */
final class ReportLookVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ReportLookVerticle.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final Set<Integer> GONE = Set.of(404, 410);

    /** Requests reports on this node's event loop. */
    interface Sites {
        WebFetch fetch(Vertx vertx);
    }

    private final CurrentPicture picture;
    private final ReportLooks looks;
    private final WebSources sources;
    private final Sites sites;
    private final Duration between;
    private final Set<Look> added = new HashSet<>();
    private long seen = -1;
    private Future<Void> running = Future.succeededFuture();
    private WebFetch site;

    ReportLookVerticle(CurrentPicture picture, ReportLooks looks, WebSources sources, Sites sites) {
        this(picture, looks, sources, sites, LOOK);
    }

    /** @param between time between two checks */
    ReportLookVerticle(CurrentPicture picture, ReportLooks looks, WebSources sources, Sites sites, Duration between) {
        this.picture = picture;
        this.looks = looks;
        this.sources = sources;
        this.sites = sites;
        this.between = between;
    }

    @Override
    public Future<?> start() {
        site = sites.fetch(vertx);
        vertx.setPeriodic(1, between.toMillis(), t -> look());
        return Future.succeededFuture();
    }

    /**
     * Checks one report.
     *
     * @return completes when one report was checked, or none is due
     */
    Future<Void> look() {
        Promise<Void> looked = Promise.promise();
        context.runOnContext(v -> {
            if (running.isComplete()) {
                running = lookNow();
            }
            running.onComplete(looked);
        });
        return looked.future();
    }

    private Future<Void> lookNow() {
        return addNew().compose(all -> looks.takeTurn())
                .compose(due ->
                        due == null ? Future.succeededFuture() : look(due).eventually(looks::giveBack))
                .onFailure(cause -> LOG.warn("published reports are looked for later: {}", cause.getMessage()))
                .otherwiseEmpty();
    }

    /** Runs only when something changed since the last time. */
    private Future<Void> addNew() {
        var now = picture.get();
        if (now.seq() == seen) {
            return Future.succeededFuture();
        }
        var fresh = now.all(MunicipalCount.KIND)
                .flatMap(count -> count.reports().stream()
                        .filter(this::isFetched)
                        .map(report -> new Look(count.id(), report.sha256())))
                .filter(look -> !added.contains(look))
                .collect(Collectors.toSet());
        return looks.add(fresh).onSuccess(done -> {
            added.addAll(fresh);
            seen = now.seq();
        });
    }

    private boolean isFetched(OfficialReport report) {
        var url = url(report);
        return url != null && sources.flaw(url) == null;
    }

    private static URI url(OfficialReport report) {
        try {
            return report == null || report.url() == null ? null : URI.create(report.url());
        } catch (IllegalArgumentException notOne) { // an invalid address, or an erased one
            return null;
        }
    }

    private Future<Void> look(Look look) {
        var count = picture.get().entity(MunicipalCount.KIND, look.count());
        var report = count == null ? null : count.report(look.sha256());
        if (report == null || !isFetched(report)) {
            return looks.forget(look);
        }
        var url = url(report);
        return site.status(url)
                .compose(status -> {
                    if (GONE.contains(status)) {
                        return looks.missing(look)
                                .compose(isLong -> isLong && report.goneSince() == null
                                        ? note(look, false)
                                        : Future.succeededFuture());
                    }
                    if (status != OK) {
                        return looks.notKnown(look);
                    }
                    return looks.there(look)
                            .compose(noted -> report.goneSince() == null ? Future.succeededFuture() : again(look, url));
                })
                .recover(cause -> {
                    LOG.info(
                            "whether official report {} is still published is not known: {}", look, cause.getMessage());
                    return looks.notKnown(look);
                });
    }

    /** A file is there again: it counts as found only when it has the same hash. */
    private Future<Void> again(Look look, URI url) {
        return site.fetch(url).compose(fetched -> vertx.fileSystem()
                .delete(fetched.file().toString())
                .compose(deleted ->
                        fetched.sha256().equals(look.sha256()) ? note(look, true) : Future.succeededFuture()));
    }

    private Future<Void> note(Look look, boolean found) {
        LOG.info("official report {} {}", look, found ? "is published again" : "is not published any more");
        var command = new CountCommand.SeekReport(look.sha256(), found, null);
        return Commands.send(
                        vertx,
                        MunicipalCount.KIND,
                        new CommandRequest<>(UUID.randomUUID(), look.count(), command, CommandRequest.HUB))
                .mapEmpty();
    }
}
