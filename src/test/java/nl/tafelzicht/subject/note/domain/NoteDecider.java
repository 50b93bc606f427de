package nl.tafelzicht.subject.note.domain;

import java.util.List;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Refusal.Reason;

/** The rules of notes: what was struck stays as it is. */
public final class NoteDecider {

    private NoteDecider() {}

    /** @param note {@code null} when there is none */
    public static Decision<NoteEvent> decide(Note note, NoteCommand command) {
        if (command instanceof NoteCommand.Add a) {
            return note != null
                    ? Decision.nothing()
                    : Decision.accept(new NoteEvent.Added(a.municipality(), a.location(), a.text(), a.role()));
        }
        if (note == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("unknown", "kind", Note.KIND)));
        }
        if (note.state().struck()) {
            return Decision.refuse(new Refusal(
                    Reason.TRANSITION, null, Explanation.beside(Note.class, "struck"), "struck", List.of()));
        }
        if (command instanceof NoteCommand.Correct c) {
            return c.text().equals(note.state().text())
                    ? Decision.nothing()
                    : Decision.accept(new NoteEvent.Corrected(c.text(), c.role()));
        }
        return Decision.accept(new NoteEvent.Struck(((NoteCommand.Strike) command).role()));
    }
}
