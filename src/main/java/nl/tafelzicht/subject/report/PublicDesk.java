package nl.tafelzicht.subject.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationStatus;
import nl.tafelzicht.subject.report.PublicIntake.Answer;
import nl.tafelzicht.subject.report.PublicIntake.Place;
import nl.tafelzicht.subject.report.PublicIntake.Room;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.ReportSettings;

/**
 * What {@link PublicIntake} needs to know of the situation: how much is stored, how much waits at the desk, and which
 * escalations were raised recently. Shared by all event loops of a node. Thread-safe.
 */
public final class PublicDesk {

    /**
     * With this many reports in the picture, only urgent reports of the public still enter it: as many as a desk can go
     * through, while memory has room for twice as many.
     */
    public static final int MOST_IN_PICTURE = 10_000;
    /** How long senders are asked to wait when there is no room: until somebody has made some. */
    public static final Duration FULL_FOR = Duration.ofMinutes(5);

    /** The metric of the number of stored reports. */
    static final String STORED = "tafelzicht.public.stored";

    /** An escalation that is older than this is not about a new report. */
    private static final Duration RECENTLY = Duration.ofMinutes(30);

    private static final double KEPT_FOR_URGENT = .1;

    private final HttpDependencies dependencies;
    private final PublicIntake intake;
    private final long most;
    private final Map<String, Counter> counters;
    /** Shorter in tests, which would otherwise wait for it. */
    private final long lookMillis = Long.getLong("tafelzicht.public-look-millis", 2_000);

    private volatile long stored;
    private volatile Set<String> ringing = Set.of();

    public PublicDesk(HttpDependencies dependencies) {
        this.dependencies = dependencies;
        var o = dependencies.subjects().get(ReportSettings.class);
        this.intake = new PublicIntake(
                new PublicIntake.Limits(o.perSource(), o.perMinute(), o.perSecond()), dependencies.sessionClock());
        this.most = o.most();
        this.counters = Stream.of("desk", "table", "later", "full")
                .collect(Collectors.toMap(r -> r, r -> Counter.builder("tafelzicht.public.reports")
                        .tag("result", r)
                        .description(
                                "reports of the public that came in at this node: to the desk, to the table of those "
                                        + "above the limit, told to come later, or refused because all is full")
                        .register(dependencies.metrics())));
        Gauge.builder(STORED, this, d -> d.stored)
                .description("reports of the public that are stored")
                .register(dependencies.metrics());
        Gauge.builder("tafelzicht.public.most", this, d -> d.most)
                .description("reports of the public that may be stored")
                .register(dependencies.metrics());
        Gauge.builder("tafelzicht.public.busy", intake, i -> i.isBusy() ? 1 : 0)
                .description("whether reporters have to wait for their turn")
                .register(dependencies.metrics());
    }

    public void start(Vertx vertx) {
        look();
        vertx.setPeriodic(lookMillis, t -> look());
    }

    private void look() {
        new ReportList(dependencies.pool())
                .countOfPublic()
                .onSuccess(count -> stored = count); // when the database does not answer, nothing is stored either
        Instant since = dependencies.clock().instant().minus(RECENTLY);
        ringing = dependencies
                .picture()
                .get()
                .all(Escalation.KIND)
                .filter(e -> e.status() != EscalationStatus.RESOLVED
                        && e.state().raisedAt().isAfter(since)
                        && e.state().municipality() != null)
                .map(e -> e.state().subject().label() + " "
                        + e.state().municipality().code())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Decides where a report of the public goes. */
    public Answer ask(String source, boolean proven, ReportKind kind, Municipality place) {
        boolean rings = kind.isUrgent() && !(place != null && ringing.contains(kind + " " + place.code()));
        var room = stored >= most ? Room.NONE : stored >= most * (1 - KEPT_FOR_URGENT) ? Room.URGENT_ONLY : Room.PLENTY;
        boolean crowded = dependencies.picture().get().count(Report.KIND) >= MOST_IN_PICTURE;
        var answer = intake.ask(source, proven, kind.isUrgent(), rings, crowded, room);
        counters.get(
                        answer.later() != null
                                ? "later"
                                : answer.place() == Place.DESK
                                        ? "desk"
                                        : answer.place() == Place.TABLE ? "table" : "full")
                .increment();
        return answer;
    }

    public boolean isBusy() {
        return intake.isBusy();
    }
}
