package nl.tafelzicht.subject.report;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.json.Json;

/** The API for reports without an account. */
public final class PublicReportRoutes {

    private final PublicReports reports;
    private final Authentication authentication;
    private final OpenApi api;

    public PublicReportRoutes(PublicReports reports, Authentication authentication, OpenApi api) {
        this.reports = reports;
        this.authentication = authentication;
        this.api = api;
    }

    public void install(Router router) {
        router.post("/public/reports").handler(this::submit);
        router.get("/public/reports/:code").handler(rc -> reports.find(rc.pathParam("code"))
                .onSuccess(receipt -> rc.end(Buffer.buffer(Json.bytes(receipt))))
                .onFailure(rc::fail));
        router.post("/public/reports/:code/additions").handler(this::add);
    }

    private void submit(RoutingContext rc) {
        var headers =
                api.parameters("submitPublicReport", "header", rc.request().headers());
        var key = headers.get("Idempotency-Key");
        var report = api.body("submitPublicReport", Bodies.json(rc), PublicReports.PublicReport.class);
        reports.submit(
                        report,
                        key == null ? UUID.randomUUID() : UUID.fromString(key.asText()),
                        authentication.source(rc),
                        headers.has(Proof.HEADER) ? headers.get(Proof.HEADER).asText() : null)
                .onSuccess(sent -> rc.response()
                        .setStatusCode(sent.repeated() ? 200 : 201)
                        .putHeader(
                                "Location",
                                OpenApi.BASE + "/public/reports/"
                                        + sent.receipt().receipt())
                        .end(Buffer.buffer(Json.bytes(sent.receipt()))))
                .onFailure(rc::fail);
    }

    private void add(RoutingContext rc) {
        var text = api.body("addToPublicReport", Bodies.json(rc), EntityEndpoint.Text.class)
                .text();
        reports.add(rc.pathParam("code"), text)
                .onSuccess(receipt -> rc.response().setStatusCode(201).end(Buffer.buffer(Json.bytes(receipt))))
                .onFailure(rc::fail);
    }
}
