package nl.tafelzicht.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Makes values from a schema of the API's own document: mostly such as it asks for, often at its limits, now and then
 * something else altogether.
 */
final class SchemaFuzz {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double JUNK = .06;
    private static final double OPTIONAL = .45;
    private static final int DEEPEST = 6;
    private static final int LONGEST = 3_000;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "é😀",
            "\u0000",
            "\ud800",
            "'; drop table journal; --",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "%00",
            "null",
            "-1",
            "1e999",
            "{\"a\":1}",
            "\u202eright to left",
            "a\nb\r\nc: d",
            "GM0363",
            "GM9999-1",
            "2026-03-18T07:30:00+01:00",
            "9999-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z");

    private final JsonNode document;
    private final Random random;
    private final List<String> ids;

    /** @param ids of things that exist; grows while the test goes on */
    SchemaFuzz(JsonNode document, Random random, List<String> ids) {
        this.document = document;
        this.random = random;
        this.ids = ids;
    }

    JsonNode resolve(JsonNode schema) {
        return schema.has("$ref")
                ? resolve(document.at(schema.get("$ref").asText().substring(1)))
                : schema;
    }

    JsonNode value(JsonNode reference) {
        return value(reference, 0);
    }

    private JsonNode value(JsonNode reference, int depth) {
        var schema = resolve(reference);
        if (random.nextDouble() < JUNK || depth > DEEPEST) {
            return junk(depth);
        }
        for (var key : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(key)) {
                return value(schema.get(key).get(random.nextInt(schema.get(key).size())), depth + 1);
            }
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (schema.path("type").asText("object")) {
            case "string" -> NODES.textNode(text(schema));
            case "integer" -> NODES.numberNode(whole(schema));
            case "number" -> NODES.numberNode(random.nextInt(5) == 0 ? whole(schema) : 50 + random.nextDouble() * 4);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "array" -> array(schema, depth);
            default -> object(schema, depth);
        };
    }

    private JsonNode array(JsonNode schema, int depth) {
        var array = NODES.arrayNode();
        int size = Math.min(schema.path("maxItems").asInt(3) + (random.nextInt(12) == 0 ? 1 : 0), random.nextInt(4));
        for (int i = 0; i < Math.max(size, schema.path("minItems").asInt(0)); i++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        var required = new ArrayList<String>();
        schema.path("required").forEach(r -> required.add(r.asText()));
        schema.path("properties").properties().forEach(p -> {
            if (required.contains(p.getKey()) ? random.nextInt(25) > 0 : random.nextDouble() < OPTIONAL) {
                object.set(p.getKey(), value(p.getValue(), depth + 1));
            }
        });
        if (random.nextInt(25) == 0) {
            object.set(TEXTS.get(random.nextInt(TEXTS.size())), junk(depth));
        }
        return object;
    }

    String text(JsonNode schema) {
        var format = schema.path("format").asText();
        if (format.equals("uuid")) {
            return UUID.randomUUID().toString();
        }
        if (format.equals("date-time")) {
            return OffsetDateTime.now()
                    .plusMinutes(random.nextInt(4_000) - 2_000L)
                    .toString();
        }
        if (format.equals("date")) {
            return OffsetDateTime.now()
                    .toLocalDate()
                    .plusDays(random.nextInt(400) - 200L)
                    .toString();
        }
        var pattern = schema.path("pattern").asText();
        if (pattern.startsWith("^GM")) {
            return random.nextInt(5) == 0 ? "GM0344" : "GM0363";
        }
        if (pattern.startsWith("^https")) {
            return "https://example.org/" + random.nextInt(100);
        }
        if (pattern.startsWith("^[a-z]{2")) {
            return "nl";
        }
        if (pattern.startsWith("^T")) {
            return "T0023";
        }
        if (random.nextInt(4) == 0 && !ids.isEmpty()) {
            return ids.get(random.nextInt(ids.size()));
        }
        if (random.nextInt(6) == 0) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        int longest = Math.min(LONGEST, schema.path("maxLength").asInt(60));
        return "word "
                .repeat(longest / 5 + 1)
                .substring(
                        0,
                        random.nextInt(12) == 0
                                ? longest + random.nextInt(2)
                                : Math.min(longest, 1 + random.nextInt(40)));
    }

    private long whole(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = Math.max(least, schema.path("maximum").asLong(1_000_000));
        return switch (random.nextInt(12)) {
            case 0 -> least - 1;
            case 1 -> most == Long.MAX_VALUE ? most : most + 1;
            case 2 -> least;
            case 3 -> most;
            case 4 -> random.nextLong();
            default -> least + (long) (random.nextDouble() * Math.min(1_000, most - least));
        };
    }

    private JsonNode junk(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(Double.MAX_VALUE);
            case 2 -> NODES.numberNode(new java.math.BigInteger("9".repeat(60)));
            case 3 -> NODES.booleanNode(true);
            case 4 -> NODES.arrayNode().add(NODES.arrayNode().add(1));
            case 5 -> NODES.objectNode().put("a", 1);
            case 6 -> nested(depth);
            default -> NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode node = NODES.numberNode(1);
        for (int i = depth; i < 40; i++) {
            node = NODES.arrayNode().add(node);
        }
        return node;
    }
}
