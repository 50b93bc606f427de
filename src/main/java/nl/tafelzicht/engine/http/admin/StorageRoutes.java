package nl.tafelzicht.engine.http.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.http.api.BoundedSubject;
import nl.tafelzicht.engine.http.api.BoundedSubject.Bound;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.operation.Storage;
import nl.tafelzicht.engine.operation.Storage.Disk;
import nl.tafelzicht.engine.operation.Storage.Part;

/** For administrators: what uses storage, what grows, and how near each bound is. */
public final class StorageRoutes {

    private final HttpDependencies dependencies;

    private record Room(
            String node,
            List<Part> parts,
            long bytes,
            Disk disk,
            long events,
            long eventsLately,
            long bytesLately,
            List<Bound> bounds) {}

    public StorageRoutes(HttpDependencies dependencies) {
        this.dependencies = dependencies;
    }

    public void install(Router router) {
        router.get("/storage").handler(this::show);
    }

    private void show(RoutingContext rc) {
        Operating.required(rc);
        dependencies
                .storage()
                .room()
                .onSuccess(room -> rc.end(Buffer.buffer(Json.bytes(new Room(
                        dependencies.nodes().name(),
                        room.parts(),
                        room.bytes(),
                        room.disk(),
                        room.events(),
                        room.lately(),
                        room.bytesLately(),
                        bounds(room))))))
                .onFailure(rc::fail);
    }

    private List<Bound> bounds(Storage.Room room) {
        var metrics = dependencies.metrics();
        var options = dependencies.options();
        var bounds = new ArrayList<Bound>();
        if (room.disk() != null) {
            var disk = room.disk();
            bounds.add(new Bound("disk", disk.size() - disk.free(), disk.size(), true, true));
        }
        var heap = Runtime.getRuntime();
        bounds.add(new Bound("memory", heap.totalMemory() - heap.freeMemory(), heap.maxMemory(), true, true));
        bounds.add(new Bound("screens", gauge(metrics, "tafelzicht.live.viewers"), options.sockets(), false, true));
        Subjects.all().offering(BoundedSubject.class).forEach(subject -> bounds.addAll(subject.bounds(dependencies)));
        room.parts().stream()
                .filter(part -> part.most() != null)
                .forEach(part -> bounds.add(new Bound(part.name(), part.bytes(), part.most(), true, false)));
        return bounds;
    }

    private static double gauge(MeterRegistry metrics, String name) {
        return metrics.find(name).gauges().stream()
                .mapToDouble(Gauge::value)
                .filter(Double::isFinite)
                .sum();
    }
}
