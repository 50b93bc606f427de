package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.count.domain.CountCommand;
import nl.tafelzicht.subject.count.domain.CountDecider;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.CountState.Late;
import nl.tafelzicht.subject.count.domain.CountState.Lateness;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks once a second what is late at the count, escalates it to the municipality, and resolves the escalation once it
 * arrives. Every node checks, without a leader: an escalation's id is derived from what is late and since when, and the
 * journal accepts it once.
 */
public final class CountDeadlineVerticle extends VerticleBase {

    /** The rule named in its escalations. */
    static final String RULE = "count-late";

    private static final Logger LOG = LoggerFactory.getLogger(CountDeadlineVerticle.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final int MOST_AT_ONCE = 400;

    private final CurrentPicture picture;
    private final Clock clock;
    private final Set<String> asked = new HashSet<>();
    /** {@code seq} of the picture in which nothing had to be done, apart from what the clock brings. */
    private long settled = -1;

    CountDeadlineVerticle(CurrentPicture picture, Clock clock) {
        this.picture = picture;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
        return Future.succeededFuture();
    }

    private void look() {
        var now = picture.get();
        var counts = now.all(MunicipalCount.KIND).map(MunicipalCount::state).toList();
        var time = clock.instant();
        counts.stream()
                .filter(s -> CountDecider.isDue(s, time))
                .forEach(s -> ask(MunicipalCount.KIND, s.id(), new CountCommand.CheckDeadlines()));
        if (now.seq() != settled && asked.isEmpty()) {
            escalate(now, counts);
            settled = asked.isEmpty() ? now.seq() : -1;
        }
    }

    private void escalate(Picture now, List<CountState> counts) {
        Map<String, EscalationCommand.Raise> due = counts.stream()
                .filter(s -> s.municipality() != null)
                .flatMap(s -> s.late().stream().map(late -> Map.entry(id(s, late), raise(s, late))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        due.forEach((id, raise) -> {
            if (now.entity(Escalation.KIND, id) == null) {
                ask(Escalation.KIND, id, raise);
            }
        });
        now.all(Escalation.KIND)
                .filter(e -> RULE.equals(e.state().rule()) && !e.isOver() && !due.containsKey(e.id()))
                .forEach(e ->
                        ask(Escalation.KIND, e.id(), new EscalationCommand.Resolve("it came, or was put off", null)));
    }

    private static String id(CountState s, Late late) {
        return DerivedIds.of(
                        "escalation",
                        RULE,
                        s.id(),
                        String.valueOf(late.session()),
                        late.since().toString())
                .toString();
    }

    private static EscalationCommand.Raise raise(CountState s, Late late) {
        var place = s.municipality();
        var what = late.what() == Lateness.COUNT
                ? "no count of " + s.election() + " from " + place.name() + " by the hour at which it was expected"
                : "session " + late.session() + " on the count of " + s.election() + " in " + place.name()
                        + " did not open";
        return new EscalationCommand.Raise(
                new Cause(
                        MunicipalCount.KIND.word(),
                        s.id(),
                        late.what() + "-late",
                        null,
                        null,
                        null,
                        List.of(),
                        Tlp.GREEN,
                        Visibility.LOCAL,
                        Set.of()),
                RULE,
                Addressee.of(EscalationLevel.MUNICIPALITY, place),
                Severity.ATTENTION,
                what,
                null);
    }

    private <S extends Entity> void ask(Kind<S> kind, String id, Command<S> command) {
        if (asked.size() >= MOST_AT_ONCE || !asked.add(kind + " " + id)) {
            return;
        }
        Commands.send(vertx, kind, new CommandRequest<>(UUID.randomUUID(), id, command, CommandRequest.HUB))
                .onFailure(cause -> LOG.warn("cannot note what is late at {}: {}", id, cause.getMessage()))
                .onComplete(done -> asked.remove(kind + " " + id));
    }
}
