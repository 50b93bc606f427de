package nl.tafelzicht.engine.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.picture.CurrentPicture;

/** Metrics of the picture itself; computed when they are read, and equal on all nodes that have caught up. */
public final class PictureMetrics {

    private PictureMetrics() {}

    public static void register(CurrentPicture picture, MeterRegistry metrics) {
        Gauge.builder("tafelzicht.picture.seq", picture, p -> p.get().seq())
                .description("up to where this node has the journal")
                .register(metrics);
        Gauge.builder("tafelzicht.picture.age", picture, p -> p.age() / 1e9)
                .baseUnit("seconds")
                .description("since this node last knew that it has all of the journal")
                .register(metrics);
        Gauge.builder("tafelzicht.picture.stuck", picture, p -> p.stuck() == null ? 0 : 1)
                .description("whether this node can't make anything of an event, and shows the past")
                .register(metrics);
        for (var subject : Subjects.all().list()) {
            Gauge.builder("tafelzicht.picture.entities", picture, p -> p.get().count(subject.kind()))
                    .description("how many of a kind are in the picture")
                    .tag("kind", subject.kind().word())
                    .register(metrics);
        }
        Subjects.all().offering(MeasuredSubject.class).forEach(subject -> subject.measure(picture, metrics));
    }
}
