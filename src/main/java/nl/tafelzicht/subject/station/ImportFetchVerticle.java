package nl.tafelzicht.subject.station;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.fetch.WebFetch;
import nl.tafelzicht.engine.fetch.WebFetch.Unfetched;
import nl.tafelzicht.engine.fetch.WebSources;
import nl.tafelzicht.engine.http.api.Upload;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.LocalCodec;

/** Fetches files of stations from where they were published, a few at a time. */
public final class ImportFetchVerticle extends VerticleBase {

    /** Local address: takes a {@link Fetch}, answers an {@link Answer}. */
    static final String ADDRESS = "station-files";

    /** At the same time: each may use 32 MiB of disk, and a thread while its host is looked up. */
    static final int MOST_FETCHES = 2;

    /** The dataset of the whole country has some 10 MB; a client waits longer than this. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final String ACCEPTED = "text/csv, application/xml, "
            + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, "
            + "application/vnd.oasis.opendocument.spreadsheet, */*;q=0.1";

    private final WebSources sources;
    private WebFetch fetch;
    private int fetching;

    /** A file to be fetched. */
    record Fetch(URI url) {}

    sealed interface Answer {}

    /** It is on this machine's disk, and whoever asked deletes it. */
    record Fetched(Upload file) implements Answer {}

    /** Nothing was fetched. */
    record Refused(Explanation why) implements Answer {}

    /** Nothing was fetched: too many fetches are under way. */
    record Busy() implements Answer {}

    ImportFetchVerticle(WebSources sources) {
        this.sources = sources;
    }

    @Override
    public Future<?> start() {
        fetch = WebFetch.ofThisMachine(vertx, sources, ACCEPTED, DEADLINE, ImportRoutes.MAX_FILE_BYTES);
        List.of(Fetch.class, Fetched.class, Refused.class, Busy.class)
                .forEach(type -> LocalCodec.register(vertx.eventBus(), type));
        vertx.eventBus().<Fetch>localConsumer(ADDRESS, this::handle);
        return Future.succeededFuture();
    }

    private void handle(Message<Fetch> message) {
        answer(message.body().url())
                .onComplete(
                        message::reply,
                        cause -> message.fail(JournalVerticle.Failure.UNAVAILABLE, String.valueOf(cause.getMessage())));
    }

    private Future<Answer> answer(URI url) {
        if (fetching == MOST_FETCHES) {
            return Future.succeededFuture(new Busy());
        }
        fetching++;
        return fetch.fetch(url)
                .<Answer>map(Fetched::new)
                .recover(cause -> cause instanceof Unfetched u
                        ? Future.succeededFuture(new Refused(u.why()))
                        : Future.failedFuture(cause))
                .onComplete(done -> fetching--);
    }
}
