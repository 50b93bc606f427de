package nl.tafelzicht.engine.http.publicsite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {

    private static ModuleGraph graph() throws Exception {
        try (var in = ModuleGraphTest.class.getResourceAsStream("/web/index.html")) {
            return new ModuleGraph(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theFirstModuleNeedsOursAndTheLibrariesOfTheImportMap() throws Exception {
        assertThat(graph().needed("/main.mjs"))
                .startsWith("/main.mjs")
                .contains(
                        "/engine/api.mjs",
                        "/i18n/i18n.mjs",
                        "/lib/lit/3.3.3/index.js",
                        "/lib/lit-element/4.2.2/lit-element.js",
                        "/lib/reactive-element/2.1.2/css-tag.js")
                .doesNotContain("/page/desk/desk.mjs");
    }

    @Test
    void eachPersonsPageComesLaterWithWhatTheFirstDoesNotHave() throws Exception {
        var later = graph().later("/main.mjs");
        assertThat(later.keySet())
                .filteredOn(module -> !module.endsWith("/elements.mjs"))
                .containsExactlyInAnyOrder(
                        "/page/admin/admin.mjs",
                        "/page/admin/accounts.mjs",
                        "/page/help/help.mjs",
                        "/page/help/tour.mjs",
                        "/page/partner/partner.mjs",
                        "/page/chair/chair.mjs",
                        "/page/observer/observer.mjs",
                        "/page/triangle/triangle.mjs",
                        "/page/desk/desk.mjs");
        assertThat(later.get("/page/desk/desk.mjs"))
                .contains("/page/desk/desk.mjs", "/map/map.mjs", "/lib/webjars/leaflet/1.9.4/dist/leaflet-src.esm.js")
                .doesNotContain("/engine/api.mjs");
        assertThat(later.get("/page/chair/chair.mjs")).doesNotContain("/map/map.mjs");
        assertThat(later.get("/subject/report/elements.mjs")).contains("/subject/report/panel.mjs");
    }

    @Test
    void whatIsNotThereIsLeftOut() throws Exception {
        assertThat(graph().needed("/nothing.mjs")).isEmpty();
    }
}
