package nl.tafelzicht.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.Wide;
import org.junit.jupiter.api.Test;

/** A screen on the wall, at which nobody sits. */
class WallPageIT extends BrowserTest {

    private static final int SITUATIONS = 14;
    private static final long TURN_MILLIS = 20_000;

    private static final String SCROLLBARS = """
            () => [document.documentElement, ...document.querySelectorAll('.wall, .wall *')].filter(e => {
              const {overflowY, overflowX} = getComputedStyle(e);
              const scrolls = o => o === 'auto' || o === 'scroll';
              return (scrolls(overflowY) && e.scrollHeight > e.clientHeight + 1)
                || (scrolls(overflowX) && e.scrollWidth > e.clientWidth + 1);
            }).map(e => e.className || e.tagName)""";
    /** Rows of what waits that are seen whole; a row that is cut is no row. */
    private static final String WHOLE_ROWS = """
            () => {
              const list = document.querySelector('.situations > ul').getBoundingClientRect();
              return [...document.querySelectorAll('.situations > ul > li')].filter(li => {
                const row = li.getBoundingClientRect();
                return row.left >= list.left - 1 && row.right <= list.right + 1 && row.bottom <= list.bottom + 1;
              }).map(li => li.querySelector('.where').textContent.trim());
            }""";

    private static Page wall(String municipality) throws Exception {
        var page = loggedIn("operator", 1920, 1080);
        page.clock().install();
        page.navigate(TestHub.api().address() + "/?wall=1&municipality=" + municipality);
        page.locator(".connection.live").waitFor();
        return page;
    }

    /** A place where so many sessions are suspended, each a situation of its own. */
    private static String disturbed() throws Exception {
        var code = TestHub.municipality(SITUATIONS);
        var office = TestHub.api().as("municipality-" + code);
        for (int n = 1; n <= SITUATIONS; n++) {
            office.report(code + "-" + n, "{\"status\":\"open\"}");
            office.report(code + "-" + n, "{\"status\":\"suspended\",\"note\":\"Lekkage\"}");
        }
        return code;
    }

    @Test
    void eachSituationIsSeenWholeInItsTurnAndNothingScrolls() throws Exception {
        var page = wall(disturbed());
        assertThat(page.locator(".situations > ul > li")).hasCount(SITUATIONS);
        Set<Object> seen = new HashSet<>();
        for (int turn = 0; turn < 8 && seen.size() < SITUATIONS; turn++) {
            page.clock().runFor(TURN_MILLIS);
            seen.addAll((List<?>) page.evaluate(WHOLE_ROWS));
        }
        assertThat(seen).hasSize(SITUATIONS);
        assertThat((List<?>) page.evaluate(SCROLLBARS)).isEmpty();
    }

    /** Its clock moves on by a day: it stays logged in, grows by nothing, and is loaded again once a day. */
    @Test
    void itSurvivesADay() throws Exception {
        survives(26, 2);
    }

    @Test
    @Wide
    void itSurvivesThreeDays() throws Exception {
        survives(75, 1);
    }

    /** Of a page that may be loaded again meanwhile: then of the new one. */
    private static Object asked(Page page, String question) {
        try {
            return page.evaluate(question);
        } catch (PlaywrightException loadedAgain) {
            page.locator(".connection.live").waitFor();
            return page.evaluate(question);
        }
    }

    /** How often there are more than two looks before: of its faces, which take turns, one is larger than the other. */
    private static long growths(List<Integer> elements) {
        return IntStream.range(2, elements.size())
                .filter(i -> elements.get(i) > elements.get(i - 2))
                .count();
    }

    private static void survives(int hours, int step) throws Exception {
        var page = wall(TestHub.municipality(3));
        var renewals = new AtomicInteger();
        var loads = new AtomicInteger();
        page.onRequest(request -> {
            if (request.url().endsWith("/sessions/current/renewals")) {
                renewals.incrementAndGet();
            }
        });
        page.onLoad(loaded -> loads.incrementAndGet());
        var elements = new ArrayList<Integer>();
        for (int hour = step; hour <= hours; hour += step) {
            int before = renewals.get() + loads.get();
            page.clock().fastForward("0" + step + ":00:01");
            page.waitForCondition(() -> renewals.get() + loads.get() > before);
            page.locator(".connection.live").waitFor();
            elements.add(((Number) asked(page, "document.querySelectorAll('*').length")).intValue());
        }
        assertThat(loads.get()).as("it was loaded again each day").isBetween(hours / 24, hours / 24 + 2);
        assertThat(renewals.get()).as("its session was renewed").isGreaterThan(hours / step * 4 / 5);
        assertThat(page.locator(".login-card")).hasCount(0);
        assertThat(growths(elements))
                .as("of %s it does not have more elements each time", elements)
                .isLessThan(elements.size() / 2);
        assertThat((List<?>) asked(page, SCROLLBARS)).isEmpty();
        browser.complaints().clear(); // a line that was silent for an hour is cut
    }
}
