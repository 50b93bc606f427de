package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.http.api.DocumentedSubject;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page's modules fit together, and with what the hub says: TypeScript's compiler reads them, with the types that
 * their comments name. It makes nothing of them; what is served is what is written.
 *
 * <pre>
 * OpenAPI document ─► hub.d.ts ─┐
 * jars of Lit ─► their types ───┼─► tsc, by tsconfig.json ─► errors
 * src/types, web ───────────────┘
 * </pre>
 *
 * What is unpacked stays in {@code target/page-types}, where editors find it by tsconfig.json.
 */
class PageTypesTest {

    private static final String TYPESCRIPT = "/META-INF/resources/webjars/typescript/5.9.3";
    private static final String STATIC = "/META-INF/resources/_static/";
    /** The libraries that bring types, by the folder of their jar. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "lit", "lit/3.3.3",
            "lit-html", "lit-html/3.3.3",
            "lit-element", "lit-element/4.2.2",
            "reactive-element", "reactive-element/2.1.2");

    private static final Path FOLDER = Path.of("target", "page-types");
    private static final long PATIENCE_SECONDS = 300;

    @BeforeAll
    static void unpack() throws IOException {
        Unpacked.folder(TYPESCRIPT, FOLDER.resolve("typescript"));
        for (var library : LIBRARIES.entrySet()) {
            Unpacked.more(
                    STATIC + library.getValue(),
                    name -> name.contains("/development/") && name.endsWith(".d.ts"),
                    FOLDER.resolve(library.getKey()));
        }
        var api = new OpenApi(Subjects.all().offering(DocumentedSubject.class));
        Files.writeString(
                FOLDER.resolve("hub.d.ts"), HubTypes.of(Json.tree(api.json().getBytes())));
    }

    @Test
    void everyModuleIsUsedAsItIs() throws Exception {
        var compiler = FOLDER.resolve("typescript").resolve("lib").resolve("tsc.js");
        var result = NodeProgram.run(
                PATIENCE_SECONDS, List.of(compiler.toString(), "--project", "tsconfig.json", "--pretty", "false"));
        assertThat(result.status()).as(result.text()).isZero();
    }
}
