package nl.tafelzicht.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What the hub's JSON is, as types for the page's modules: the schemas of the OpenAPI document, each by its name in the
 * namespace {@code Hub}. They are made anew by each check, so that a field which the document loses or renames is an
 * error where the page reads it.
 *
 * <p>A schema that says which of its fields are required has the others optional. One that does not say so, as many of
 * answers, is taken to have all of them.
 */
final class HubTypes {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String HEAD = """
            // Made by PageTypesTest from the OpenAPI document: what the hub says and takes, as JSON.
            declare namespace Hub {
              /** Of which the OpenAPI document does not say what is in it. */
              type Loose = {[name: string]: any};
            """;

    private HubTypes() {}

    /** The text of a declaration file. @param document the OpenAPI document, with the parts of all subjects */
    static String of(JsonNode document) {
        var text = new StringBuilder(HEAD);
        for (var schema : document.at("/components/schemas").properties()) {
            text.append("  type ").append(schema.getKey()).append(" = ");
            text.append(type(schema.getValue())).append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            return schema.get("$ref").asText().substring(REFERENCE.length());
        }
        if (schema.has("allOf")) {
            return joined(schema.get("allOf"), " & ");
        }
        if (schema.has("oneOf")) {
            return joined(schema.get("oneOf"), " | ");
        }
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(JsonNode::toString)
                    .collect(Collectors.joining(" | "));
        }
        if (schema.path("type").isArray()) {
            return StreamSupport.stream(schema.get("type").spliterator(), false)
                    .map(name -> type(((ObjectNode) schema.deepCopy()).set("type", name)))
                    .collect(Collectors.joining(" | "));
        }
        return switch (schema.path("type").asText("object")) {
            case "string" -> "string";
            case "integer", "number" -> "number";
            case "boolean" -> "boolean";
            case "null" -> "null";
            case "array" -> "Array<" + type(schema.path("items")) + ">";
            default -> object(schema);
        };
    }

    private static String object(JsonNode schema) {
        var others = schema.path("additionalProperties");
        if (!schema.has("properties")) {
            if (others.isObject()) {
                return "{[name: string]: " + type(others) + "}";
            }
            return others.isBoolean() && !others.asBoolean() ? "{}" : "Loose";
        }
        var required = required(schema);
        var fields = new ArrayList<String>();
        for (var field : schema.get("properties").properties()) {
            var optional = required != null && !required.contains(field.getKey()) ? "?" : "";
            fields.add("'" + field.getKey() + "'" + optional + ": " + type(field.getValue()));
        }
        return "{" + String.join("; ", fields) + "}";
    }

    /** Which fields are always there; {@code null} where the document does not say. */
    private static Set<String> required(JsonNode schema) {
        boolean isForbidding = schema.path("additionalProperties").isBoolean();
        if (!schema.has("required") && !isForbidding) {
            return null;
        }
        var names = new HashSet<String>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static String joined(JsonNode schemas, String by) {
        return StreamSupport.stream(schemas.spliterator(), false)
                .map(schema -> "(" + type(schema) + ")")
                .collect(Collectors.joining(by));
    }
}
