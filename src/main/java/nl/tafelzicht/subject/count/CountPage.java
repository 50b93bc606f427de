package nl.tafelzicht.subject.count;

import static nl.tafelzicht.engine.http.publicsite.PublicShell.escaped;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.publicsite.PublicShell;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.count.PublicCounts.Page;
import nl.tafelzicht.subject.count.PublicCounts.PublicCount;
import nl.tafelzicht.subject.count.PublicCounts.PublicReAdd;
import nl.tafelzicht.subject.count.PublicCounts.PublicSession;
import nl.tafelzicht.subject.count.domain.CountEvent.Identity;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.subject.count.domain.MunicipalCount;

/** The public page of the count, {@code /telling} and {@code /counting}, and the same as JSON. Of one event loop. */
final class CountPage {

    private static final String STAMP = ".tsr";
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private final PublicCounts counts;
    private final String journal;
    private final boolean exercise;
    private Page written;
    private Buffer json;

    /** @param journal its id */
    CountPage(PublicCounts counts, String journal, boolean exercise) {
        this.counts = counts;
        this.journal = journal;
        this.exercise = exercise;
    }

    void install(Router pages, Router api) {
        new Edition("/telling", "/counting", "/melden", Locale.forLanguageTag("nl")).install(pages);
        new Edition("/counting", "/telling", "/report", Locale.ENGLISH).install(pages);
        api.get("/public/counts").handler(rc -> rc.end(json()));
        api.get("/public/counts/:id/manifest").handler(rc -> {
            var manifest = counts.manifest(rc.pathParam("id"), journal);
            if (manifest == null) {
                throw Problem.of(404, Explanation.of("unknown", "kind", MunicipalCount.KIND));
            }
            rc.response().putHeader("Content-Type", "text/plain; charset=utf-8").end(manifest);
        });
        api.get("/public/counts/:id/stamps/:sha").handler(this::stamp);
    }

    /** What the time-stamp service answered about a report of the manifest, as {@code openssl ts} reads it. */
    private void stamp(RoutingContext rc) {
        var file = rc.pathParam("sha");
        var sha256 = file.endsWith(STAMP) ? file.substring(0, file.length() - STAMP.length()) : file;
        if (!counts.hasReport(rc.pathParam("id"), sha256)) {
            throw Problem.of(404, Explanation.of("no-such-report"));
        }
        rc.vertx()
                .eventBus()
                .<ReportRequest.File>request(ReportVerticle.ADDRESS, new ReportRequest.StampFile(sha256), LOCAL)
                .onSuccess(answer -> {
                    var content = answer.body().content();
                    if (content == null) {
                        rc.fail(Problem.of(404, Explanation.of("no-time-stamp")));
                        return;
                    }
                    rc.response()
                            .putHeader("Content-Type", "application/timestamp-reply")
                            .putHeader("Content-Disposition", "attachment; filename=\"" + sha256 + STAMP + "\"")
                            .end(Buffer.buffer(content));
                })
                .onFailure(rc::fail);
    }

    /** Written once while the facts are the same. */
    private Buffer json() {
        var page = counts.page();
        if (page != written) {
            written = page;
            json = Buffer.buffer(Json.bytes(page));
        }
        return json;
    }

    /** The page in one language. */
    private final class Edition {
        private final String home;
        private final String other;
        private final String report;
        private final Locale locale;
        private final ResourceBundle texts;
        private final DateTimeFormatter time;
        private final Map<String, String> made = new HashMap<>();
        private Page of;

        Edition(String home, String other, String report, Locale locale) {
            this.home = home;
            this.other = other;
            this.report = report;
            this.locale = locale;
            this.texts = ResourceBundle.getBundle("i18n.public", locale);
            this.time = DateTimeFormatter.ofPattern("EEEE d MMMM HH:mm", locale);
        }

        void install(Router router) {
            router.get(home)
                    .handler(rc -> PublicShell.html(
                            rc,
                            200,
                            locale,
                            t("counting.title"),
                            exercise ? t("exercise") : null,
                            other,
                            t("otherLanguage"),
                            content(rc.queryParams().get("municipality"))));
        }

