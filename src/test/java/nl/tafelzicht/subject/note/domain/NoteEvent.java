package nl.tafelzicht.subject.note.domain;

import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.election.place.Point;

/** What happened to a note. */
public sealed interface NoteEvent {

    record Added(
            Municipality municipality,
            Point location,
            @Words String text,
            Role role) implements NoteEvent {}

    record Corrected(@Words String text, Role role) implements NoteEvent {}

    record Struck(Role role) implements NoteEvent {}
}
