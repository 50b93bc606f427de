package nl.tafelzicht.engine.http.api;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.http.api.Problem.FieldError;
import nl.tafelzicht.engine.json.Json;

/**
 * The OpenAPI document, and the validation of requests by it: it is the only definition of valid bodies and parameters.
 * Thread-safe.
 */
public final class OpenApi {

    public static final String BASE = "/api/v1";
    /** The pattern in the document for a text that is not blank. */
    private static final String NOT_BLANK = "[^\\s\\p{Z}\\p{C}\\u2800\\u3164\\u115f\\u1160\\uffa0]";

    private static final Map<String, String> BOUNDS = Map.of(
            "minLength", "too-short",
            "maxLength", "text-too-long",
            "minItems", "too-few",
            "maxItems", "too-many",
            "minimum", "too-small",
            "maximum", "too-large");

    private final ObjectNode document;
    private final byte[] json;
    private final String tag;
    private final Map<String, Schema> bodies = new HashMap<>();
    private final Map<String, List<Parameter>> parameters = new HashMap<>();
    private final Map<Pattern, List<String>> methods = new HashMap<>();

    /** @param place {@code query} or {@code header} */
    private record Parameter(String name, String place, boolean required, String type, Schema schema) {}

    /** The hub's document, merged with the parts of these subjects. */
    public OpenApi(List<? extends DocumentedSubject> subjects) {
        document = read(OpenApi.class, "/openapi/tafelzicht.yaml");
        for (var subject : subjects) {
            join(document, read(subject.getClass(), subject.openApi()), "");
        }
        json = Json.bytes(document);
        tag = Negotiation.tag(json);
        var config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ENGLISH)
                .build();
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, b -> b.schemaRegistryConfig(config));
        for (var path : document.get("paths").properties()) {
            var allowed = new ArrayList<String>();
            for (var method : path.getValue().properties()) {
                allowed.add(method.getKey().toUpperCase(Locale.ROOT));
                compile(registry, method.getValue());
            }
            methods.put(
                    Pattern.compile(Pattern.quote(BASE + path.getKey()).replaceAll("\\{[a-z]+}", "\\\\E[^/]+\\\\Q")),
                    allowed);
        }
    }

    private static ObjectNode read(Class<?> beside, String resource) {
        try (var in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + resource + " beside " + beside.getName());
            }
            return (ObjectNode) new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException when both define the same thing differently */
    private static void join(ObjectNode whole, JsonNode part, String at) {
        for (var field : part.properties()) {
            var here = at + "/" + field.getKey();
            var there = whole.get(field.getKey());
            if (there == null) {
                whole.set(field.getKey(), field.getValue());
            } else if (there instanceof ObjectNode object && field.getValue().isObject()) {
                join(object, field.getValue(), here);
            } else if (there instanceof ArrayNode list && field.getValue() instanceof ArrayNode more) {
                list.addAll(more);
            } else {
                throw new IllegalStateException("the OpenAPI document has " + here + " already");
            }
        }
    }

    private void compile(SchemaRegistry registry, JsonNode operation) {
        var id = operation.get("operationId").asText();
        var body = operation.at("/requestBody/content/application~1json/schema");
        if (!body.isMissingNode()) {
            bodies.put(id, registry.getSchema(resolved(body)));
        }
        var list = new ArrayList<Parameter>();
        for (var reference : operation.path("parameters")) {
            var p = resolved(reference);
            if (p.get("in").asText().equals("path")) {
                continue;
            }
            list.add(new Parameter(
                    p.get("name").asText(),
                    p.get("in").asText(),
                    p.path("required").asBoolean(),
                    p.at("/schema/type").asText(),
                    registry.getSchema(p.get("schema"))));
        }
        parameters.put(id, list);
    }

    /** A copy of the node with its references resolved. */
    private JsonNode resolved(JsonNode node) {
        if (node.has("$ref")) {
            return resolved(document.at(node.get("$ref").asText().substring(1)));
        }
        if (!node.isObject()) {
            return node;
        }
        var out = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> out.set(field.getKey(), resolved(field.getValue())));
        return out;
    }

    public Buffer json() {
        return Buffer.buffer(json);
    }

    /** The entity tag of the document. */
    public String tag() {
        return tag;
    }

    public String version() {
        return document.at("/info/version").asText();
    }

    /** The methods that exist at a path. */
    public List<String> methods(String path) {
        return methods.entrySet().stream()
                .filter(e -> e.getKey().matcher(path).matches())
                .flatMap(e -> e.getValue().stream())
                .toList();
    }

    /**
     * Parses the body of an operation.
     *
     * @throws Problem 400 when it is not JSON, or does not match the document
     */
    public <T> T body(String operation, Buffer body, Class<T> type) {
        JsonNode node;
        try {
            node = body == null || body.length() == 0 ? null : Json.tree(body.getBytes());
        } catch (IOException e) {
            throw Problem.field("", Explanation.of("not-json"));
        }
        if (node == null || node.isMissingNode()) {
            throw Problem.field("", Explanation.of("body-empty"));
        }
        check(bodies.get(operation).validate(node), "");
        checkText(node, "");
        try {
            return Json.convert(node, type);
        } catch (IllegalArgumentException e) {
            throw misfit(e);
        }
    }

    /** For values that match the document but no Java type: a date with a space in place of the T, a leap second. */
    private static Problem misfit(IllegalArgumentException e) {
        if (!(e.getCause() instanceof JsonMappingException wrong)
                || wrong.getPath().isEmpty()) {
            return Problem.field("", Explanation.of("body-misfit"));
        }
        var field = wrong.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("/"));
        boolean moment = wrong instanceof InvalidFormatException format
                && format.getTargetType() != null
                && Temporal.class.isAssignableFrom(format.getTargetType());
        return Problem.field(field, moment ? Explanation.of("not-a-moment") : Explanation.of("misfit"));
    }

    /** Refuses unpaired surrogates and U+0000, which can't be stored as text. */
    private static void checkText(JsonNode node, String field) {
        if (node.isTextual() && !isText(node.textValue())) {
            throw Problem.field(field, Explanation.of("not-text-half"));
        }
        node.properties().forEach(e -> checkText(e.getValue(), e.getKey()));
    }

    private static boolean isText(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == s.length() || !Character.isLowSurrogate(s.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Parses the query or the headers of an operation; absent parameters get their default.
     *
     * @throws Problem 400 when one is unknown, missing, repeated or invalid
     */
    public ObjectNode parameters(String operation, String place, MultiMap values) {
        var known = parameters.get(operation).stream()
                .filter(p -> p.place.equals(place))
                .toList();
        if (place.equals("query")) {
            for (var name : values.names()) {
                if (known.stream().noneMatch(p -> p.name.equals(name))) {
                    throw Problem.field(name, Explanation.of("unknown-parameter"));
                }
            }
        }
        var out = JsonNodeFactory.instance.objectNode();
        for (var p : known) {
            var all = values.getAll(p.name);
            if (all.size() > 1) {
                throw Problem.field(p.name, Explanation.of("repeated"));
            }
            if (all.isEmpty() && p.required) {
                throw Problem.field(p.name, Explanation.of("mandatory"));
            }
            if (all.isEmpty()) {
                if (p.schema.getSchemaNode().has("default")) {
                    out.set(p.name, p.schema.getSchemaNode().get("default"));
                }
                continue;
            }
            var value = typed(p, all.get(0));
            check(p.schema.validate(value), p.name);
            if (value.isTextual() && !isText(value.textValue())) {
                throw Problem.field(p.name, Explanation.of("not-text"));
            }
            out.set(p.name, value);
        }
        return out;
    }

    private static JsonNode typed(Parameter p, String value) {
        var nodes = JsonNodeFactory.instance;
        if (p.type.equals("boolean") && (value.equals("true") || value.equals("false"))) {
            return nodes.booleanNode(value.equals("true"));
        }
        if (p.type.equals("integer") && value.matches("-?\\d{1,18}")) {
            return nodes.numberNode(Long.parseLong(value));
        }
        return nodes.textNode(value);
    }

    private static void check(List<Error> errors, String parameter) {
        if (errors.isEmpty()) {
            return;
        }
        throw Problem.fields(errors.stream()
                .map(e -> new FieldError(parameter.isEmpty() ? field(e) : parameter, message(e)))
                .distinct()
                .limit(20)
                .toList());
    }

    private static Explanation message(Error error) {
        var schema = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "additionalProperties" -> Explanation.of("unknown-field");
            case "enum" -> Explanation.of("not-one-of", "values", values(schema));
            case "required" -> Explanation.of("mandatory");
            case "type" -> Explanation.of("wrong-type", "type", types(schema), "words", error.getMessage());
            case "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum" ->
                Explanation.of(
                        BOUNDS.get(error.getKeyword()), "bound", schema.numberValue(), "words", error.getMessage());
            case "format" -> Explanation.of("wrong-format", "format", schema.asText(), "words", error.getMessage());
            case "pattern" ->
                schema.asText().equals(NOT_BLANK)
                        ? Explanation.of("blank")
                        : Explanation.of("wrong-pattern", "pattern", schema.asText(), "words", error.getMessage());
            default -> Explanation.of("invalid", "words", error.getMessage());
        };
    }

    /** The type of a schema; the first where there are several. */
    private static String types(JsonNode schema) {
        return schema.isArray() ? schema.get(0).asText() : schema.asText();
    }

    private static List<String> values(JsonNode allowed) {
        var values = new TreeSet<String>();
        allowed.forEach(value -> values.add(value.asText()));
        return List.copyOf(values);
    }

    private static String field(Error error) {
        var location = error.getInstanceLocation().toString().replaceFirst("^/", "");
        if (error.getProperty() == null || location.endsWith(error.getProperty())) {
            return location;
        }
        return location.isEmpty() ? error.getProperty() : location + "/" + error.getProperty();
    }
}
