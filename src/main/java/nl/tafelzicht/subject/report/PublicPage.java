package nl.tafelzicht.subject.report;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.html.HtmlTemplate;
import nl.tafelzicht.engine.html.Texts;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Problems;
import nl.tafelzicht.engine.http.publicsite.PlaceTime;
import nl.tafelzicht.engine.http.publicsite.PublicShell;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.report.PublicReports.PublicReport;
import nl.tafelzicht.subject.report.PublicReports.Receipt;
import nl.tafelzicht.subject.report.ReportForm.Busy;
import nl.tafelzicht.subject.report.ReportForm.Typed;
import nl.tafelzicht.subject.report.domain.ReportKind;

/**
 * The public page: five fields, in Dutch and English, rendered on the server so that it needs no script. With a code
 * the sender can see later whether the report was read, and add to it. Codes are sent in the body of a request, never
 * in an address that a browser or a log remembers.
 */
public final class PublicPage {

    private static final List<ReportKind> KINDS = List.of(
            ReportKind.CROWD,
            ReportKind.DEMONSTRATION,
            ReportKind.UNREST,
            ReportKind.ACCESS_BLOCKED,
            ReportKind.THREAT,
            ReportKind.VIOLENCE,
            ReportKind.ACCESSIBILITY,
            ReportKind.FOREIGN_INTERFERENCE,
            ReportKind.PROXY_CANVASSING,
            ReportKind.VOTE_BUYING,
            ReportKind.DOXING,
            ReportKind.COUNTING_IRREGULARITY,
            ReportKind.OBSERVER_HINDERED,
            ReportKind.COUNT_ERROR,
            ReportKind.OTHER);
    private static final HtmlTemplate FORM = PublicShell.page("report", PublicPage.class);
    private static final HtmlTemplate RECEIPT = PublicShell.page("receipt", PublicPage.class);
    private static final HtmlTemplate STATUS = PublicShell.page("status", PublicPage.class);
    private static final HtmlTemplate CODE = PublicShell.page("code", PublicPage.class);

    /** @param advice what else to do, or {@code null} */
    record ReceiptContent(String code, String advice, String follow) {}

    record StatusContent(String code, boolean added, String received, String read, String follow) {}

    /**
     * @param alert a general error, or {@code null}
     * @param error an error in the code, or {@code null}
     */
    record CodeContent(String alert, String error, String follow) {}

    private final PublicReports reports;
    private final Authentication authentication;
    private final OpenApi api;
    private final boolean exercise;
    private final long contactDays;
    private final List<Municipality> municipalities;

    /** The page in one language. */
    private final class Edition {
        private final PublicShell shell;
        private final Texts texts;
        private final PlaceTime time;
        private final String follow;

        Edition(PublicShell shell, String follow) {
            this.shell = shell.with("days", contactDays);
            this.texts = this.shell.texts();
            this.time = shell.time("HH:mm");
            this.follow = follow;
        }

        void install(Router router) {
            router.get(shell.home()).handler(rc -> PublicShell.send(rc, 200, form(untouched(chosen(rc)), null, null)));
            Bodies.form(
                            router.post(shell.home())
                                    .handler(rc -> asPage(rc, alert -> form(untouched(Map.of()), alert, null))),
                            Bodies.MAX_JSON_BYTES)
                    .handler(this::submit);
            router.get(follow).handler(rc -> PublicShell.send(rc, 200, codeForm(null, null)));
            Bodies.form(
                            router.post(follow).handler(rc -> asPage(rc, alert -> codeForm(alert, null))),
                            Bodies.MAX_JSON_BYTES)
                    .handler(this::follow);
        }

        /** Values that another page has chosen already; other parameters of the address are ignored. */
        private Map<String, String> chosen(RoutingContext rc) {
            var chosen = new LinkedHashMap<String, String>();
            var kind = rc.queryParams().get("kind");
            if (KINDS.stream().anyMatch(k -> k.toString().equals(kind))) {
                chosen.put("kind", kind);
            }
            var place = rc.queryParams().get("municipality");
            if (municipalities.stream().anyMatch(m -> m.code().equals(place))) {
                chosen.put("municipality", place);
            }
            return chosen;
        }

        private static Typed untouched(Map<String, String> chosen) {
            return new Typed(chosen, Map.of(), UUID.randomUUID().toString());
        }

        /** A form that can't be parsed is answered with a page too. */
        private void asPage(RoutingContext rc, UnaryOperator<String> again) {
            Consumer<Problem> page = problem -> PublicShell.send(
                    rc, problem.status(), again.apply(texts.say(problem.status() == 413 ? "error.text" : "error.any")));
            rc.put(Problems.PAGE, page);
            rc.next();
        }

        private void submit(RoutingContext rc) {
            var values = values(rc.request().formAttributes(), "kind", "text", "municipality", "place", "contact");
            var key = rc.request().formAttributes().get("key");
            PublicReport report;
            UUID id;
            try {
                id = key == null ? UUID.randomUUID() : UUID.fromString(key);
                var given = new LinkedHashMap<>(values);
                given.values().removeIf(String::isBlank);
                report = api.body("submitPublicReport", Buffer.buffer(Json.bytes(given)), PublicReport.class);
            } catch (Problem | IllegalArgumentException wrong) {
                var again = new Typed(values, errors(wrong), UUID.randomUUID().toString());
                PublicShell.send(rc, 400, form(again, null, null));
                return;
            }
            reports.submit(
                            report,
                            id,
                            authentication.source(rc),
                            rc.request().formAttributes().get("proof"))
                    .onSuccess(sent -> PublicShell.send(rc, sent.repeated() ? 200 : 201, receipt(sent.receipt())))
                    .onFailure(cause -> later(rc, cause, new Typed(values, Map.of(), id.toString())));
        }

