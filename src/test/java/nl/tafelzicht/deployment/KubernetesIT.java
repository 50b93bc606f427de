package nl.tafelzicht.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.Issuer;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.node.Manifest;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The manifests: that a cluster would take them, that they are safe, and that they know the program that they run. No
 * cluster is needed, and none is there.
 */
class KubernetesIT {

    private static final Map<String, Class<?>> CUSTOM = Map.of(
            "ServiceMonitor",
            ServiceMonitor.class,
            "PrometheusRule",
            PrometheusRule.class,
            "Certificate",
            Certificate.class,
            "Issuer",
            Issuer.class);
    /** There is no library with the types of CloudNativePG: what is checked of them is that the names fit. */
    private static final String UNCHECKED = "postgresql.cnpg.io/v1";

    private static final Pattern METRIC = Pattern.compile("\\b(?:tafelzicht|jvm)_[a-z_]+\\b");

    /** The official types of Kubernetes, as generated from its API: each knows its fields, and which must be there. */
    private static void strictly(JsonNode object) throws Exception {
        var kind = object.get("kind").asText();
        var version = object.get("apiVersion").asText();
        if (version.equals(UNCHECKED)) {
            return;
        }
        if (CUSTOM.containsKey(kind)) {
            STRICT.readValue(object.toString(), CUSTOM.get(kind));
            return;
        }
        var prefix = version.substring(version.lastIndexOf('/') + 1).replaceFirst("v", "V");
        Class.forName("io.kubernetes.client.openapi.models." + prefix + kind)
                .getMethod("validateJsonElement", JsonElement.class)
                .invoke(null, JsonParser.parseString(object.toString()));
    }

    /** The types of fabric8 take unknown fields, and keep them aside; here they don't. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated a) {
                    return false;
                }
            });

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void everyObjectIsOneThatKubernetesKnows(String name) throws Exception {
        var overlay = Overlay.build(name);
        assertThat(overlay.objects()).hasSizeGreaterThan(8);
        for (var object : overlay.objects()) {
            strictly(object);
        }
    }

    /** A command of the program, with what the closing chapter needs, beside hubs that have no shell. */
    @Test
    void theJobOfToolsIsTakenReachesTheDatabaseAloneAndIsNoHub() throws Exception {
        var tools = Overlay.build("tools");
        for (var object : tools.objects()) {
            strictly(object);
        }
        var pod = tools.one("Job", "tafelzicht-tools").at("/spec/template");
        assertThat(pod.at("/spec/restartPolicy").asText()).isEqualTo("Never");
        assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
        var container = pod.at("/spec/containers/0");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/capabilities/drop").toString())
                .isEqualTo("[\"ALL\"]");
        var production = Overlay.build("production");
        assertThat(container.get("image")).isEqualTo(production.container().get("image"));
        var database = container.get("env").get(1);
        assertThat(production.container().get("env")).as("as the hubs reach it").contains(database);
        var labels = entries(pod.at("/metadata/labels"));
        assertThat(labels)
                .as("no viewer is sent to it")
                .doesNotContainAnyElementsOf(
                        entries(production.one("Service", "tafelzicht").at("/spec/selector")));
        assertThat(labels)
                .containsAll(entries(tools.one("NetworkPolicy", "tools").at("/spec/podSelector/matchLabels")));
        assertThat(tools.one("NetworkPolicy", "tools").at("/spec").has("ingress"))
                .isFalse();
        assertThat(Overlay.each(tools.one("NetworkPolicy", "tools").at("/spec/egress"))
                        .flatMap(rule -> Overlay.each(rule.get("ports")))
                        .map(p -> p.get("port").asInt()))
                .containsOnly(5432, 53);
        assertThat(labels)
                .containsAll(entries(tools.one("NetworkPolicy", "tools-to-database")
                        .at("/spec/ingress/0/from/0/podSelector/matchLabels")));
    }

