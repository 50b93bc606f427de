package nl.tafelzicht.engine.http.publicsite;

import io.vertx.ext.web.Router;
import nl.tafelzicht.engine.html.HtmlTemplate;

/** The public page of what is so, and the register of what was flagged: {@code /feiten} and {@code /facts}. */
public final class FactsPage {

    private static final HtmlTemplate PAGE = PublicShell.page("facts", FactsPage.class);

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
        router.get(shell.home())
                .handler(rc -> PublicShell.send(rc, 200, PAGE.render(words.content(register.register()), shell)));
    }
}
