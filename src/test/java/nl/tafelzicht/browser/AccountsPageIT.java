package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.engine.access.Passwords;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who runs a hub with accounts of its own does all of it on the page: nothing needs a shell on the day. */
class AccountsPageIT extends BrowserTest {

    private static final String PASSWORD = "een lang wachtwoord";

    private static Path folder;
    private static PostgresServer postgres;
    private static HubProcess hub;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-accounts-page-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
        hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--database",
                postgres.url(),
                "--webhook-url",
                "https://hooks.example.org/geheim",
                "--webhook-secret",
                "whsec_c2VjcmV0c2VjcmV0c2VjcmV0");
        postgres.execute("insert into account (name, password_hash, roles, municipalities) values ('beheer', '"
                + Passwords.hash(PASSWORD) + "', array['admin'], array[]::text[])");
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        postgres.close();
        TestHub.delete(folder);
    }

    private static Page logIn(String name, String password, int width, int height) {
        var page = browser.page(width, height);
        page.navigate(hub.address());
        page.getByLabel("Naam").fill(name);
        page.getByLabel("Wachtwoord").fill(password);
        page.locator("button.primary").click();
        return page;
    }

    private static void open(Page page, String tab) {
        page.locator(".admin-tabs").getByText(tab).click();
    }

    /** What the page was refused on purpose is no fault of it. */
    private static void wasRefused() {
        browser.complaints().removeIf(text -> text.contains("status of 400") || text.contains("status of 409"));
    }

    private static void fits(Page page) {
        assertThat((Boolean)
                        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("nothing lies beside the screen")
                .isTrue();
    }

    @Test
    void anAccountIsAddedResetAndLoggedOut() {
        var admin = logIn("beheer", PASSWORD, 1280, 800);
        admin.onDialog(Dialog::accept);
        open(admin, "Accounts");
        assertThat(admin.locator(".accounts > li")).hasCount(1);
        accessible(admin);
        admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Account toevoegen"))
                .click();
        var dialog = admin.locator("dialog.account");
        dialog.locator("input[name=name]").fill("m.jansen");
        dialog.getByText("burgemeester").click();
        dialog.locator("input[name=password]").fill("te kort");
        dialog.locator("input[name=organisation]").fill("Amsterdam");
        dialog.locator("button.primary").click();
        assertThat(dialog.locator("#wrong-municipalities")).containsText("Gemeenten: is verplicht");
        assertThat(dialog.locator("#wrong-password")).containsText("ten minste 12 tekens");
        assertThat(dialog.locator("input[name=name]")).hasValue("m.jansen");
        assertThat(dialog.locator("input[value=mayor]")).isChecked();
        assertThat(dialog.locator("input[name=organisation]")).hasValue("Amsterdam");
        assertThat(dialog.locator("input[name=municipalities]")).isFocused();
        accessible(admin);
        admin.keyboard().type("gm0363");
        dialog.locator("input[name=password]").fill("");
        admin.keyboard().press("Enter");
        var first = dialog.locator(".made-password").innerText();
        accessible(admin);
        dialog.getByText("Klaar").click();
        assertThat(admin.locator(".account-told")).containsText("m.jansen is toegevoegd");
        assertThat(admin.locator("body")).not().containsText(first);

        var mayor = logIn("m.jansen", first, 390, 844);
        assertThat(mayor.locator(".who")).hasText("m.jansen");
        mayor.locator(".connection.live").waitFor();

        var row = admin.locator(".accounts > li", new Page.LocatorOptions().setHasText("m.jansen"));
        row.getByText("Nieuw wachtwoord").click();
        admin.keyboard().press("Enter");
        var second = dialog.locator(".made-password").innerText();
        assertThat(second).isNotEqualTo(first);
        dialog.getByText("Klaar").click();
        assertThat(mayor.getByLabel("Wachtwoord")).isVisible();
        mayor.getByLabel("Naam").fill("m.jansen");
        mayor.getByLabel("Wachtwoord").fill(first);
        mayor.locator("button.primary").click();
        assertThat(mayor.locator(".error").first()).containsText("klopt niet");
        mayor.getByLabel("Wachtwoord").fill(second);
        mayor.locator("button.primary").click();
        mayor.locator(".connection.live").waitFor();

        row.getByText("Beëindig sessies").click();
        assertThat(mayor.getByLabel("Wachtwoord")).isVisible();
        row.locator("summary").click();
        assertThat(row.locator("ol")).containsText("ander wachtwoord, beheer");

        row.getByText("Wijzig", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(dialog.locator("input[name=municipalities]")).hasValue("GM0363");
        dialog.locator("input[name=municipalities]").fill("GM0363 GM0344");
        dialog.locator("button.primary").click();
        assertThat(row).containsText("GM0363, GM0344");
        row.getByText("Verwijder").click();
        assertThat(admin.locator(".account-told")).containsText("m.jansen is verwijderd");
        assertThat(admin.locator(".accounts > li")).hasCount(1);
        wasRefused();
    }

    @Test
    void nobodyShutsThemselvesOut() {
        var admin = logIn("beheer", PASSWORD, 390, 844);
        admin.onDialog(Dialog::accept);
        open(admin, "Accounts");
        admin.locator(".accounts > li").first().getByText("Verwijder").click();
        assertThat(admin.locator(".warning")).containsText("dit is uw eigen account");
        fits(admin);
        accessible(admin);
        admin.locator(".accounts > li").first().getByText("Nieuw wachtwoord").click();
        admin.locator("dialog.account button.primary").click();
        assertThat(admin.locator("dialog.account .warning")).containsText("kies voor uw eigen account");
        fits(admin);
        accessible(admin);
        wasRefused();
    }

    @Test
    void whatTheHubRunsWithAndHowFullItIsIsReadOnADeskAndOnAPhone() {
        for (var screen : List.of(new int[] {1280, 800}, new int[] {390, 844})) {
            var admin = logIn("beheer", PASSWORD, screen[0], screen[1]);
            assertThat(admin.locator(".nodes > li")).hasCount(1);
            open(admin, "Instellingen");
            assertThat(admin.locator(".exercise-sign")).containsText("geen oefening");
            assertThat(admin.locator(".settings tr", new Page.LocatorOptions().setHasText("webhook-secret")))
                    .containsText("ingesteld (geheim)");
            assertThat(admin.locator(".settings tr", new Page.LocatorOptions().setHasText("webhook-url")))
                    .containsText("opdrachtregel");
            assertThat(admin.locator("body")).not().containsText("whsec_");
            assertThat(admin.locator("body")).not().containsText("geheim/");
            fits(admin);
            accessible(admin);
            open(admin, "Opslag");
            assertThat(admin.locator(".bounds > li")).hasCount(5);
            assertThat(admin.locator(".parts")).containsText("Journaal");
            fits(admin);
            accessible(admin);
            assertThat(admin.url()).endsWith("?tab=storage");
            admin.reload();
            assertThat(admin.locator(".parts")).containsText("Journaal");
            admin.goBack();
            assertThat(admin.locator(".settings")).isVisible();
            admin.context().close();
        }
    }
}
