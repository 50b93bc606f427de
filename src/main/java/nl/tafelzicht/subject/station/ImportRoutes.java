package nl.tafelzicht.subject.station;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.ElectionDates;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.RateLimits;
import nl.tafelzicht.engine.http.api.Upload;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.station.ImportPlan.ElectionPlan;
import nl.tafelzicht.subject.station.ImportRequest.Confirmation;
import nl.tafelzicht.subject.station.ImportRequest.Format;
import nl.tafelzicht.subject.station.ImportRequest.Imported;
import nl.tafelzicht.subject.station.ImportRequest.Unreadable;
import nl.tafelzicht.subject.station.format.Remark;

/** Receives files of stations: to disk as they arrive, with their fingerprint, and then to {@link ImportVerticle}. */
public final class ImportRoutes {

    /** Ten times the largest real one. */
    public static final long MAX_FILE_BYTES = 32L * 1024 * 1024;

    /** The ids of {@link ImportPlan#MOST_ROWS} rows. */
    private static final long MAX_CONFIRMATION_BYTES = 1024L * 1024;

    private static final DeliveryOptions PATIENT =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(300_000);
    private static final Map<String, Format> FORMATS = Map.of(
            "application/xml",
            Format.EML_110B,
            "text/xml",
            Format.EML_110B,
            "text/csv",
            Format.STEMBUREAUS_CSV,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format.STEMBUREAUS_XLSX,
            "application/vnd.oasis.opendocument.spreadsheet",
            Format.STEMBUREAUS_ODS);

    private static final String JSON = "application/json";
    /** Each costs a foreign site a download, and this node a connection and a file. */
    private static final RateLimits.Rate FETCHES = new RateLimits.Rate("too-many-fetches", 20, Duration.ofMinutes(10));

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HttpDependencies node;
    private final OpenApi api;
    private final RateLimits limits;

    private record Published(URI url) {}

    /** @param hosts from which the hub fetches files of stations itself; empty when it does not */
    private record FetchedFrom(List<String> hosts) {}

    /** The parameters of a request. */
    private record Asked(LocalDate date, boolean preview) {}

    private record Reversal(String reason) {}

    private record Confirmed(boolean withdraw, Set<String> rows) {}

    ImportRoutes(Vertx vertx, HttpDependencies node, OpenApi api, RateLimits limits) {
        this.vertx = vertx;
        this.node = node;
        this.api = api;
        this.limits = limits;
    }

    void install(Router router) {
        router.post("/stations/imports").handler(this::fetch);
        router.get("/stations/imports/sources").handler(this::sources);
    }

