package nl.tafelzicht.engine.command;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;

/** Handles the commands of a {@link CommandedSubject}. */
public final class SubjectVerticle<C extends Command<S>, E, S extends Entity> extends CommandVerticle<S> {

    private final CommandedSubject<C, E, S> subject;

    private SubjectVerticle(
            CommandedSubject<C, E, S> subject,
            CurrentPicture picture,
            JournalStore journal,
            CommandMetrics metrics,
            Clock clock) {
        super(subject.kind(), picture, journal, metrics, clock);
        this.subject = subject;
    }

    /**
     * One verticle for each of these subjects.
     *
     * @param clock of the election day
     */
    public static List<CommandVerticle<?>> all(
            Subjects subjects, CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        return subjects.offering(CommandedSubject.class).stream()
                .<CommandVerticle<?>>map(
                        subject -> of((CommandedSubject<?, ?, ?>) subject, picture, journal, metrics, clock))
                .toList();
    }

    private static <C extends Command<S>, E, S extends Entity> CommandVerticle<S> of(
            CommandedSubject<C, E, S> subject,
            CurrentPicture picture,
            JournalStore journal,
            CommandMetrics metrics,
            Clock clock) {
        return new SubjectVerticle<>(subject, picture, journal, metrics, clock);
    }

    @Override
    public Decision<Write> decide(Picture picture, CommandRequest<S> request, Instant now) {
        var command = subject.commandType().cast(request.command());
        var decision = subject.decide(picture, picture.entity(subject.kind(), request.subject()), command, now);
        var own = own(request.subject(), decision);
        if (!(decision instanceof Decision.Accepted<E> a) || a.events().isEmpty()) {
            return own;
        }
        var all = new ArrayList<>(((Decision.Accepted<Write>) own).events());
        all.addAll(subject.together(command, a.events()));
        return new Decision.Accepted<>(List.copyOf(all));
    }
}
