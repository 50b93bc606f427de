package nl.tafelzicht.engine.http.publicsite;

import static nl.tafelzicht.engine.http.publicsite.PublicShell.escaped;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.function.Consumer;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Problems;
import nl.tafelzicht.engine.http.publicsite.PublicReports.PublicReport;
import nl.tafelzicht.engine.http.publicsite.PublicReports.Receipt;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.report.domain.ReportKind;

/**
 * The page of the public: five fields, in Dutch and English, made here so that it needs no script. A code says later
 * whether the report was read, and takes more. Codes go in the body of a request, never in an address that a browser or
 * a log remembers.
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
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final PublicReports reports;
    private final Authentication authentication;
    private final OpenApi api;
    private final boolean exercise;
    private final long contactDays;
    private final List<Municipality> municipalities;

    /** The page in one language. */
    private final class Edition {
        private final String home;
        private final String follow;
        private final String other;
        private final Locale locale;
        private final ResourceBundle texts;

        Edition(String home, String follow, String other, Locale locale) {
            this.home = home;
            this.follow = follow;
            this.other = other;
            this.locale = locale;
            this.texts = ResourceBundle.getBundle("i18n.public", locale);
        }

        void install(Router router) {
            router.get(home)
                    .handler(rc -> html(
                            rc,
                            200,
                            form(chosen(rc), Map.of(), UUID.randomUUID().toString())));
            Bodies.form(
                            router.post(home)
                                    .handler(rc -> asPage(
                                            rc,
                                            form(
                                                    new LinkedHashMap<>(),
                                                    Map.of(),
                                                    UUID.randomUUID().toString()))),
                            Bodies.MAX_JSON_BYTES)
                    .handler(this::submit);
            router.get(follow).handler(rc -> html(rc, 200, codeForm(null)));
            Bodies.form(router.post(follow).handler(rc -> asPage(rc, codeForm(null))), Bodies.MAX_JSON_BYTES)
                    .handler(this::follow);
        }

        /** What another page chose already; anything else in the address is passed over. */
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

        /** A form that could not even be read is answered by a page too. */
        private void asPage(RoutingContext rc, String again) {
            Consumer<Problem> page = problem -> html(
                    rc,
                    problem.status(),
                    "<p class=\"error\" role=\"alert\">" + t(problem.status() == 413 ? "error.text" : "error.any")
                            + "</p>" + again);
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
                html(rc, 400, form(values, errors(wrong), UUID.randomUUID().toString()));
                return;
            }
            reports.submit(
                            report,
                            id,
                            authentication.source(rc),
                            rc.request().formAttributes().get("proof"))
                    .onSuccess(sent -> html(rc, sent.repeated() ? 200 : 201, receipt(sent.receipt())))
                    .onFailure(cause -> later(rc, cause, values, id.toString()));
        }

        /**
         * What was typed stays, and its key: sent again, by whoever typed it or by the page for them, it is the same
         * report.
         */
        private void later(RoutingContext rc, Throwable cause, Map<String, String> values, String key) {
            var turn = cause instanceof Problem p ? p.retryAfterSeconds() : null;
            if (turn != null) {
                rc.response().putHeader("Retry-After", turn.toString());
            }
            if (turn == null || ((Problem) cause).status() != 429) {
                html(
                        rc,
                        503,
                        "<p class=\"error\" role=\"alert\">" + t(turn == null ? "error.later" : "error.full") + "</p>"
                                + form(values, Map.of(), key));
                return;
            }
            var minutes = (turn + 59) / 60;
            html(
                    rc,
                    429,
                    "<p class=\"busy\" role=\"alert\" id=\"busy\" data-seconds=\"" + turn + "\">"
                            + t(minutes == 1 ? "busy.minute" : "busy").replace("{minutes}", String.valueOf(minutes))
                            + "</p><p class=\"busy\" id=\"by-itself\" hidden>" + t("busy.byItself") + "</p>"
                            + form(values, Map.of(), key)
                            + "<script type=\"module\" src=\"/public/queue.mjs\"></script>");
        }

        private Map<String, String> errors(Exception wrong) {
            var errors = new LinkedHashMap<String, String>();
            if (wrong instanceof Problem p) {
                p.details("", Locale.ENGLISH)
                        .errors()
                        .forEach(e -> errors.put(
                                e.field(),
                                t(texts.containsKey("error." + e.field()) ? "error." + e.field() : "error.any")));
            }
            if (errors.isEmpty()) {
                errors.put("", t("error.any"));
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
                            .onSuccess(receipt -> html(rc, 200, status(receipt, false)))
                            .onFailure(cause -> unknown(rc, cause));
                } else {
                    if (text.length() > 4_000) {
                        throw Problem.field("text", Explanation.of("too-long"));
                    }
                    reports.add(code, text)
                            .onSuccess(receipt -> html(rc, 201, status(receipt, true)))
                            .onFailure(cause -> {
                                if (cause instanceof Problem p && p.status() == 409) {
                                    html(
                                            rc,
                                            409,
                                            "<p class=\"error\" role=\"alert\">" + t("error.additions") + "</p>"
                                                    + codeForm(null));
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
            html(rc, status, codeForm(t(status == 404 ? "error.code" : status == 400 ? "error.text" : "error.later")));
        }

        private String t(String key) {
            return texts.getString(key).replace("{days}", String.valueOf(contactDays));
        }

        private String form(Map<String, String> values, Map<String, String> errors, String key) {
            var out = new StringBuilder("<h1>" + t("title") + "</h1><p class=\"emergency\">" + t("emergency")
                    + "</p><p class=\"lead\">" + t("lead") + "</p>");
            if (!errors.isEmpty()) {
                out.append("<p class=\"error\" role=\"alert\">")
                        .append(errors.containsKey("") ? errors.get("") : t("error.some"))
                        .append("</p>");
            }
            out.append("<form method=\"post\" action=\"")
                    .append(home)
                    .append("\"><input type=\"hidden\" name=\"key\" value=\"")
                    .append(escaped(key))
                    .append("\"><input type=\"hidden\" name=\"proof\" value=\"\">");
            out.append(field(
                    "kind",
                    errors,
                    "<select id=\"kind\" name=\"kind\" required" + described("kind", errors) + "><option value=\"\">"
                            + t("choose") + "</option>" + kinds(values.get("kind")) + "</select>"));
            out.append(field(
                    "text",
                    errors,
                    "<textarea id=\"text\" name=\"text\" rows=\"5\" maxlength=\"4000\" required"
                            + described("text", errors) + ">" + escaped(values.get("text")) + "</textarea>"));
            out.append(field(
                    "municipality",
                    errors,
                    "<select id=\"municipality\" name=\"municipality\"" + described("municipality", errors)
                            + "><option value=\"\">" + t("unknown") + "</option>"
                            + municipalities(values.get("municipality")) + "</select>"));
            out.append(field(
                    "place",
                    errors,
                    "<input id=\"place\" name=\"place\" maxlength=\"300\" value=\"" + escaped(values.get("place"))
                            + "\"" + described("place", errors) + ">"));
            out.append(field(
                    "contact",
                    errors,
                    "<input id=\"contact\" name=\"contact\" maxlength=\"200\" autocomplete=\"email\" value=\""
                            + escaped(values.get("contact")) + "\"" + described("contact", errors) + ">"));
            return out.append("<button>")
                    .append(t("send"))
                    .append("</button></form><p><a href=\"")
                    .append(follow)
                    .append("\">")
                    .append(t("follow"))
                    .append("</a></p>")
                    .toString();
        }

        private String field(String name, Map<String, String> errors, String control) {
            var error = errors.containsKey(name)
                    ? "<span class=\"error\" id=\"error-" + name + "\">" + errors.get(name) + "</span>"
                    : "";
            return "<div class=\"field\"><label for=\"" + name + "\">" + t("field." + name)
                    + "</label><span class=\"hint\" id=\"hint-" + name + "\">" + t("hint." + name) + "</span>" + error
                    + control + "</div>";
        }

        private String described(String name, Map<String, String> errors) {
            return " aria-describedby=\"hint-" + name
                    + (errors.containsKey(name) ? " error-" + name + "\" aria-invalid=\"true\"" : "\"");
        }

        private String kinds(String chosen) {
            var out = new StringBuilder();
            for (var kind : KINDS) {
                out.append(option(kind.toString(), t("kind." + kind), chosen));
            }
            return out.toString();
        }

        private String municipalities(String chosen) {
            var out = new StringBuilder();
            for (var m : municipalities) {
                var everyday = EVERYDAY_NAMES.get(m.code());
                out.append(option(m.code(), everyday == null ? m.name() : m.name() + " (" + everyday + ")", chosen));
            }
            return out.toString();
        }

        private String receipt(Receipt r) {
            return "<h1>" + t("sent") + "</h1><p class=\"lead\">" + t("sentText")
                    + "</p><p class=\"code\" aria-label=\"" + t("field.code") + "\">" + r.receipt() + "</p><p>"
                    + t("keep") + "</p>"
                    + (r.advice() == null ? "" : "<p class=\"advice\">" + t("advice." + r.advice()) + "</p>")
                    + "<form method=\"post\" action=\"" + follow + "\"><input type=\"hidden\" name=\"code\" value=\""
                    + r.receipt() + "\"><button class=\"second\">" + t("check") + "</button></form><p><a href=\"" + home
                    + "\">" + t("another") + "</a></p>";
        }

        /** By the clock of where it was seen; named where that is not the Netherlands'. */
        private String time(Receipt r, Instant at) {
            return TIME.withZone(r.zone()).format(at)
                    + (r.zone().equals(Zones.NETHERLANDS) ? "" : " " + t("facts.caribbeanTime"));
        }

        private String status(Receipt r, boolean added) {
            return "<h1>" + t("statusTitle") + "</h1>"
                    + (added ? "<p class=\"done\" role=\"status\">" + t("added") + "</p>" : "")
                    + "<p class=\"code\">" + r.receipt() + "</p><p class=\"lead\">"
                    + t("receivedAt").replace("{time}", time(r, r.receivedAt())) + "</p><p class=\"lead\">"
                    + (r.read() ? t("readAt").replace("{time}", time(r, r.readAt())) : t("unread")) + "</p>"
                    + "<form method=\"post\" action=\"" + follow + "\"><input type=\"hidden\" name=\"code\" value=\""
                    + r.receipt() + "\"><div class=\"field\"><label for=\"text\">" + t("field.addition")
                    + "</label><textarea id=\"text\" name=\"text\" rows=\"4\" maxlength=\"4000\" "
                    + "required></textarea></div><button>"
                    + t("add") + "</button></form><p><a href=\"" + home + "\">" + t("another") + "</a></p>";
        }

        private String codeForm(String error) {
            return "<h1>" + t("statusTitle") + "</h1><form method=\"post\" action=\"" + follow
                    + "\"><div class=\"field\"><label for=\"code\">" + t("field.code") + "</label>"
                    + (error == null ? "" : "<span class=\"error\" id=\"error-code\">" + error + "</span>")
                    + "<input id=\"code\" name=\"code\" required maxlength=\"40\" autocomplete=\"off\""
                    + (error == null ? "" : " aria-invalid=\"true\" aria-describedby=\"error-code\"")
                    + "></div><button>" + t("check") + "</button></form><p><a href=\"" + home + "\">" + t("another")
                    + "</a></p>";
        }

        private void html(RoutingContext rc, int status, String content) {
            PublicShell.html(
                    rc,
                    status,
                    locale,
                    t("title"),
                    exercise ? t("exercise") : null,
                    other,
                    t("otherLanguage"),
                    content);
        }
    }

    /** What people look for, and is written otherwise. */
    private static final Map<String, String> EVERYDAY_NAMES = Map.of("GM0518", "Den Haag", "GM0796", "Den Bosch");

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
        new Edition("/melden", "/melden/volgen", "/report", Locale.forLanguageTag("nl")).install(router);
        new Edition("/report", "/report/follow", "/melden", Locale.ENGLISH).install(router);
    }

    /** As the browser counts: the end of a line, which a form sends as two characters, is one. */
    private static String typed(MultiMap form, String name) {
        var value = form.get(name);
        return value == null ? "" : value.replace("\r\n", "\n");
    }

    private static Map<String, String> values(MultiMap form, String... names) {
        var values = new LinkedHashMap<String, String>();
        Arrays.stream(names).forEach(name -> values.put(name, typed(form, name)));
        return values;
    }

    private static String option(String value, String label, String chosen) {
        return "<option value=\"" + value + "\"" + (value.equals(chosen) ? " selected" : "") + ">" + escaped(label)
                + "</option>";
    }
}
