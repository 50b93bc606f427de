package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.support.CountXml;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/**
 * The night of the count and the morning after it, in as many browsers as there are people: a file with two things
 * wrong, what the municipality says of them, the corrigendum, the rumour, and a citizen who saw an error.
 */
class CountStoryIT extends BrowserTest {

    private static final int STATIONS = 12;
    private static final String ELECTION = "PS2027";

    private static void choose(Page page, String xml) {
        page.locator("dialog[open] input[type=file]")
                .setInputFiles(new FilePayload("telling.xml", "application/xml", xml.getBytes(StandardCharsets.UTF_8)));
        page.locator("dialog[open] button.primary").click();
    }

    private static void answer(Page page, String words) {
        page.locator("dialog.ask textarea").fill(words);
        page.locator("dialog.ask .primary").click();
    }

    private static Locator finding(Page page, String words) {
        return page.locator(".panel .finding", new Page.LocatorOptions().setHasText(words))
                .first();
    }

    @Test
    void whatIsWrongWithACountIsFoundExplainedRecountedAndCorrected() throws Exception {
        var code = TestHub.municipality("GM0200", STATIONS); // Apeldoorn: the public reports of it below
        // the municipality says how it counts and when its session is, and sends its file
        var town = loggedIn("municipality-" + code, 1280, 800);
        town.locator(".tab[data-tab=counts]").click();
        town.locator(".counts-list button", saying("Telling aankondigen")).click();
        town.locator("input[name=election]").fill(ELECTION);
        town.locator("select[name=method]").selectOption("decentral");
        town.locator(".counts-list form.stacked button.primary").click();
        assertThat(town.locator(".panel #item-title")).containsText("Telling");
        town.locator(".panel button", saying("Zitting plannen")).click();
        town.locator(".panel input[name=date]").fill("2099-03-19");
        town.locator(".panel input[name=time]").fill("09:30");
        town.locator(".panel input[name=place]").fill("Stadhuis, raadzaal");
        town.locator(".panel form.stacked button.primary").click();
        assertThat(town.locator(".panel .session.planned")).containsText("Stadhuis, raadzaal");
        accessible(town);
        town.locator("tz-count-upload > button").click();
        choose(town, CountXml.planted(code, ELECTION, STATIONS));
        assertThat(town.locator("dialog[open] .sums")).containsText("volgens het controleprotocol");
        town.locator("dialog[open] button.primary").click();

        // the desk sees both, in the codes of Abacus and of the protocol
        var desk = at(
                "operator", "/?tab=counts&municipality=" + code + "&item=count/" + ELECTION + "-" + code, 1920, 1080);
        assertThat(finding(desk, "Mogelijk verwisselde kandidaten")).containsText("Stembureau 4");
        assertThat(finding(desk, "P.unexplained-difference")).containsText("Stembureau 10");
        assertThat(finding(desk, "P.unexplained-difference")).containsText("zonder verklaring 16");
        accessible(desk);

        // one is explained, of the other a recount is ordered
        finding(town, "P.unexplained-difference")
                .locator("button", named("Verklaren"))
                .click();
        answer(town, "Een stapel bleef in de bus");
        assertThat(finding(town, "P.unexplained-difference").locator(".chip")).containsText("verklaard");
        finding(town, "Mogelijk verwisselde")
                .locator("button", named("Laten hertellen"))
                .click();
        answer(town, "Beide stapels nog eens");
        assertThat(finding(desk, "Mogelijk verwisselde").locator(".chip")).containsText("wordt herteld");

        // a corrigendum comes: what was found and what changed stand side by side
        town.locator("tz-count-upload > button").click();
        var corrected = CountXml.corrected(code, ELECTION, STATIONS);
        choose(town, corrected);
        assertThat(town.locator("dialog[open]")).containsText("vervangt het vorige");
        town.locator("dialog[open] button.primary").click();
        assertThat(desk.locator(".panel .count-file")).hasCount(2);
        desk.locator(".panel button", saying("Nog")).click();
        var switched = finding(desk, "Mogelijk verwisselde");
        assertThat(switched.locator(".chip")).containsText("verbeterd");
        assertThat(switched.locator(".changes")).containsText("list 1 candidate 1: 20 → 200");
        assertThat(switched).containsText("Beide stapels nog eens");

        // its fingerprint is compared with paper
        var print = Fingerprint.of(corrected.getBytes(StandardCharsets.UTF_8));
        var newest = desk.locator(".panel .count-file.newest");
        for (int i = 0; i < 2; i++) {
            newest.locator("input[name=group]")
                    .nth(i)
                    .fill(print.groups().get(print.leftOut().get(i)));
        }
        newest.locator("input[name=paper]").fill("Na 31-1");
        newest.locator("button", named("Vergelijk met papier")).click();
        assertThat(newest.locator(".done")).containsText("Gelijk aan Na 31-1");

        // a rumour: beside it stand the files, what replaced what, and the session
        TestHub.api()
                .as("operator")
                .post(
                        "/narratives",
                        "application/json",
                        "{\"claim\":\"De uitslag is vannacht veranderd\",\"kind\":\"result-doubt\",\"assertions\":[\"result-changed\"],"
                                + "\"about\":{\"municipalities\":[\"" + code + "\"]}}");
        desk.navigate(TestHub.api().address() + "/?tab=narratives&municipality=" + code);
        desk.locator(".narratives .row.narrative", saying("vannacht veranderd"))
                .first()
                .click();
        var truth = desk.locator(".truth");
        assertThat(truth).containsText("In 1 van de 1 gemeenten is het telbestand door een later vervangen");
        assertThat(truth).containsText("1 openbare zittingen");
        assertThat(truth.locator(".findings li.confirmed")).hasCount(1);

        // anybody reads where the session is and which file was published, without a script and without a result
        var street = passerBy();
        street.navigate(TestHub.api().address() + "/telling?municipality=" + code);
        Eventually.until("a page that is at most five seconds old", () -> {
            street.reload();
            return street.locator("article").innerText().contains(print.toString());
        });
        assertThat(street.locator("article", saying(print.toString()))).containsText("Stadhuis, raadzaal");
        var reader = browser.page(390, 844);
        reader.navigate(TestHub.api().address() + "/telling?municipality=" + code);
        accessible(reader);

        // somebody saw an error, and sees later that it was looked at
        street.locator("#error a").click();
        assertThat(street.locator("#kind")).hasValue("count-error");
        street.locator("#municipality").selectOption(code);
        street.locator("#text").fill("Stembureau 9 telde een stapel niet mee, zegt " + code);
        street.locator("form button").first().click();
        assertThat(street.locator("main")).containsText("uiterlijk 48 uur");
        desk.navigate(TestHub.api().address() + "/?municipality=" + code);
        desk.locator(".assess .row", saying("zegt " + code)).first().click();
        assertThat(desk.locator(".panel.item")).containsText("Fout in de telling");
        var table = TestHub.api().as("operator");
        var item = (String) desk.evaluate("new URL(location).searchParams.get('item').split('/')[1]");
        Eventually.until(
                "it was read", () -> table.get("/reports/" + item).body().has("readAt"));
        street.locator("button.second").click();
        assertThat(street.locator("main")).containsText("Gelezen om");
    }

    private static Page.LocatorOptions saying(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static Locator.LocatorOptions named(String text) {
        return new Locator.LocatorOptions().setHasText(Pattern.compile("^\\s*" + text));
    }
}
