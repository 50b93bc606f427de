package nl.tafelzicht.engine.http.publicsite;

import static nl.tafelzicht.engine.http.publicsite.PublicShell.escaped;

import io.vertx.ext.web.Router;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import nl.tafelzicht.election.place.Zones;

/** The public page of what is so, and the register of what was flagged: {@code /feiten} and {@code /facts}. */
public final class FactsPage {

    private final PublicRegister register;
    private final boolean exercise;

    public FactsPage(PublicRegister register, boolean exercise) {
        this.register = register;
        this.exercise = exercise;
    }

    public void install(Router router) {
        new Edition("/facts", Locale.forLanguageTag("nl")).install(router, "/feiten");
        new Edition("/feiten", Locale.ENGLISH).install(router, "/facts");
    }

    /** The page in one language. */
    private final class Edition {
        private final String other;
        private final Locale locale;
        private final ResourceBundle texts;
        private final DateTimeFormatter time;

        Edition(String other, Locale locale) {
            this.other = other;
            this.locale = locale;
            this.texts = ResourceBundle.getBundle("i18n.public", locale);
            this.time = DateTimeFormatter.ofPattern("d MMMM HH:mm", locale);
        }

        void install(Router router, String home) {
            router.get(home)
                    .handler(rc -> PublicShell.html(
                            rc,
                            200,
                            locale,
                            t("facts.title"),
                            exercise ? t("exercise") : null,
                            other,
                            t("otherLanguage"),
                            content()));
        }

        private String t(String key) {
            return texts.getString(key);
        }

        private String time(Instant at) {
            return time(at, Zones.NETHERLANDS);
        }

        /** By the clock of those whom it is about, and which that is where it is not the Netherlands'. */
        private String time(Instant at, ZoneId zone) {
            return "<time datetime=\"" + at + "\">" + time.withZone(zone).format(at)
                    + (zone.equals(Zones.NETHERLANDS) ? "" : " " + t("facts.caribbeanTime")) + "</time>";
        }

        private String content() {
            var all = register.register();
            var out = new StringBuilder("<h1>" + t("facts.title") + "</h1><p class=\"lead\">" + t("facts.lead")
                    + "</p><p class=\"quiet\">" + t("facts.times") + "</p>");
            if (all.rebuttals().isEmpty()) {
                out.append("<p>").append(t("facts.none")).append("</p>");
            }
            all.rebuttals().forEach(r -> out.append(rebuttal(r)));
            return out.append(flags(all)).toString();
        }

        private String rebuttal(PublicRegister.Rebuttal r) {
            boolean withdrawn = r.withdrawnAt() != null;
            var facts = r.facts().stream()
                    .map(f -> "<li>"
                            + line(f).replace("{count}", String.valueOf(f.count()))
                                    .replace("{of}", String.valueOf(f.of()))
                            + (f.at() == null ? "" : " <span class=\"quiet\">(" + time(f.at(), r.zone()) + ")</span>")
                            + "</li>")
                    .collect(Collectors.joining());
            return "<article class=\"fact" + (withdrawn ? " withdrawn" : "") + "\" id=\"" + r.id() + "\"><h2>"
                    + escaped(r.title()) + "</h2>"
                    + (withdrawn
                            ? "<p class=\"error\">" + t("facts.withdrawn") + " " + time(r.withdrawnAt(), r.zone())
                                    + "</p>"
                            : r.holds() ? "" : "<p class=\"error\">" + t("facts.review") + "</p>")
                    + "<p>" + escaped(r.text()).replace("\n", "<br>") + "</p>" + answers(r) + "<h3>" + t("facts.basis")
                    + "</h3><p class=\"as-of\">" + t("facts.asOf") + " " + time(r.factsAt(), r.zone()) + "</p><ul>"
                    + facts + "</ul><p class=\"quiet\">"
                    + (r.municipalities().isEmpty()
                            ? t("facts.country")
                            : escaped(String.join(", ", r.municipalities())))
                    + " · " + t("facts.published") + " " + time(r.publishedAt(), r.zone()) + "</p></article>";
        }

        private String line(PublicRegister.CitedFact f) {
            var one = "fact." + f.key() + ".one";
            return t(Integer.valueOf(1).equals(f.count()) && texts.containsKey(one) ? one : "fact." + f.key());
        }

        /** Which claim it answers, in our words: to repeat the claim's own would spread it. */
        private String answers(PublicRegister.Rebuttal r) {
            var said = r.answers().stream()
                    .map(a -> t("claim." + a))
                    .collect(Collectors.joining(" " + t("facts.and") + " "));
            return "<p class=\"answers\">"
                    + t(said.isEmpty() ? "facts.answersOther" : "facts.answers")
                            .replace("{claims}", said)
                            .replace("{time}", time(r.claimSince(), r.zone()))
                    + "</p>";
        }

        private String flags(PublicRegister.Register all) {
            var out = new StringBuilder("<h2>" + t("register.title") + "</h2><p>" + t("register.lead") + "</p>");
            if (!all.published()) {
                return out.append("<p>")
                        .append(all.from() == null ? t("register.later") : t("register.from") + " " + time(all.from()))
                        .append("</p>")
                        .toString();
            }
            if (all.flags().isEmpty()) {
                return out.append("<p>")
                        .append(t("register.none"))
                        .append("</p>")
                        .toString();
            }
            out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                    .append(t("register.title"))
                    .append("\"><table><thead><tr><th scope=\"col\">")
                    .append(t("register.when"))
                    .append("</th><th scope=\"col\">")
                    .append(t("register.kind"))
                    .append("</th><th scope=\"col\">")
                    .append(t("register.platform"))
                    .append("</th><th scope=\"col\">")
                    .append(t("register.ground"))
                    .append("</th><th scope=\"col\">")
                    .append(t("register.outcome"))
                    .append("</th></tr></thead><tbody>");
            all.flags().forEach(f -> out.append("<tr><td>")
                    .append(time(f.sentAt()))
                    .append("</td><td>")
                    .append(t("response." + f.kind()))
                    .append("</td><td>")
                    .append(escaped(f.platform()))
                    .append("</td><td>")
                    .append(t("ground." + f.ground()))
                    .append("</td><td>")
                    .append(
                            f.outcomes().isEmpty()
                                    ? t("outcome.none")
                                    : f.outcomes().stream()
                                            .map(o -> t("outcome." + o))
                                            .collect(Collectors.joining(", ")))
                    .append("</td></tr>"));
            return out.append("</tbody></table></div>").toString();
        }
    }
}
