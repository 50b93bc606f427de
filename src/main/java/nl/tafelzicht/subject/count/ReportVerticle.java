package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.fetch.WebFetch;
import nl.tafelzicht.engine.fetch.WebFetch.Unfetched;
import nl.tafelzicht.engine.fetch.WebSources;
import nl.tafelzicht.engine.http.api.Upload;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.LocalCodec;
import nl.tafelzicht.subject.count.ReportRequest.Answer;

/** Fetches official reports, several at a time, and says when stored ones were stamped and by whom. */
public final class ReportVerticle extends VerticleBase {

    /** Local address: takes a {@link ReportRequest}, answers an {@link Answer}. */
    static final String ADDRESS = "official-reports";

    /** At the same time: each may use 25 MiB of disk, and a thread while its host is looked up. */
    static final int MOST_FETCHES = 4;

    /** Shorter than a client waits. */
    private static final Duration DEADLINE = Duration.ofSeconds(45);

    private final CountFiles files;
    private final ReportStamps stamps;
    private final URI timestampService;
    private final WebSources sources;
    private WebFetch fetch;
    private int fetching;

    /** @param timestampService {@code null} for none */
    ReportVerticle(CountFiles files, ReportStamps stamps, URI timestampService, WebSources sources) {
        this.files = files;
        this.stamps = stamps;
        this.timestampService = timestampService;
        this.sources = sources;
    }

    @Override
    public Future<?> start() {
        fetch = fetch(vertx, sources);
        List.of(
                        ReportRequest.Fetch.class,
                        ReportRequest.Stamps.class,
                        ReportRequest.StampFile.class,
                        ReportRequest.Kept.class,
                        ReportRequest.Refused.class,
                        ReportRequest.Busy.class,
                        ReportRequest.Full.class,
                        ReportRequest.Stamped.class,
                        ReportRequest.File.class)
                .forEach(type -> LocalCodec.register(vertx.eventBus(), type));
        vertx.eventBus().<ReportRequest>localConsumer(ADDRESS, this::handle);
        return Future.succeededFuture();
    }

    /** The fetch with the settings of a real hub, outside of tests. */
    static WebFetch fetch(Vertx vertx, WebSources sources) {
        return WebFetch.ofThisMachine(vertx, sources, "application/pdf", DEADLINE, CountReportRoutes.MAX_REPORT_BYTES);
    }

    private void handle(Message<ReportRequest> message) {
        answer(message.body())
                .onComplete(
                        message::reply,
                        cause -> message.fail(JournalVerticle.Failure.UNAVAILABLE, String.valueOf(cause.getMessage())));
    }

    private Future<Answer> answer(ReportRequest request) {
        if (request instanceof ReportRequest.Fetch f) {
            return fetch(f);
        }
        if (request instanceof ReportRequest.StampFile f) {
            return stamps.answer(f.sha256()).map(ReportRequest.File::new);
        }
        var asked = (ReportRequest.Stamps) request;
        return stamps.of(asked.reports()).compose(known -> stamping()
                .map(stamping -> new ReportRequest.Stamped(known, stamping, sources.hosts())));
    }

    private Future<Stamping> stamping() {
        return timestampService == null
                ? Future.succeededFuture()
                : stamps.trouble()
                        .map(trouble -> new Stamping(timestampService.getHost(), trouble.since(), trouble.failure()));
    }

    private Future<Answer> fetch(ReportRequest.Fetch asked) {
        if (fetching == MOST_FETCHES) {
            return Future.succeededFuture(new ReportRequest.Busy(MOST_FETCHES));
        }
        fetching++;
        return fetch.fetch(asked.url())
                .compose(fetched -> keep(fetched, asked.actor()).eventually(() -> vertx.fileSystem()
                        .delete(fetched.file().toString())))
                .recover(cause -> cause instanceof Unfetched u
                        ? Future.succeededFuture(new ReportRequest.Refused(u.why()))
                        : Future.failedFuture(cause))
                .onComplete(done -> fetching--);
    }

    private Future<Answer> keep(Upload fetched, String actor) {
        return vertx.executeBlocking(() -> Pdf.is(fetched.file()) ? Files.readAllBytes(fetched.file()) : null, false)
                .compose(content -> content == null
                        ? Future.succeededFuture(new ReportRequest.Refused(Explanation.of("report-no-pdf")))
                        : files.putReport(fetched.sha256(), content, actor)
                                .map(kept -> kept
                                        ? new ReportRequest.Kept(fetched.sha256(), fetched.bytes())
                                        : new ReportRequest.Full()));
    }
}
