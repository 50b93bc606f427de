package nl.tafelzicht.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at a page as those do who can't see it, with axe's rules, all that it has: not only those of WCAG, but also
 * what it calls good practice, such as that everything lies in a named region; and for words that are no reader's.
 */
final class Accessible {

    /** By theme, the rules whose outcome it may change; none stands for all that axe has. */
    private static final Map<String, List<String>> THEMES =
            new TreeMap<>(Map.of("dark", List.of(), "light", List.of("color-contrast", "link-in-text-block")));

    private static final int MOST_ELEMENTS = 3;

    /**
     * Only what is wrong comes back: what is right is most of a page, and takes seconds to write down. Nothing of ours
     * has frames, for which the library would begin anew in a blank page each time.
     */
    private static final String VIOLATIONS = "async ([type, values, most]) => {"
            + " const options = {resultTypes: ['violations'], preload: false};"
            + " if (values.length) options.runOnly = {type, values};"
            + " const {violations} = await axe.run(document, options);"
            + " return violations.map(v => v.id + ': ' + v.nodes.slice(0, most).map(n => n.html).join(', ')); }";

    private Accessible() {}

    /** The rules that the page breaks as it is now, each with some elements; of these tags, or of all that axe has. */
    static List<String> violations(Page page, List<String> tags) {
        return violations(page, "tag", tags);
    }

    private static List<String> violations(Page page, String type, List<String> values) {
        if (!(Boolean) page.evaluate("'axe' in globalThis")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        var violations = (List<?>) page.evaluate(VIOLATIONS, List.of(type, values, MOST_ELEMENTS));
        return violations.stream().map(String::valueOf).toList();
    }

    /** What is wrong with a page, in both themes: a line for each rule that is broken, beginning with this name. */
    static List<String> faults(String name, Page page) {
        var faults = new ArrayList<String>();
        var raw = RawWords.on(page);
        if (!raw.isEmpty()) {
            faults.add(name + ": not in the reader's words: " + raw);
        }
        for (var theme : THEMES.keySet()) {
            page.evaluate(
                    "theme => { document.documentElement.dataset.theme = theme; "
                            + "document.querySelector('tz-app')?.app?.dispatchEvent(new Event('theme')); "
                            + "return new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))); }",
                    theme);
            for (var violation : violations(page, "rule", THEMES.get(theme))) {
                faults.add(name + ", " + theme + ": " + violation);
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
