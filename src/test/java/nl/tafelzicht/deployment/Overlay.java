package nl.tafelzicht.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nl.tafelzicht.engine.json.Json;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What {@code kubectl kustomize} makes of a folder: the objects that a cluster would be given. */
record Overlay(String name, List<JsonNode> objects) {

    private static final String HINT =
            "kubectl with kustomize 4.1 or later is not installed: the manifests are not checked";

    private static final Map<String, Overlay> BUILT = new HashMap<>();

    /** Made once for all tests. Without kubectl they are reported as skipped; with {@code CI=true} they fail. */
    static synchronized Overlay build(String name) throws IOException, InterruptedException {
        var overlay = BUILT.get(name);
        if (overlay == null) {
            overlay = made(name);
            BUILT.put(name, overlay);
        }
        return overlay;
    }

    private static Overlay made(String name) throws IOException, InterruptedException {
        if (BUILT.isEmpty() && !hasKubectl()) {
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(HINT);
            }
            Assumptions.assumeTrue(false, HINT);
        }
        var kubectl =
                new ProcessBuilder("kubectl", "kustomize", Path.of("k8s", name).toString()).start();
        var yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var said = new String(kubectl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!kubectl.waitFor(60, TimeUnit.SECONDS) || kubectl.exitValue() != 0 || !said.isBlank()) {
            throw new IOException("k8s/" + name + ": " + said);
        }
        var objects = new ArrayList<JsonNode>();
        try (var documents = Json.MAPPER
                .readerFor(JsonNode.class)
                .with(new YAMLFactory())
                .<JsonNode>readValues(new YAMLFactory().createParser(yaml))) {
            while (documents.hasNext()) {
                objects.add(documents.next());
            }
        }
        return new Overlay(name, objects);
    }

    private static boolean hasKubectl() throws InterruptedException {
        try {
            return new ProcessBuilder("kubectl", "version", "--client")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    Stream<JsonNode> all(String kind) {
        return objects.stream().filter(o -> o.get("kind").asText().equals(kind));
    }

    JsonNode one(String kind, String name) {
        return all(kind)
                .filter(o -> name(o).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("k8s/" + this.name + " has no " + kind + " " + name));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    JsonNode hub() {
        return one("Deployment", "tafelzicht-hub");
    }

    JsonNode container() {
        return hub().at("/spec/template/spec/containers/0");
    }

    /** The environment of the hub's container, in words; what comes from elsewhere is there with what stands for it. */
    Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        for (var from : container().get("envFrom")) {
            one("ConfigMap", from.at("/configMapRef/name").asText())
                    .get("data")
                    .properties()
                    .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
        }
        for (var variable : container().get("env")) {
            environment.put(
                    variable.get("name").asText(),
                    variable.has("value")
                            ? variable.get("value").asText()
                            : variable.at("/valueFrom/fieldRef").isMissingNode()
                                    ? "a secret of sufficient length"
                                    : "10.1.2.3");
        }
        return environment;
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