        private String t(String key) {
            return texts.getString(key);
        }

        private String time(Instant at, ZoneId zone) {
            return "<time datetime=\"" + at + "\">" + time.withZone(zone).format(at)
                    + (zone.equals(Zones.NETHERLANDS) ? "" : " " + t("facts.caribbeanTime")) + "</time>";
        }

        /** Made once for each municipality while the facts are the same, however many ask. */
        private String content(String asked) {
            var page = counts.page();
            var chosen = page.items().stream()
                    .map(c -> c.municipality().code())
                    .filter(code -> code.equals(asked))
                    .findFirst()
                    .orElse("");
            if (page != of) {
                of = page;
                made.clear();
            }
            return made.computeIfAbsent(chosen, code -> content(page, code));
        }

        private String content(Page page, String chosen) {
            var out = new StringBuilder("<h1>" + t("counting.title") + "</h1><p class=\"lead\">" + t("counting.lead")
                    + "</p><p><a href=\"#error\">" + t("counting.error") + "</a></p>");
            if (page.items().isEmpty()) {
                out.append("<p>").append(t("counting.none")).append("</p>");
            } else {
                out.append(choice(chosen));
                if (chosen.isEmpty()) {
                    out.append(table(page));
                } else {
                    page.items().stream()
                            .filter(c -> c.municipality().code().equals(chosen))
                            .forEach(c -> out.append(article(c)));
                }
            }
            return out.append("<section id=\"error\"><h2>" + t("counting.error") + "</h2><p>"
                            + t("counting.errorText") + "</p><p><a href=\"" + report + "?kind=count-error\">"
                            + t("counting.report") + "</a></p></section><p class=\"quiet\">")
                    .append(t("counting.asOf").replace("{time}", time(page.at(), Zones.NETHERLANDS)))
                    .append("</p><p class=\"quiet\"><a href=\"/api/v1/public/counts\">")
                    .append(t("counting.machine"))
                    .append("</a></p>")
                    .toString();
        }

        /** All of them in a line each. */
        private String table(Page page) {
            var out = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""
                    + t("counting.title") + "\"><table><thead><tr><th scope=\"col\">" + t("counting.municipality")
                    + "</th><th scope=\"col\">" + t("counting.stations") + "</th><th scope=\"col\">"
                    + t("counting.session") + "</th><th scope=\"col\">" + t("counting.files")
                    + "</th></tr></thead><tbody>");
            page.items()
                    .forEach(c -> out.append("<tr><td><a href=\"" + home + "?municipality="
                            + c.municipality().code() + "\">"
                            + escaped(c.municipality().name()) + "</a> "
                            + escaped(c.election()) + "</td><td>" + stations(c) + "</td><td>"
                            + next(c) + "</td><td>" + c.files().size() + "</td></tr>"));
            return out.append("</tbody></table></div>").toString();
        }

        /** The session that is open, or the first that one can still go to. */
        private String next(PublicCount c) {
            return c.sessions().stream()
                    .filter(s -> s.status() != SessionStatus.CLOSED)
                    .min(Comparator.comparing((PublicSession s) -> s.status() != SessionStatus.OPEN)
                            .thenComparing(PublicSession::at))
                    .map(s ->
                            time(s.at(), Zones.of(c.municipality().code())) + " " + t("counting.session." + s.status()))
                    .orElse(c.sessions().isEmpty() ? t("counting.noSession") : t("counting.session.closed"));
        }

        private String choice(String chosen) {
            var options = counts.page().items().stream()
                    .map(PublicCount::municipality)
                    .distinct()
                    .map(m -> option(m, chosen))
                    .collect(Collectors.joining());
            return "<form method=\"get\" action=\"" + home + "\"><div class=\"field\"><label for=\"municipality\">"
                    + t("counting.municipality")
                    + "</label><select id=\"municipality\" name=\"municipality\"><option value=\"\">"
                    + t("counting.all") + "</option>" + options + "</select></div><button>" + t("counting.show")
                    + "</button></form>";
        }

