package nl.tafelzicht.engine.http.publicsite;

import io.vertx.ext.web.RoutingContext;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import nl.tafelzicht.engine.html.HtmlTemplate;
import nl.tafelzicht.engine.html.Surroundings;
import nl.tafelzicht.engine.html.Texts;

/**
 * The frame around public pages in one language: they work without scripts, link to the other language, and state
 * clearly when it is an exercise. Templates find these values by name.
 *
 * @param home path of the page
 * @param other path of the same page in the other language
 */
public record PublicShell(Locale locale, Texts texts, boolean exercise, String home, String other)
        implements Surroundings {

    private static final Locale DUTCH = Locale.forLanguageTag("nl");

    public static PublicShell dutch(String home, String other, boolean exercise) {
        return in(DUTCH, home, other, exercise);
    }

    public static PublicShell english(String home, String other, boolean exercise) {
        return in(Locale.ENGLISH, home, other, exercise);
    }

    private static PublicShell in(Locale locale, String home, String other, boolean exercise) {
        return new PublicShell(locale, Texts.of("i18n.public", locale), exercise, home, other);
    }

    /** A template that may extend the shell, {@code {{<shell}}}; its own parts lie beside the class. */
    public static HtmlTemplate page(String name, Class<?> beside) {
        return new HtmlTemplate(name, beside, PublicShell.class, HtmlTemplate.class);
    }

    /** The same, with a value filled in in all texts. */
    public PublicShell with(String name, Object value) {
        return new PublicShell(locale, texts.with(name, value), exercise, home, other);
    }

    public String language() {
        return locale.getLanguage();
    }

    public String otherLanguage() {
        return locale.equals(DUTCH) ? "en" : "nl";
    }

    /** @param pattern of {@link DateTimeFormatter} */
    public PlaceTime time(String pattern) {
        return new PlaceTime(DateTimeFormatter.ofPattern(pattern, locale), texts.say("facts.caribbeanTime"));
    }

    public static void send(RoutingContext rc, int status, String html) {
        rc.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(html);
    }
}
