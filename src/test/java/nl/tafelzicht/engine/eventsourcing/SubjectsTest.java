package nl.tafelzicht.engine.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Visibility;
import org.junit.jupiter.api.Test;

/** A subject that forgot something, or that claims what another has, keeps the hub from starting. */
class SubjectsTest {

    private sealed interface NoteEvent {}

    private record Written(String text) implements NoteEvent {}

    private record Removed() implements NoteEvent {}

    private record Stamped() {}

    private record StampEvent() {}

    /** Of no subject. */
    private record Sketch(String id, int version, long seq) implements Entity {
        @Override
        public Visibility visibility() {
            return Visibility.nobody(null);
        }

        @Override
        public Object state() {
            return id;
        }
    }

    private record Note(String id, int version, long seq, String text) implements Entity {
        static final Kind<Note> KIND = new Kind<>("note", "notes", 1_000, Note.class);

        @Override
        public Visibility visibility() {
            return Visibility.nobody(null);
        }

        @Override
        public Object state() {
            return text;
        }
    }

    private static class NoteSubject implements Subject<NoteEvent, Note> {
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
            return Map.of("note-written", Written.class, "note-removed", Removed.class);
        }

        @Override
        public Note evolve(Note before, String id, NoteEvent event, EventMetadata o) {
            return new Note(id, o.version(), o.seq(), event instanceof Written w ? w.text() : null);
        }
    }

    @Test
    void whatASubjectNamesIsFoundByNameTypeAndEvent() {
        var subjects = new Subjects(List.of(new NoteSubject()));
        assertThat(subjects.events())
                .containsEntry("note-written", Written.class)
                .containsEntry("note-removed", Removed.class)
                .containsKeys("access-recorded", "text-erased")
                .hasSize(4);
        assertThat(subjects.nameOf(Written.class)).isEqualTo("note-written");
        assertThat(subjects.nameOf(Stamped.class)).isNull();
        assertThat(subjects.lists()).containsExactly(Note.KIND);
        assertThat(subjects.of(new Written("a")).kind()).isEqualTo(Note.KIND);
        assertThat(subjects.of(new Stamped())).isNull();
        assertThat(subjects.list()).hasSize(1).allMatch(subject -> subject.kind() == Note.KIND);
    }

    @Test
    void aStreamAndAnEntityBelongToTheirSubject() {
        var note = new NoteSubject();
        var subjects = new Subjects(List.of(note));
        assertThat(subjects.ofStream("note/17")).isSameAs(note);
        assertThat(subjects.ofStream("note/17/more")).isSameAs(note);
        assertThat(subjects.ofStream("notes/17")).isNull();
        assertThat(subjects.ofStream("note")).as("no stream of an entity").isNull();
        assertThat(subjects.ofStream("/17")).isNull();
        assertThat(subjects.kindOf(new Note("17", 1, 1, "a"))).isEqualTo(Note.KIND);
        var other = new Sketch("17", 1, 1);
        assertThatThrownBy(() -> subjects.kindOf(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Sketch.class.getName());
    }

    @Test
    void anEntityWithTwoListsIsOfOneSubjectAndNotOfTwo() {
        var second = new Kind<>("remark", "remarks", 1_001, Note.class);
        var both = new NoteSubject() {
            @Override
            public List<Kind<?>> lists() {
                return List.of(Note.KIND, second);
            }
        };
        assertThat(new Subjects(List.of(both)).lists()).containsExactly(Note.KIND, second);
        var another = new Subject<StampEvent, Note>() {
            @Override
            public Kind<Note> kind() {
                return second;
            }

            @Override
            public Class<StampEvent> eventType() {
                return StampEvent.class;
            }

            @Override
            public Map<String, Class<? extends StampEvent>> events() {
                return Map.of("stamp-put", StampEvent.class);
            }

            @Override
            public Note evolve(Note before, String id, StampEvent event, EventMetadata o) {
                return before;
            }
        };
        assertThatThrownBy(() -> new Subjects(List.of(new NoteSubject(), another)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("same type of entities: " + Note.class.getName());
    }

    @Test
    void anEventMakesAnEntityAndTheNextOneContinuesIt() {
        var subjects = new Subjects(List.of(new NoteSubject()));
        var first = subjects.evolve(null, "n", new Written("a"), occurrence(1));
        assertThat(first).isEqualTo(new Note("n", 1, 1, "a"));
        assertThat(subjects.evolve(first, "n", new Removed(), occurrence(2))).isEqualTo(new Note("n", 2, 2, null));
        assertThat(subjects.evolve(null, "n", new Stamped(), occurrence(1)))
                .as("an event that makes no entity")
                .isNull();
    }

    private static EventMetadata occurrence(int n) {
        return new EventMetadata(n, new java.util.UUID(0, n), n, java.time.Instant.EPOCH, "somebody");
    }

    @Test
    void anEventWithoutANameIsRefused() {
        assertRefused(
                new NoteSubject() {
                    @Override
                    public Map<String, Class<? extends NoteEvent>> events() {
                        return Map.of("note-written", Written.class);
                    }
                },
                "without a name: " + Removed.class.getName());
    }

    @Test
    void aNameStandsForOneTypeAndATypeHasOneName() {
        assertRefused(
                new NoteSubject() {
                    @Override
                    public Map<String, Class<? extends Record>> records() {
                        return Map.of("note-written", Stamped.class);
                    }
                },
                "two types of events have the name note-written");
        assertRefused(
                new NoteSubject() {
                    @Override
                    public Map<String, Class<? extends NoteEvent>> events() {
                        return Map.of(
                                "note-written",
                                Written.class,
                                "note-added",
                                Written.class,
                                "note-removed",
                                Removed.class);
                    }
                },
                "has two names");
        assertRefused(
                new NoteSubject() {
                    @Override
                    public Map<String, Class<? extends Record>> records() {
                        return Map.of("text-erased", Stamped.class);
                    }
                },
                "text-erased");
    }

    @Test
    void aListAWordAndAPlaceBelongToOneKind() {
        for (var same : List.of(
                new Kind<>("remark", "notes", 1_001, Note.class),
                new Kind<>("note", "remarks", 1_001, Note.class),
                new Kind<>("remark", "remarks", 1_000, Note.class))) {
            assertRefused(
                    new NoteSubject() {
                        @Override
                        public List<Kind<?>> lists() {
                            return List.of(Note.KIND, same);
                        }
                    },
                    "have the same");
        }
    }

    @Test
    void aSubjectHasAListOfItsOwn() {
        assertRefused(
                new NoteSubject() {
                    @Override
                    public List<Kind<?>> lists() {
                        return List.of();
                    }
                },
                "lack its own");
    }

    private static void assertRefused(Subject<?, ?> subject, String why) {
        assertThatThrownBy(() -> new Subjects(List.of(subject)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }

    /** The order in which screens have got their lists since the first version. */
    @Test
    void theListsOfTheHubAreInTheirOrder() {
        assertThat(Subjects.all().lists())
                .extracting(Kind::list)
                .containsExactly(
                        "elections",
                        "stations",
                        "statuses",
                        "toleranceLimits",
                        "reports",
                        "overflows",
                        "incidents",
                        "counts",
                        "accreditations",
                        "visits",
                        "couriers",
                        "escalations",
                        "duties",
                        "narratives",
                        "responses");
    }

    /** A timeline says with these where an event stands; those of stations it writes otherwise. */
    @Test
    void noFieldOfAnEventHidesWhereItStands() {
        Subjects.all().list().stream()
                .filter(subject -> !subject.kind().word().equals("station"))
                .flatMap(subject -> subject.events().values().stream())
                .forEach(type -> assertThat(((Class<?>) type).getRecordComponents())
                        .as(String.valueOf(type))
                        .extracting(RecordComponent::getName)
                        .doesNotContain("id", "seq", "at", "type", "by"));
    }
}
