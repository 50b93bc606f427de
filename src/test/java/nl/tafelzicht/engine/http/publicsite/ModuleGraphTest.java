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
                        "/api.mjs",
                        "/i18n/i18n.mjs",
                        "/lib/lit/3.3.3/index.js",
                        "/lib/lit-element/4.2.2/lit-element.js",
                        "/lib/reactive-element/2.1.2/css-tag.js")
                .doesNotContain("/desk/desk.mjs");
    }

    @Test
    void eachPersonsPageComesLaterWithWhatTheFirstDoesNotHave() throws Exception {
        var later = graph().later("/main.mjs");
        assertThat(later.keySet())
                .containsExactlyInAnyOrder(
                        "/admin/admin.mjs",
                        "/partner/partner.mjs",
                        "/chair/chair.mjs",
                        "/triangle/triangle.mjs",
                        "/desk/desk.mjs");
        assertThat(later.get("/desk/desk.mjs"))
                .contains("/desk/desk.mjs", "/map/map.mjs", "/lib/webjars/leaflet/1.9.4/dist/leaflet-src.esm.js")
                .doesNotContain("/api.mjs");
        assertThat(later.get("/chair/chair.mjs")).doesNotContain("/map/map.mjs");
    }

    @Test
    void whatIsNotThereIsLeftOut() throws Exception {
        assertThat(graph().needed("/nothing.mjs")).isEmpty();
    }
}
