package nl.tafelzicht.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a page as those do who can't see it, with axe's rules, all that it has: not only those of WCAG, but also
 * what it calls good practice, such as that everything lies in a named region; and for words that are no reader's.
 */
final class Accessible {

    private static final List<String> THEMES = List.of("dark", "light");

    private Accessible() {}

    /** What is wrong with a page, in both themes: a line for each rule that is broken, beginning with this name. */
    static List<String> faults(String name, Page page) {
        var faults = new ArrayList<String>();
        var raw = RawWords.on(page);
        if (!raw.isEmpty()) {
            faults.add(name + ": not in the reader's words: " + raw);
        }
        for (var theme : THEMES) {
            page.evaluate(
                    "theme => { document.documentElement.dataset.theme = theme; "
                            + "document.querySelector('tz-app')?.app?.dispatchEvent(new Event('theme')); "
                            + "return new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))); }",
                    theme);
            var violationsAlone = new AxeRunOptions();
            violationsAlone.setResultTypes(List.of("violations")); // and not what is right, which is most of a page
            for (var violation :
                    new AxeBuilder(page).options(violationsAlone).analyze().getViolations()) {
                faults.add(name + ", " + theme + ": " + violation.getId() + ": "
                        + violation.getNodes().stream()
                                .limit(2)
                                .map(node -> node.getHtml())
                                .toList());
            }
        }
        return faults;
    }

    /** The same of each tab that the page offers. */
    static List<String> faultsOfTabs(String name, Page page) {
        var faults = new ArrayList<>(faults(name, page));
        var tabs = page.locator("[data-tab]:visible, .admin-tabs button:visible");
        int count = tabs.count();
        for (int i = 0; i < count; i++) {
            var tab = tabs.nth(i);
            var words = tab.innerText().strip();
            tab.click();
            faults.addAll(faults(name + ", " + words, page));
        }
        return faults;
    }
}
