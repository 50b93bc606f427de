package nl.tafelzicht.engine.http.publicsite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JoinedModulesTest {

    private static final Pattern DEFINED = Pattern.compile("^\\$define\\('([^']+)'", Pattern.MULTILINE);

    private static ModuleGraph page() throws Exception {
        return new ModuleGraph(new String(PageRoutes.read("/index.html"), StandardCharsets.UTF_8));
    }

    /** Where the hub runs, there is no folder to read from. */
    @Test
    void whatIsPackedIsWhatLiesInTheFolder() throws Exception {
        for (var path : List.of("/index.html", "/main.mjs", "/subject/station/panel.mjs", "/app.css")) {
            assertThat(PageRoutes.packed(path)).as(path).isEqualTo(Files.readAllBytes(Path.of("web" + path)));
        }
        assertThat(PageRoutes.packed("/lib/lit/3.3.3/index.js")).isNotEmpty();
        assertThat(PageRoutes.packed("/nothing.mjs")).isNull();
        for (var path : List.of("/../pom.xml", "//etc/passwd", "/\0", "/map")) {
            assertThat(PageRoutes.read(path)).as(path).isNull();
        }
    }

    /** Modules as somebody might write them. */
    private static JoinedModules joined(Map<String, String> modules) throws Exception {
        return new JoinedModules(new ModuleGraph("", modules::get), "/main.mjs");
    }

    @Test
    void allModulesOfThePageAreInFewFilesAndNoneIsTwiceInWhatAPageLoads() throws Exception {
        var joined = new JoinedModules(page(), "/main.mjs");
        assertThat(joined.files()).hasSizeLessThanOrEqualTo(12);
        joined.later().forEach((page, files) -> {
            var defined = new ArrayList<String>();
            for (var file : files) {
                if (file.startsWith(JoinedModules.FOLDER)) {
                    DEFINED.matcher(joined.files().get(file)).results().forEach(m -> defined.add(m.group(1)));
                }
            }
            DEFINED.matcher(joined.files().get(joined.main())).results().forEach(m -> defined.add(m.group(1)));
            assertThat(defined).as(page).doesNotHaveDuplicates().contains(page, "/main.mjs", "/engine/store.mjs");
        });
    }

    @Test
    void aFileIsNamedByItsContent() throws Exception {
        var one = joined(Map.of("/main.mjs", "export const a = 1;\n"));
        var other = joined(Map.of("/main.mjs", "export const a = 2;\n"));
        assertThat(one.main()).isNotEqualTo(other.main()).matches("/joined/main\\.[0-9a-f]{16}\\.mjs");
        assertThat(joined(Map.of("/main.mjs", "export const a = 1;\n")).main()).isEqualTo(one.main());
    }

    @Test
    void whatIsNeededStandsBeforeWhatNeedsIt() throws Exception {
        var joined = joined(Map.of(
                "/main.mjs", "import {b as c} from './b.mjs';\nimport './only.mjs';\nc();\n",
                "/b.mjs",
                        "import * as d from './d.mjs';\nimport e from './e.mjs';\nexport function b() {\n  return [d, e];\n}\n",
                "/d.mjs", "export const x = 1;\nexport class Y {}\nexport async function z() {}\n",
                "/e.mjs", "const self = {};\nexport default self;\n",
                "/only.mjs", "export default {\n  a: 1\n};\n"));
        var text = joined.files().get(joined.main());
        assertThat(text)
                .containsSubsequence("$define('/d.mjs'", "$define('/e.mjs'", "$define('/b.mjs'", "$define('/main.mjs'")
                .contains("const {b: c} = $modules.get('/b.mjs');", "const d = $modules.get('/d.mjs');")
                .contains(
                        "const {default: e} = $modules.get('/e.mjs');", "return {x, Y, z};", "return {default: self};")
                .contains("const $default = {", "return {default: $default};")
                .doesNotContainPattern("(?m)^export");
    }

    @Test
    void whatIsAskedForOnDemandIsAFileOfItsOwnThatComesWithWhatItNeeds() throws Exception {
        var joined = joined(Map.of(
                "/main.mjs",
                        "export const go = () => import('./page/desk/desk.mjs');\n"
                                + "export const alone = () => import('./page/chair/chair.mjs');\n"
                                + "export const more = () => import('./subject/x/elements.mjs');\n",
                "/page/desk/desk.mjs", "import {shared} from '../../subject/x/shared.mjs';\nshared();\n",
                "/page/chair/chair.mjs", "import {shared} from '../../subject/x/shared.mjs';\nshared();\n",
                "/subject/x/elements.mjs", "import './shared.mjs';\n",
                "/subject/x/shared.mjs", "export function shared() {}\n"));
        var desk = joined.later().get("/page/desk/desk.mjs");
        assertThat(desk).hasSize(2);
        assertThat(joined.files().get(desk.get(0)))
                .startsWith("import '" + desk.get(1) + "';")
                .doesNotContain("$define('/subject/x/shared.mjs'");
        assertThat(joined.files().get(desk.get(1))).contains("$define('/subject/x/shared.mjs'");
        assertThat(joined.later().get("/page/chair/chair.mjs")).hasSize(1);
        assertThat(joined.files().get(joined.main()))
                .contains("$import('/page/desk/desk.mjs')", desk.get(0), desk.get(1));
    }

    @Test
    void whatIsWrittenOtherwiseIsRefusedSoThatModulesAreServedOneByOne() {
        for (var line : new String[] {
            "export let a = 1;",
            "export {a};",
            "export * from './b.mjs';",
            "export const {a} = {a: 1};",
            "import a, {b} from './b.mjs';"
        }) {
            assertThatThrownBy(() -> joined(Map.of("/main.mjs", line + "\n", "/b.mjs", "export const b = 1;\n")))
                    .as(line)
                    .isInstanceOf(JoinedModules.NotJoinable.class)
                    .hasMessage("/main.mjs: " + line);
        }
        assertThatThrownBy(() -> joined(Map.of("/main.mjs", "import './b.mjs';\n", "/b.mjs", "import './main.mjs';\n")))
                .isInstanceOf(JoinedModules.NotJoinable.class);
    }
}
