package nl.tafelzicht.subject.note;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.access.Rights.Reach;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.ServedSubject;
import nl.tafelzicht.engine.http.api.SubjectEndpoint;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.note.domain.Note;
import nl.tafelzicht.subject.note.domain.NoteCommand;
import nl.tafelzicht.subject.note.domain.NoteDecider;
import nl.tafelzicht.subject.note.domain.NoteEvent;

/** A whole small subject: what somebody wrote down about a municipality. All of it is in this folder. */
public final class NoteSubject implements ServedSubject<NoteCommand, NoteEvent, Note> {

    private record NewNote(Point location, String text) {}

    private record Correction(String text) {}

    private record Nothing() {}

    @Override
    public Kind<Note> kind() {
        return Note.KIND;
    }

    @Override
    public Class<NoteEvent> eventType() {
        return NoteEvent.class;
    }

    @Override
    public Map<String, Class<? extends NoteEvent>> events() {
        return Map.of(
                "note-added", NoteEvent.Added.class,
                "note-corrected", NoteEvent.Corrected.class,
                "note-struck", NoteEvent.Struck.class);
    }

    @Override
    public Note evolve(Note before, String id, NoteEvent event, EventMetadata occurrence) {
        return Note.evolve(before, id, event, occurrence);
    }

    @Override
    public Class<NoteCommand> commandType() {
        return NoteCommand.class;
    }

    @Override
    public Decision<NoteEvent> decide(Picture picture, Note before, NoteCommand command, Instant now) {
        return NoteDecider.decide(before, command);
    }

    @Override
    public String openApi() {
        return "openapi.yaml";
    }

    @Override
    public Reach mayChange(Role role) {
        return switch (role) {
            case TABLE_OPERATOR -> Reach.COUNTRY;
            case MUNICIPALITY, MAYOR -> Reach.MUNICIPALITY;
            default -> Reach.NONE;
        };
    }

    @Override
    public Optional<Escalatable> escalatable(Note note) {
        var s = note.state();
        return s.struck()
                ? Optional.empty()
                : Optional.of(new Escalatable(
                        "note",
                        s.municipality(),
                        null,
                        s.location(),
                        null,
                        note.visibility().marking(),
                        note.visibility().roles(),
                        note.visibility().recipients()));
    }

    @Override
    public void install(SubjectEndpoint<NoteCommand, Note> notes) {
        notes.list("/notes", "listNotes", note -> note.state().municipality());
        notes.one("/notes/:id");
        notes.timeline("/notes/:id/timeline", "noteTimeline");
        notes.create("/municipalities/:code/notes", "addNote", "/notes", NewNote.class, (caller, body) -> {
            var place = caller.municipalityOfPath();
            return new NoteCommand.Add(place, body.location, body.text, caller.roleIn(place));
        });
        notes.change(
                "/notes/:id/corrections",
                "correctNote",
                Correction.class,
                (caller, note, body) -> new NoteCommand.Correct(
                        body.text, caller.roleIn(note.state().municipality())));
        notes.change(
                "/notes/:id/strikes",
                "strikeNote",
                Nothing.class,
                (caller, note, body) ->
                        new NoteCommand.Strike(caller.roleIn(note.state().municipality())));
    }
}
