package nl.tafelzicht.engine.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.tafelzicht.election.Command;

/**
 * Metrics of commands for an operator: how many of each kind, with which result, and how many reports of each kind.
 * Thread-safe.
 */
public final class CommandMetrics {

    /** The result of a command. */
    enum Result {
        /** Events were appended to the journal. */
        ACCEPTED,
        /** The same request was accepted before. */
        REPEATED,
        /** The command changes nothing. */
        UNCHANGED,
        /** A rule forbids it. */
        REFUSED,
        /** The journal could not be written. */
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private record Key(String name, String kind, Result result) {}

    private final MeterRegistry registry;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    public CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public void answered(Command<?> command, CommandAnswer answer) {
        count(
                command,
                answer instanceof CommandAnswer.Refused
                        ? Result.REFUSED
                        : answer instanceof CommandAnswer.Done d
                                ? d.repeated() ? Result.REPEATED : Result.ACCEPTED
                                : Result.UNCHANGED);
    }

    public void failed(Command<?> command) {
        count(command, Result.FAILED);
    }

    private void count(Command<?> command, Result result) {
        counter(
                "tafelzicht.commands",
                command.getClass().getEnclosingClass() == null
                        ? command.getClass().getSimpleName()
                        : command.getClass().getEnclosingClass().getSimpleName().replace("Command", "") + "."
                                + command.getClass().getSimpleName(),
                result);
        var kind = command.reportKind();
        if (kind != null) {
            counter("tafelzicht.reports", kind, result);
        }
    }

    private void counter(String name, String kind, Result result) {
        counters.computeIfAbsent(new Key(name, kind, result), k -> Counter.builder(name)
                        .tag("kind", kind)
                        .tag("result", result.toString())
                        .register(registry))
                .increment();
    }
}
