package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.net.URI;
import java.util.List;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.LocalCodec;
import nl.tafelzicht.subject.count.ReportRequest.Answer;

/** Says of official reports, for whoever asks, when they were stamped and by whom. */
public final class ReportVerticle extends VerticleBase {

    /** Local address: takes a {@link ReportRequest}, answers an {@link Answer}. */
    static final String ADDRESS = "official-reports";

    private final ReportStamps stamps;
    private final URI timestampService;

    /** @param timestampService {@code null} when none is asked */
    ReportVerticle(ReportStamps stamps, URI timestampService) {
        this.stamps = stamps;
        this.timestampService = timestampService;
    }

    @Override
    public Future<?> start() {
        List.of(
                        ReportRequest.Stamps.class,
                        ReportRequest.StampFile.class,
                        ReportRequest.Stamped.class,
                        ReportRequest.File.class)
                .forEach(type -> LocalCodec.register(vertx.eventBus(), type));
        vertx.eventBus().<ReportRequest>localConsumer(ADDRESS, this::handle);
        return Future.succeededFuture();
    }

    private void handle(Message<ReportRequest> message) {
        answer(message.body())
                .onComplete(
                        message::reply,
                        cause -> message.fail(JournalVerticle.Failure.UNAVAILABLE, String.valueOf(cause.getMessage())));
    }

    private Future<Answer> answer(ReportRequest request) {
        if (request instanceof ReportRequest.StampFile f) {
            return stamps.answer(f.sha256()).map(ReportRequest.File::new);
        }
        var asked = (ReportRequest.Stamps) request;
        return stamps.of(asked.reports())
                .compose(known -> stamping().map(stamping -> new ReportRequest.Stamped(known, stamping)));
    }

    private Future<Stamping> stamping() {
        return timestampService == null
                ? Future.succeededFuture()
                : stamps.trouble()
                        .map(trouble -> new Stamping(timestampService.getHost(), trouble.since(), trouble.failure()));
    }
}
