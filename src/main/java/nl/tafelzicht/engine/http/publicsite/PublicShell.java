package nl.tafelzicht.engine.http.publicsite;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * What the pages of the public have around them: no script that is needed, in Dutch and English, and clear about an
 * exercise.
 */
public final class PublicShell {

    private PublicShell() {}

    /**
     * @param title of the page
     * @param exercise what it says in an exercise, or {@code null} on the day itself
     * @param other path of the same in the other language, and what the link to it says
     * @param content HTML
     */
    public static void html(
            RoutingContext rc,
            int status,
            Locale locale,
            String title,
            String exercise,
            String other,
            String otherText,
            String content) {
        rc.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end("<!doctype html><html lang=\"" + locale.getLanguage() + "\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + title
                        + "</title><link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><link "
                        + "rel=\"stylesheet\" href=\"/public/public.css\"></head><body><header><span "
                        + "class=\"brand\">Tafelzicht</span>"
                        + (exercise == null ? "" : "<strong class=\"exercise\">" + exercise + "</strong>")
                        + "<a href=\"" + other + "\" lang=\""
                        + (locale.getLanguage().equals("nl") ? "en" : "nl") + "\">" + otherText + "</a></header><main>"
                        + content + "</main></body></html>");
    }

    public static String escaped(String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }
}
