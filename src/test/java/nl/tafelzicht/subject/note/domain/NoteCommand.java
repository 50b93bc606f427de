package nl.tafelzicht.subject.note.domain;

import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.place.Point;

/** What can be done with a note. */
public sealed interface NoteCommand extends Command<Note> {

    record Add(Municipality municipality, Point location, String text, Role role) implements NoteCommand {}

    record Correct(String text, Role role) implements NoteCommand {}

    record Strike(Role role) implements NoteCommand {}
}
