package nl.tafelzicht.engine.http.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.operation.Nodes;
import nl.tafelzicht.engine.operation.Setting;

/** The state of each node and its settings, for administrators, who see no content. */
public final class AdminRoutes {

    private static final double SILENT_SECONDS = 15;

    private final HttpDependencies dependencies;
    private final Nodes nodes;

    private record Found(List<Nodes.Heard> items) {}

    /** @param value the differing value of another node */
    private record Difference(String name, String node, String value) {}

    /** @param node that answered */
    private record InForce(String node, boolean exercise, List<Setting> items, List<Difference> differences) {}

    public AdminRoutes(HttpDependencies dependencies) {
        this.dependencies = dependencies;
        this.nodes = dependencies.nodes();
    }

    public void install(Router router) {
        router.get("/nodes").handler(this::listNodes);
        router.get("/settings").handler(this::listSettings);
    }

    private void listNodes(RoutingContext rc) {
        Operating.required(rc);
        nodes.all()
                .onSuccess(all -> rc.end(Buffer.buffer(Json.bytes(new Found(all)))))
                .onFailure(rc::fail);
    }

    private void listSettings(RoutingContext rc) {
        Operating.required(rc);
        nodes.all()
                .onSuccess(all -> rc.end(Buffer.buffer(Json.bytes(new InForce(
                        nodes.name(),
                        dependencies.options().exercise(),
                        dependencies.settings(),
                        all.stream().flatMap(this::differences).toList())))))
                .onFailure(rc::fail);
    }

    /** The settings that must be equal on all nodes and differ on another running node. */
    private Stream<Difference> differences(Nodes.Heard other) {
        if (other.silentSeconds() > SILENT_SECONDS || other.settings() == null) {
            return Stream.empty();
        }
        return other.settings().entrySet().stream()
                .filter(setting -> nodes.settings().containsKey(setting.getKey())
                        && !Objects.equals(setting.getValue(), nodes.settings().get(setting.getKey())))
                .map(setting -> new Difference(setting.getKey(), other.status().node(), setting.getValue()));
    }
}
