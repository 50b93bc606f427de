package nl.tafelzicht.engine.http.publicsite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LibraryTest {

    private static String wrapped(String text) throws Exception {
        return Library.wrapped("/lib/a/1/a.js", new ModuleGraph("", Map.of("/lib/a/1/a.js", text)::get));
    }

    @Test
    void whatAMinifierWritesIsUnderstood() throws Exception {
        assertThat(wrapped("import\"./b.js\";import{x as t,y}from\"./b.js\";export*from\"./c.js\";"
                        + "export{z,w as v}from\"./d.js\";/** @license L */const i=t(\"x\");"
                        + "export{i as keyed,y};\n//# sourceMappingURL=a.js.map\n"))
                .isEqualTo("$define('/lib/a/1/a.js', () => {\n"
                        + "const {x:t,y}=$modules.get('/lib/a/1/b.js');/** @license L */const i=t(\"x\");\n"
                        + "return {...$modules.get('/lib/a/1/c.js'),z:$modules.get('/lib/a/1/d.js').z,"
                        + "v:$modules.get('/lib/a/1/d.js').w,keyed:i,y:y};\n"
                        + "});\n");
    }

    @Test
    void whatIsWrittenOtherwiseIsRefused() {
        for (var text : new String[] {"export default 1;", "import a from\"./b.js\";", "const a=import(\"./b.js\");"}) {
            assertThatThrownBy(() -> wrapped(text)).as(text).isInstanceOf(JoinedModules.NotJoinable.class);
        }
    }

    @Test
    void aLargeModuleIsServedInItsPackedForm() {
        var large = "/lib/webjars/map/1/dist/map-src.esm.js";
        assertThat(Library.isPacked(large)).isTrue();
        assertThat(Library.isPacked("/map-src.esm.js")).isFalse();
        assertThat(Library.isPacked("/lib/a/1/a.js")).isFalse();
        assertThat(Library.packedPath(large)).isEqualTo("/lib/webjars/map/1/dist/map.js");
        assertThat(Library.name(large)).isEqualTo("map");
        assertThat(Library.packed(large, "exports.a = 1;\n//# sourceMappingURL=map.js.map"))
                .contains("$define('" + large + "'", "exports.a = 1;", "return exports;")
                .doesNotContain("sourceMappingURL");
    }
}