        /**
         * Keeps what was typed, and the key: when it is sent again, by the person or by the page, it counts as the same
         * report.
         */
        private void later(RoutingContext rc, Throwable cause, Typed typed) {
            var turn = cause instanceof Problem p ? p.retryAfterSeconds() : null;
            if (turn != null) {
                rc.response().putHeader("Retry-After", turn.toString());
            }
            if (turn == null || ((Problem) cause).status() != 429) {
                var alert = texts.say(turn == null ? "error.later" : "error.full");
                PublicShell.send(rc, 503, form(typed, alert, null));
                return;
            }
            var minutes = (turn + 59) / 60;
            var said = texts.say(minutes == 1 ? "busy.minute" : "busy", Map.of("minutes", minutes));
            PublicShell.send(rc, 429, form(typed, null, new Busy(turn, said)));
        }

        private Map<String, String> errors(Exception wrong) {
            var errors = new LinkedHashMap<String, String>();
            if (wrong instanceof Problem p) {
                p.details("", Locale.ENGLISH)
                        .errors()
                        .forEach(e -> errors.put(
                                e.field(),
                                texts.say(texts.has("error." + e.field()) ? "error." + e.field() : "error.any")));
            }
            if (errors.isEmpty()) {
                errors.put("", texts.say("error.any"));
            }
            return errors;
        }

        private void follow(RoutingContext rc) {
            var form = rc.request().formAttributes();
            var code = form.get("code") == null ? "" : form.get("code");
            var text = typed(form, "text");
            try {
                if (text.isBlank()) {
                    reports.find(code)
                            .onSuccess(receipt -> PublicShell.send(rc, 200, status(receipt, false)))
                            .onFailure(cause -> unknown(rc, cause));
                } else {
                    if (text.length() > 4_000) {
                        throw Problem.field("text", Explanation.of("too-long"));
                    }
                    reports.add(code, text)
                            .onSuccess(receipt -> PublicShell.send(rc, 201, status(receipt, true)))
                            .onFailure(cause -> {
                                if (cause instanceof Problem p && p.status() == 409) {
                                    PublicShell.send(rc, 409, codeForm(texts.say("error.additions"), null));
                                } else {
                                    unknown(rc, cause);
                                }
                            });
                }
            } catch (Problem wrong) {
                unknown(rc, wrong);
            }
        }

        private void unknown(RoutingContext rc, Throwable cause) {
            int status = cause instanceof Problem p ? p.status() : 503;
            var error = status == 404 ? "error.code" : status == 400 ? "error.text" : "error.later";
            PublicShell.send(rc, status, codeForm(null, texts.say(error)));
        }

        private String form(Typed typed, String alert, Busy busy) {
            var form = ReportForm.of(texts, KINDS, municipalities, typed, alert, busy, follow);
            return FORM.render(form, shell);
        }

        private String receipt(Receipt r) {
            var advice = r.advice() == null ? null : texts.say("advice." + r.advice());
            return RECEIPT.render(new ReceiptContent(r.receipt(), advice, follow), shell);
        }

        private String status(Receipt r, boolean added) {
            var received = texts.say("receivedAt", Map.of("time", time.shown(r.receivedAt(), r.zone())));
            var read = r.read()
                    ? texts.say("readAt", Map.of("time", time.shown(r.readAt(), r.zone())))
                    : texts.say("unread");
            return STATUS.render(new StatusContent(r.receipt(), added, received, read, follow), shell);
        }

        private String codeForm(String alert, String error) {
            return CODE.render(new CodeContent(alert, error, follow), shell);
        }
    }

    public PublicPage(
            PublicReports reports,
            Authentication authentication,
            OpenApi api,
            Gazetteer gazetteer,
            boolean exercise,
            long contactDays) {
        this.reports = reports;
        this.authentication = authentication;
        this.api = api;
        this.exercise = exercise;
        this.contactDays = contactDays;
        this.municipalities = gazetteer.places().stream()
                .map(Gazetteer.Place::municipality)
                .sorted(Comparator.comparing(Municipality::name))
                .toList();
    }

    public void install(Router router) {
        new Edition(PublicShell.dutch("/melden", "/report", exercise), "/melden/volgen").install(router);
        new Edition(PublicShell.english("/report", "/melden", exercise), "/report/follow").install(router);
    }

    /** As the browser counts: a line end, which a form sends as two characters, is one. */
    private static String typed(MultiMap form, String name) {
        var value = form.get(name);
        return value == null ? "" : value.replace("\r\n", "\n");
    }

    private static Map<String, String> values(MultiMap form, String... names) {
        var values = new LinkedHashMap<String, String>();
        Arrays.stream(names).forEach(name -> values.put(name, typed(form, name)));
        return values;
    }
}
