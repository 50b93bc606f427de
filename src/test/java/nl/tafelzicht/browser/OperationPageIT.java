package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Dialog;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.TestIssuer;
import org.junit.jupiter.api.Test;

/** Who runs the hub, and who logs in by way of an issuer. */
class OperationPageIT extends BrowserTest {

    @Test
    void whoRunsTheHubSeesHowEachNodeIsDoingAndEndsSomebodysSessions() throws Exception {
        var admin = browser.loggedIn(TestHub.api().address(), "admin", 1280, 800);
        assertThat(admin.locator(".nodes > li")).hasCount(1);
        assertThat(admin.locator(".nodes > li .state")).containsText("In orde");
        var police = loggedIn("police-GM0998", 390, 844);
        assertThat(admin.locator(".nodes dl")).containsText(Pattern.compile("politie \\d"));
        accessible(admin);
        admin.onDialog(Dialog::accept);
        admin.locator(".admin-tabs").getByText("Accounts").click();
        assertThat(admin.locator(".notice")).containsText("demo-accounts");
        admin.getByLabel("Naam van het account").fill("police-GM0998");
        admin.locator(".admin-sessions button").click();
        assertThat(admin.locator(".account-told")).containsText("police-GM0998 zijn beëindigd");
        assertThat(police.getByLabel("Wachtwoord")).isVisible();
        admin.context().close();
        police.context().close();
    }

    @Test
    void whoTheIssuerKnowsLogsInWithOneClickAndWhoItDoesNotIsToldSo() throws Exception {
        var folder = TestFolder.make("tafelzicht-issuer-page-");
        int port = HubProcess.freePort();
        try (var issuer = new TestIssuer("http://127.0.0.1:" + port + "/login/callback");
                var hub = HubProcess.start(
                        port,
                        folder.resolve("hub.log"),
                        List.of(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--issuer",
                        issuer.address(),
                        "--issuer-client",
                        TestIssuer.CLIENT,
                        "--issuer-secret",
                        TestIssuer.SECRET,
                        "--issuer-name",
                        "Rijkspas",
                        "--page-url",
                        "http://127.0.0.1:" + port)) {
            var page = browser.page(1280, 800);
            issuer.person = Map.of("sub", "1", "preferred_username", "m.jansen", "roles", List.of("visitor"));
            page.navigate(hub.address());
            accessible(page);
            page.getByText("Inloggen met Rijkspas").click();
            assertThat(page.locator(".error").first()).containsText("geen rol");
            issuer.person = Map.of(
                    "sub",
                    "1",
                    "preferred_username",
                    "m.jansen",
                    "roles",
                    List.of("mayor"),
                    "municipalities",
                    List.of("GM0363"));
            page.getByText("Inloggen met Rijkspas").click();
            assertThat(page.locator(".who")).hasText("m.jansen");
            page.locator(".menu summary").click();
            page.getByText("Uitloggen").click();
            assertThat(page.getByText("Inloggen met Rijkspas")).isVisible();
            page.context().close();
        } finally {
            TestHub.delete(folder);
        }
    }
}
