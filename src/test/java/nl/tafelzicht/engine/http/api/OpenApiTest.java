package nl.tafelzicht.engine.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nl.tafelzicht.engine.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the linter of the Dutch API Design Rules asks of the document and the schema does not. */
class OpenApiTest {

    private static JsonNode document;

    private record Operation(String name, String method, JsonNode node) {}

    @BeforeAll
    static void read() throws Exception {
        document = Json.tree(new OpenApi(List.of()).json().getBytes());
    }

    private static List<Operation> operations() {
        var all = new ArrayList<Operation>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> all.add(
                        new Operation(method.getKey() + " " + path.getKey(), method.getKey(), method.getValue()))));
        assertThat(all).hasSizeGreaterThan(90);
        return all;
    }

    @Test
    void everyAnswerThatIsNoProblemHasTheVersion() {
        for (var operation : operations()) {
            operation.node.get("responses").properties().stream()
                    .filter(answer -> answer.getKey().matches("[23].."))
                    .forEach(answer -> assertThat(answer.getValue()
                                    .at("/headers/API-Version/$ref")
                                    .asText())
                            .as(operation.name + " " + answer.getKey())
                            .isEqualTo("#/components/headers/API-Version"));
        }
        assertThat(document.at("/components/headers/API-Version/schema/type").asText())
                .isEqualTo("string");
    }

    @Test
    void whateverTakesSomethingMayRefuseItAsInvalid() {
        for (var operation : operations()) {
            boolean reads = operation.method.equals("get") || operation.method.equals("delete");
            if (!reads || operation.node.path("parameters").size() > 0) {
                assertThat(operation.node.get("responses").has("400"))
                        .as(operation.name)
                        .isTrue();
            }
        }
    }

    @Test
    void someoneIsThereToAsk() {
        for (var field : List.of("name", "email", "url")) {
            assertThat(document.at("/info/contact/" + field).asText()).as(field).isNotBlank();
        }
    }

    /** A text that has to be there says something: no field takes spaces, or characters that nobody sees, for words. */
    @Test
    void whateverIsFreeTextHasToSaySomething() {
        var asked = new ArrayList<String>();
        document.at("/components/schemas").properties().stream()
                .filter(schema ->
                        !schema.getValue().path("additionalProperties").asBoolean(true))
                .forEach(schema -> freeTexts(schema.getKey(), schema.getValue(), asked));
        assertThat(asked).hasSizeGreaterThan(40);
    }

    private static void freeTexts(String path, JsonNode node, List<String> asked) {
        boolean free = !node.has("format")
                && node.path("type").asText().equals("string")
                && node.path("minLength").asInt() > 0
                && !path.startsWith("Credentials")
                && !path.endsWith("/station")
                && !path.endsWith("/id");
        if (free) {
            asked.add(path);
            var pattern = Pattern.compile(node.path("pattern").asText("(no pattern)"));
            for (var nothing : List.of(
                    " ",
                    "\t\r\n",
                    "\u00a0",
                    "\u200b\u200b",
                    "\u2060",
                    "\ufeff",
                    "\u3000",
                    "\u2800",
                    "\u3164",
                    "\u00ad",
                    "\u202e")) {
                assertThat(pattern.matcher(nothing).find())
                        .as(path + " takes " + nothing.codePoints().boxed().toList())
                        .isFalse();
            }
            for (var something : List.of("a", " é ", "\u200bمرحبا", "日本", "👍", "?")) {
                assertThat(pattern.matcher(something).find())
                        .as(path + " refuses " + something)
                        .isTrue();
            }
        }
        node.properties().forEach(child -> freeTexts(path + "/" + child.getKey(), child.getValue(), asked));
    }
}