        private String option(Municipality m, String chosen) {
            return "<option value=\"" + m.code() + "\"" + (m.code().equals(chosen) ? " selected" : "") + ">"
                    + escaped(m.name()) + "</option>";
        }

        private String article(PublicCount c) {
            var zone = Zones.of(c.municipality().code());
            return "<article class=\"fact\" id=\""
                    + escaped(c.election() + "-" + c.municipality().code()) + "\"><h2>"
                    + escaped(c.municipality().name()) + "</h2><p class=\"quiet\">"
                    + escaped(c.electionName() == null ? c.election() : c.electionName())
                    + (c.method() == null ? "" : " · " + t("counting.method." + c.method())) + "</p><dl>"
                    + row("counting.stations", stations(c)) + row("counting.session", sessions(c, zone))
                    + row("counting.published", published(c, zone))
                    + (c.reAdd() == null ? "" : row("counting.reAdd", reAdd(c.reAdd(), zone)))
                    + "</dl></article>";
        }

        private String row(String label, String value) {
            return "<dt>" + t(label) + "</dt><dd>" + value + "</dd>";
        }

        private String stations(PublicCount c) {
            return t("counting.of")
                    .replace("{counted}", String.valueOf(c.stations().counted()))
                    .replace("{total}", String.valueOf(c.stations().total()));
        }

        private String sessions(PublicCount c, ZoneId zone) {
            return c.sessions().isEmpty()
                    ? t("counting.noSession")
                    : c.sessions().stream()
                            .map(s -> time(s.at(), zone) + ", " + escaped(s.place()) + " <strong>"
                                    + t("counting.session." + s.status()) + "</strong>"
                                    + (s.isPublic() ? "" : " " + t("counting.private")))
                            .collect(Collectors.joining("<br>"));
        }

        private String reAdd(PublicReAdd r, ZoneId zone) {
            if (r.seed() == null) {
                return t("counting.reAddAt").replace("{time}", time(r.hour(), zone));
            }
            return r.lists().stream()
                            .map(d -> t(d.difference() == null ? "counting.drawn" : "counting.added")
                                    .replace("{list}", String.valueOf(d.list()))
                                    .replace("{difference}", String.valueOf(d.difference())))
                            .collect(Collectors.joining("<br>"))
                    + "<br>" + t("counting.seed") + " <code>" + r.seed() + "</code>";
        }

        private String published(PublicCount c, ZoneId zone) {
            var figures = c.provisional().stream()
                    .map(p -> t("counting.figures")
                                    .replace("{stations}", String.valueOf(p.stations()))
                                    .replace("{of}", String.valueOf(p.of()))
                                    .replace("{time}", time(p.at(), zone))
                            + (p.extrapolated() ? ", " + t("counting.extrapolated") : "") + ": "
                            + escaped(p.where()) + (p.reason() == null ? "" : " — " + escaped(p.reason())));
            var files = c.files().stream()
                    .map(f -> "<strong>"
                            + t("counting.file")
                                    .replace("{n}", String.valueOf(f.number()))
                                    .replace("{time}", time(f.at(), zone))
                            + "</strong>" + (f.replaces() == null ? "" : " (" + t("counting.replaces") + ")") + "<br>"
                            + t("counting.fingerprint") + " <code>" + new Fingerprint(f.fingerprint()) + "</code>");
            var reports = c.reports() == 0
                    ? Stream.<String>of()
                    : Stream.of("<a href=\"/api/v1/public/counts/"
                            + escaped(MunicipalCount.id(new Identity(c.municipality(), null, c.election(), null)))
                            + "/manifest\">" + t("counting.reports").replace("{n}", String.valueOf(c.reports()))
                            + "</a>");
            var all = Stream.of(figures, files, reports).flatMap(lines -> lines).collect(Collectors.joining("<br>"));
            return all.isEmpty() ? t("counting.nothing") : all;
        }
    }
}