    void installStreaming(Router router) {
        router.post("/stations/imports").handler(this::take);
        router.post("/stations/imports/:id/confirmations")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_CONFIRMATION_BYTES))
                .handler(this::confirm);
        router.post("/stations/imports/:id/reversals")
                .handler(BodyHandler.create(false).setBodyLimit(Bodies.MAX_JSON_BYTES))
                .handler(this::reverse);
    }

    private static Principal importer(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (!Rights.mayImport(principal)) {
            throw Problem.of(403, Explanation.of("may-not-import"));
        }
        return principal;
    }

    private Asked asked(RoutingContext rc) {
        var query = api.parameters("importStations", "query", rc.queryParams());
        var date = query.has("date") ? LocalDate.parse(query.get("date").asText()) : null;
        if (date != null && !ElectionDates.isPossible(date)) {
            throw Problem.field("date", ElectionDates.refusal(date));
        }
        return new Asked(date, query.get("preview").asBoolean());
    }

    private void sources(RoutingContext rc) {
        importer(rc);
        rc.end(Buffer.buffer(Json.bytes(new FetchedFrom(hosts()))));
    }

    /** From which files may be fetched; a hub without any takes files alone. */
    private List<String> hosts() {
        return node.subjects().get(StationSettings.class).sources().hosts();
    }

    /** Fetches the file that is published at an address. */
    private void fetch(RoutingContext rc) {
        var principal = importer(rc);
        var asked = asked(rc);
        var url = api.body("importStations", Bodies.json(rc), Published.class).url;
        limits.check(FETCHES, principal.name());
        vertx.eventBus()
                .<ImportFetchVerticle.Answer>request(
                        ImportFetchVerticle.ADDRESS, new ImportFetchVerticle.Fetch(url), PATIENT)
                .compose(message -> handFetched(principal, url, asked, message.body()))
                .onSuccess(answer -> answer(rc, answer))
                .onFailure(rc::fail);
    }

    private Future<ImportRequest.Answer> handFetched(
            Principal principal, URI url, Asked asked, ImportFetchVerticle.Answer fetched) {
        if (fetched instanceof ImportFetchVerticle.Refused refused) {
            throw Problem.field("url", refused.why());
        }
        if (!(fetched instanceof ImportFetchVerticle.Fetched got)) {
            throw Problem.later(503, Explanation.of("fetches-full", "most", ImportFetchVerticle.MOST_FETCHES), SOON);
        }
        var origin =
                new ImportRequest.Origin(url.toString(), node.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        return vertx.executeBlocking(() -> Format.of(got.file().file()), false)
                .compose(format -> hand(principal, format, origin, asked, got.file()))
                .eventually(() -> vertx.fileSystem().delete(got.file().file().toString()));
    }

    /** Receives a file. When the body is JSON with an address instead, the next handler is {@link #fetch}. */
    private void take(RoutingContext rc) {
        if (JSON.equals(Bodies.mediaType(rc)) && !hosts().isEmpty()) {
            rc.next();
            return;
        }
        var principal = importer(rc);
        var format = FORMATS.get(Bodies.mediaType(rc));
        if (format == null) {
            throw Problem.of(415, Explanation.of("station-file-expected"));
        }
        var asked = asked(rc);
        Upload.receive(vertx, rc.request(), MAX_FILE_BYTES)
                .compose(received -> hand(principal, format, null, asked, received)
                        .eventually(
                                () -> vertx.fileSystem().delete(received.file().toString())))
                .onSuccess(answer -> answer(rc, answer))
                .onFailure(rc::fail);
    }

    private void confirm(RoutingContext rc) {
        var principal = importer(rc);
        var body = api.body("confirmImport", Bodies.json(rc), Confirmed.class);
        var confirmation = new Confirmation(
                importId(rc.pathParam("id")),
                body.withdraw,
                body.rows,
                principal.name(),
                importingRole(principal),
                municipality(principal),
                municipality -> Rights.importingRole(principal, municipality).isPresent());
        vertx.eventBus()
                .<ImportRequest.Answer>request(ImportVerticle.CONFIRMATIONS, confirmation, PATIENT)
                .onSuccess(message -> answer(rc, message.body()))
                .onFailure(rc::fail);
    }

    private void reverse(RoutingContext rc) {
        var principal = importer(rc);
        var body = api.body("reverseImport", Bodies.json(rc), Reversal.class);
        var request = new ReversalRequest(
                importId(rc.pathParam("id")),
                body.reason.strip(),
                principal.name(),
                importingRole(principal),
                municipality -> Rights.importingRole(principal, municipality).isPresent());
        vertx.eventBus()
                .<ReversalRequest.Answer>request(ReversalVerticle.ADDRESS, request, PATIENT)
                .onFailure(rc::fail)
                .onSuccess(message -> {
                    if (message.body() instanceof ReversalRequest.Reversed reversed) {
                        rc.end(Buffer.buffer(Json.bytes(ToldReversal.of(reversed, Negotiation.language(rc)))));
                    } else {
                        rc.fail(Problem.of(404, Explanation.of("unknown-import")));
                    }
                });
    }

    private static UUID importId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problem.of(404, Explanation.of("unknown-import"));
        }
    }

    private static Role importingRole(Principal principal) {
        return principal.roles().stream()
                .filter(r -> Rights.reach(r, Rights.Right.IMPORT) != Rights.Reach.NONE)
                .findFirst()
                .orElseThrow();
    }

    /** The only municipality of this person; {@code null} for a person with several, or the whole country. */
    private static String municipality(Principal principal) {
        var all = principal.municipalities();
        return all.size() == 1 && !all.contains(Principal.ANYWHERE)
                ? all.iterator().next()
                : null;
    }

    private Future<ImportRequest.Answer> hand(
            Principal principal, Format format, ImportRequest.Origin origin, Asked asked, Upload received) {
        var request = new ImportRequest(
                received.file(),
                format,
                received.sha256(),
                received.bytes(),
                asked.date,
                origin,
                principal.name(),
                importingRole(principal),
                asked.preview,
                municipality(principal),
                municipality -> Rights.importingRole(principal, municipality).isPresent());
        return vertx.eventBus()
                .<ImportRequest.Answer>request(ImportVerticle.ADDRESS, request, PATIENT)
                .map(m -> m.body());
    }

    private record ToldRemark(
            long line,
            String cell,
            String column,
            String code,
            Map<String, String> parameters,
            String reason,
            List<String> row) {
        static List<ToldRemark> of(List<Remark> remarks, Locale locale) {
            return remarks.stream()
                    .map(r -> new ToldRemark(
                            r.line(), r.cell(), r.column(), r.code(), r.parameters(), r.reason(locale), r.row()))
                    .toList();
        }
    }

    /** A station that stays unchanged, with the reason in the reader's language. */
    private record ToldKept(String station, String reason, String code, Map<String, Object> parameters) {}

    private record ToldReversal(UUID id, int restored, int withdrawn, List<ToldKept> kept) {

        static ToldReversal of(ReversalRequest.Reversed r, Locale language) {
            return new ToldReversal(
                    r.id(),
                    r.restored(),
                    r.withdrawn(),
                    r.kept().stream()
                            .map(k -> new ToldKept(
                                    k.station(),
                                    k.reason().in(language),
                                    k.reason().code(),
                                    k.reason().named()))
                            .toList());
        }
    }

    /** The answer in the reader's language. */
    private record Told(
            UUID id,
            UUID preview,
            int imported,
            int changed,
            int moved,
            int unchanged,
            int withdrawn,
            List<ToldRemark> rejected,
            List<ToldRemark> warnings,
            List<String> wouldWithdraw,
            LocalDate date,
            List<String> elections,
            List<ElectionPlan> perElection,
            List<? extends Object> rows,
            int rowsLeftOut) {
        static Told of(Imported i, Locale locale) {
            return new Told(
                    i.id(),
                    i.preview(),
                    i.imported(),
                    i.changed(),
                    i.moved(),
                    i.unchanged(),
                    i.withdrawn(),
                    ToldRemark.of(i.rejected(), locale),
                    ToldRemark.of(i.warnings(), locale),
                    i.wouldWithdraw(),
                    i.date(),
                    i.elections(),
                    i.perElection(),
                    i.rows(),
                    i.rowsLeftOut());
        }
    }

    private void answer(RoutingContext rc, ImportRequest.Answer answer) {
        if (answer instanceof Imported imported) {
            var language = Negotiation.language(rc); // the rows of a whole country are some megabytes
            vertx.executeBlocking(() -> Buffer.buffer(Json.bytes(Told.of(imported, language))), false)
                    .onSuccess(rc::end)
                    .onFailure(rc::fail);
        } else if (answer instanceof Unreadable u) {
            rc.fail(Problem.field(
                    "body",
                    u.line() > 0
                            ? Explanation.of("unreadable-line", "line", u.line(), "reason", u.reason())
                            : u.reason()));
        } else if (answer instanceof ImportRequest.Overtaken o) {
            rc.fail(Problem.of(409, o.why()));
        } else if (answer instanceof ImportRequest.Excluded e) {
            rc.fail(Problem.of(409, e.why()));
        } else if (answer instanceof ImportRequest.Mischosen m) {
            rc.fail(Problem.field("rows", m.why()));
        } else if (answer instanceof ImportRequest.Lapsed) {
            rc.fail(Problem.of(404, Explanation.of("unknown-preview", "minutes", ImportPreviews.KEPT.toMinutes())));
        } else if (answer instanceof ImportRequest.Crowded) {
            rc.fail(Problem.later(429, Explanation.of("previews-full"), Duration.ofMinutes(1)));
        } else {
            rc.fail(Problem.of(403, Explanation.of("no-station-of-yours")));
        }
    }
}