    /** As the proxy of one machine has it, and as the program does. */
    @Test
    void onlyFilesMayBeLong() throws Exception {
        var overlay = Overlay.build("production");
        var size = "/metadata/annotations/nginx.ingress.kubernetes.io~1proxy-body-size";
        assertThat(overlay.one("Ingress", "tafelzicht").at(size).asText()).isEqualTo("128k");
        var files = overlay.one("Ingress", "tafelzicht-files");
        assertThat(files.at(size).asText()).isEqualTo("32m");
        assertThat(files.at("/spec/rules/0/host"))
                .isEqualTo(overlay.one("Ingress", "tafelzicht").at("/spec/rules/0/host"));
        var document = TestHub.api().get("/openapi.json").body().get("paths");
        var paths = Overlay.each(files.at("/spec/rules/0/http/paths"))
                .map(p -> p.get("path").asText())
                .toList();
        assertThat(paths).hasSize(3).allSatisfy(path -> assertThat(
                        document.at("/" + path.substring("/api/v1".length()).replace("/", "~1"))
                                .has("post"))
                .as(path)
                .isTrue());
        var proxy = Files.readString(Path.of("docs", "vm", "nginx.conf"));
        assertThat(paths).allSatisfy(path -> assertThat(proxy).contains(path.substring("/api/v1/".length())));
    }

