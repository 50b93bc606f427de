package nl.tafelzicht.subject.note.domain;

import java.time.Instant;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.election.place.Point;

/** What somebody wrote down about a municipality. */
public record Note(NoteState state, int version) implements Entity {

    public static final Kind<Note> KIND = new Kind<>("note", "notes", 110, Note.class);

    /** A note as its viewers get it. @param location for the map, or {@code null} */
    public record NoteState(
            String id,
            Municipality municipality,
            Point location,
            String text,
            boolean struck,
            Role role,
            String by,
            Instant at,
            long seq) {}

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public long seq() {
        return state.seq();
    }

    @Override
    public Visibility visibility() {
        return Visibility.of(state.municipality().code(), Visibility.LOCAL, Tlp.GREEN);
    }

    public static Note evolve(Note before, String id, NoteEvent event, EventMetadata o) {
        if (event instanceof NoteEvent.Added a) {
            return new Note(
                    new NoteState(
                            id, a.municipality(), a.location(), a.text(), false, a.role(), o.actor(), o.at(), o.seq()),
                    o.version());
        }
        var s = before.state;
        var text = event instanceof NoteEvent.Corrected c ? c.text() : s.text();
        boolean struck = s.struck() || event instanceof NoteEvent.Struck;
        return new Note(
                new NoteState(id, s.municipality(), s.location(), text, struck, s.role(), s.by(), s.at(), o.seq()),
                o.version());
    }
}
