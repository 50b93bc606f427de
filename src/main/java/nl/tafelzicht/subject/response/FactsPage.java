package nl.tafelzicht.subject.response;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import nl.tafelzicht.engine.html.HtmlTemplate;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.publicsite.PublicShell;

/** The public page of facts, and the register of flagged posts: {@code /feiten} and {@code /facts}. */
public final class FactsPage {

    private static final HtmlTemplate PAGE = PublicShell.page("facts", FactsPage.class);

    /** The page as it was last rendered: many people request it at once, and it seldom changes. */
    private record Made(Object content, String tag, Buffer html) {}

    private final PublicRegister register;
    private final boolean exercise;

    public FactsPage(PublicRegister register, boolean exercise) {
        this.register = register;
        this.exercise = exercise;
    }

    public void install(Router router) {
        install(router, PublicShell.dutch("/feiten", "/facts", exercise));
        install(router, PublicShell.english("/facts", "/feiten", exercise));
    }

    private void install(Router router, PublicShell shell) {
        var words = new FactsWords(shell);
        var made = new AtomicReference<>(new Made(null, null, null));
        router.get(shell.home()).handler(rc -> {
            var content = words.content(register.register());
            var page = made.get();
            if (!content.equals(page.content)) {
                var html = PAGE.render(content, shell).getBytes(StandardCharsets.UTF_8);
                page = new Made(content, Negotiation.tag(html), Buffer.buffer(html));
                made.set(page);
            }
            rc.response().putHeader("Content-Type", "text/html; charset=utf-8");
            Negotiation.end(rc, page.tag, page.html);
        });
    }
}