    @Test
    void whatKubernetesDoesNotKnowIsNoticed() throws Exception {
        for (var object : Overlay.build("production").objects()) {
            if (object.get("apiVersion").asText().equals(UNCHECKED)) {
                continue;
            }
            var place = object.has("spec") ? "spec" : "metadata";
            var misspelt = Json.MAPPER.readTree(object.toString());
            ((com.fasterxml.jackson.databind.node.ObjectNode) misspelt.get(place)).put("replicaz", 3);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> strictly(misspelt)))
                    .as(object.get("kind") + " with a field that there is not")
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void podsAreAsRestrictedAsTheirNamespaceDemands(String name) throws Exception {
        var overlay = Overlay.build(name);
        assertThat(overlay.one("Namespace", "tafelzicht")
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
        var pod = overlay.hub().at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.get("automountServiceAccountToken").asBoolean()).isFalse();
        assertThat(pod.get("enableServiceLinks").asBoolean())
                .as("or the Service tafelzicht sets TAFELZICHT_PORT")
                .isFalse();
        var own = overlay.container().get("securityContext");
        assertThat(own.get("allowPrivilegeEscalation").asBoolean()).isFalse();
        assertThat(own.get("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(own.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(pod.get("volumes").findValues("hostPath")).isEmpty();
    }

    // that they know the program

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void theProgramTakesTheirConfiguration(String name) throws Exception {
        var overlay = Overlay.build(name);
        var environment = overlay.environment();
        assertThat(environment.keySet().stream().filter(k -> k.startsWith("TAFELZICHT_")))
                .as("options of serve")
                .allMatch(Manifest.variables()::contains);
        var folder = Files.createTempDirectory("tafelzicht-manifest-");
        try {
            environment.replaceAll((key, value) -> value.startsWith("/etc/tafelzicht/")
                    ? file(folder, value)
                    : value.replaceAll(
                            "/etc/tafelzicht/database/ca.crt",
                            folder.resolve("ca").toString()));
            Files.writeString(folder.resolve("ca"), "");
            var config = Manifest.config(environment);
            assertThat(config.host()).isEqualTo("0.0.0.0");
            assertThat(config.cluster() != null).isEqualTo(name.equals("production"));
            if (config.cluster() != null) {
                assertThat(config.cluster().certificates()).isNotNull();
            }
        } finally {
            TestHub.delete(folder);
        }
    }

    private static String file(Path folder, String path) {
        try {
            return Files.writeString(folder.resolve(path.substring(path.lastIndexOf('/') + 1)), "")
                    .toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void portsAreThoseThatTheProgramListensOn(String name) throws Exception {
        var overlay = Overlay.build(name);
        var environment = overlay.environment();
        var ports = Overlay.each(overlay.container().get("ports"))
                .collect(Collectors.toMap(
                        p -> p.get("name").asText(), p -> p.get("containerPort").asInt()));
        assertThat(ports.get("http")).isEqualTo(Integer.parseInt(environment.get("TAFELZICHT_PORT")));
        assertThat(ports.get("metrics")).isEqualTo(Integer.parseInt(environment.get("TAFELZICHT_METRICS_PORT")));
        if (name.equals("production")) {
            assertThat(ports.get("hazelcast")).isEqualTo(Integer.parseInt(environment.get("TAFELZICHT_CLUSTER_PORT")));
            assertThat(ports.get("bus")).isEqualTo(Integer.parseInt(environment.get("TAFELZICHT_CLUSTER_BUS_PORT")));
            assertThat(environment.get("TAFELZICHT_CLUSTER_DNS"))
                    .isEqualTo("tafelzicht-nodes.tafelzicht.svc.cluster.local");
            var headless = overlay.one("Service", "tafelzicht-nodes");
            assertThat(headless.at("/spec/clusterIP").asText()).isEqualTo("None");
            assertThat(headless.at("/spec/publishNotReadyAddresses").asBoolean())
                    .isTrue();
        }
        overlay.all("Service").forEach(service -> {
            for (var port : service.at("/spec/ports")) {
                assertThat(ports)
                        .as("Service %s", Overlay.name(service))
                        .containsKey(port.get("targetPort").asText());
            }
            assertThat(labels(overlay)).containsAll(entries(service.at("/spec/selector")));
        });
        var backend = overlay.one("Ingress", "tafelzicht").at("/spec/rules/0/http/paths/0/backend/service");
        assertThat(Overlay.each(overlay.one("Service", backend.get("name").asText())
                                .at("/spec/ports"))
                        .map(p -> p.get("name").asText()))
                .contains(backend.at("/port/name").asText());
        var allowed = overlay.all("NetworkPolicy")
                .filter(p -> labels(overlay).containsAll(entries(p.at("/spec/podSelector/matchLabels")))
                        && !p.at("/spec/podSelector/matchLabels").isMissingNode())
                .flatMap(p -> Overlay.each(p.at("/spec/ingress")))
                .flatMap(rule -> Overlay.each(rule.get("ports")))
                .map(p -> p.get("port").asInt())
                .collect(Collectors.toSet());
        assertThat(allowed).as("let in by policies").isEqualTo(Set.copyOf(ports.values()));
    }

    @Test
    void onlyHubsReachThePortsBetweenHubs() throws Exception {
        var overlay = Overlay.build("production");
        overlay.all("NetworkPolicy")
                .flatMap(p -> Overlay.each(p.at("/spec/ingress")))
                .filter(rule -> Overlay.each(rule.path("ports"))
                        .anyMatch(p -> Set.of(5701, 5702).contains(p.get("port").asInt())))
                .forEach(
                        rule -> assertThat(rule.get("from").toString())
                                .isEqualTo(
                                        "[{\"podSelector\":{\"matchLabels\":{\"app.kubernetes.io/name\":\"tafelzicht-hub\"}}}]"));
        assertThat(overlay.one("NetworkPolicy", "nothing-else")
                        .at("/spec/podSelector")
                        .isEmpty())
                .as("everything else is closed")
                .isTrue();
    }

    private static Set<Map.Entry<String, String>> labels(Overlay overlay) {
        return entries(overlay.hub().at("/spec/template/metadata/labels"));
    }

    private static Set<Map.Entry<String, String>> entries(JsonNode labels) {
        return labels.properties().stream()
                .map(e -> Map.entry(e.getKey(), e.getValue().asText()))
                .collect(Collectors.toSet());
    }

    @Test
    void whatScalesAndWhatIsSparedIsTheHub() throws Exception {
        var overlay = Overlay.build("production");
        assertThat(overlay.hub().at("/spec").has("replicas"))
                .as("each apply would take away what the autoscaler added")
                .isFalse();
        assertThat(overlay.one("PodDisruptionBudget", "tafelzicht-hub")
                        .at("/spec/maxUnavailable")
                        .asInt())
                .as("one at a time, of however many")
                .isEqualTo(1);
        assertThat(overlay.one("HorizontalPodAutoscaler", "tafelzicht-hub")
                        .at("/spec/scaleTargetRef/name")
                        .asText())
                .isEqualTo("tafelzicht-hub");
        assertThat(overlay.one("HorizontalPodAutoscaler", "tafelzicht-hub")
                        .at("/spec/minReplicas")
                        .asInt())
                .isEqualTo(3);
        assertThat(labels(overlay))
                .containsAll(entries(
                        overlay.one("PodDisruptionBudget", "tafelzicht-hub").at("/spec/selector/matchLabels")));
        for (var spread : overlay.hub().at("/spec/template/spec/topologySpreadConstraints")) {
            assertThat(labels(overlay)).containsAll(entries(spread.at("/labelSelector/matchLabels")));
        }
        int drains =
                10 + overlay.container().at("/lifecycle/preStop/sleep/seconds").asInt();
        assertThat(overlay.hub()
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt())
                .as("longer than a hub takes to drain")
                .isGreaterThan(drains);
    }

    @Test
    void everySecretIsMadeByAnotherObjectOrNamedInTheDocumentation() throws Exception {
        var documentation = Files.readString(Path.of("docs", "operations.md"));
        var overlay = Overlay.build("production");
        var made = overlay.all("Certificate")
                .map(c -> c.at("/spec/secretName").asText())
                .collect(Collectors.toSet());
        overlay.all("Cluster").forEach(c -> made.addAll(List.of(Overlay.name(c) + "-app", Overlay.name(c) + "-ca")));
        var used = new TreeSet<String>();
        for (var object : overlay.objects()) {
            object.findValues("secretKeyRef")
                    .forEach(ref -> used.add(ref.get("name").asText()));
            object.findValues("secretName").forEach(ref -> used.add(ref.asText()));
            for (var key : List.of("accessKeyId", "secretAccessKey")) {
                object.findValues(key).forEach(ref -> used.add(ref.get("name").asText()));
            }
        }
        used.removeAll(made);
        assertThat(used).isNotEmpty().allSatisfy(secret -> assertThat(documentation)
                .as("docs/operations.md says how to make " + secret)
                .contains("create secret")
                .contains(secret));
    }

    @Test
    void theImageIsOfThisVersion() throws Exception {
        var pom = Files.readString(Path.of("pom.xml"));
        var version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));
        assertThat(Overlay.build("production").container().get("image").asText())
                .isEqualTo("registry.example.org/tafelzicht:" + version);
        assertThat(Files.readString(Path.of("publiccode.yml"))).contains("softwareVersion: " + version);
    }

    @Test
    void probesAskWhatTheHubAnswers() throws Exception {
        var container = Overlay.build("production").container();
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(TestHub.api()
                            .get(container.at("/" + probe + "/httpGet/path").asText())
                            .status())
                    .as(probe)
                    .isEqualTo(200);
        }
    }

    @Test
    void alertsAndDashboardAskForMetricsThatThereAreAndEveryAlertSaysWhatToDo() throws Exception {
        var overlay = Overlay.build("production");
        var rules = Overlay.each(overlay.one("PrometheusRule", "tafelzicht").at("/spec/groups"))
                .flatMap(g -> Overlay.each(g.get("rules")))
                .toList();
        var dashboard = Json.MAPPER.readTree(overlay.one("ConfigMap", "tafelzicht-dashboard")
                .at("/data/dashboard.json")
                .asText());
        var scaling = Overlay.each(
                        overlay.one("HorizontalPodAutoscaler", "tafelzicht-hub").at("/spec/metrics"))
                .map(m -> m.at("/pods/metric/name").asText());
        var expressions = Stream.of(
                        rules.stream().map(r -> r.get("expr").asText()),
                        Overlay.each(dashboard.get("panels"))
                                .flatMap(p -> Overlay.each(p.get("targets")))
                                .map(t -> t.get("expr").asText()),
                        scaling)
                .flatMap(s -> s)
                .toList();
        var asked = expressions.stream()
                .flatMap(e -> METRIC.matcher(e).results())
                .map(m -> m.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(asked).allMatch(metrics()::contains, "a metric of the hub");
        var documentation = Files.readString(Path.of("docs", "operations.md"));
        for (var rule : rules) {
            assertThat(documentation).contains("### " + rule.get("alert").asText());
        }
    }

    /** The names of all metrics of a hub that somebody has looked at and reported to. */
    private static Set<String> metrics() throws Exception {
        var municipality = TestHub.municipality(1);
        var api = TestHub.api().as("municipality-" + municipality);
        api.report(municipality + "-1", "{\"status\":\"open\"}");
        try (var screen = LiveSocket.open(api, "")) {
            screen.next();
            var names = new HashSet<String>();
            for (var line : new String(
                            Api.at(TestHub.api().address())
                                    .get("/metrics")
                                    .raw()
                                    .body(),
                            StandardCharsets.UTF_8)
                    .split("\n")) {
                if (!line.startsWith("#")) {
                    names.add(line.replaceFirst("[{ ].*", ""));
                }
            }
            return names;
        }
    }
}
